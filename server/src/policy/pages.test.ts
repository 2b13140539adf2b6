import { checkText, digestPolicy, policy } from "@kept/language";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type TestDatabase, testDatabase } from "../../test/database.js";
import { policyFile } from "../../test/policy.js";
import { testApp, testRunning } from "../../test/running.js";
import { days, type OrganisationId, TestClock } from "../platform/index.js";
import { publish } from "./index.js";
import { policyPages } from "./pages.js";

let db: TestDatabase;
let app: ReturnType<typeof testApp>;
const clock = new TestClock(new Date("2026-11-21T03:00:00Z"));
let club: OrganisationId;
const put = (source: string, over: number) =>
  db.database.write(club, (tx) => publish(tx, { source, over, by: { kind: "system" }, now: clock.now() }));
const get = async (path: string) => {
  const answer = await app.request(path);
  return { status: answer.status, html: await answer.text() };
};

beforeAll(async () => {
  db = await testDatabase();
  club = await db.organisation("club");
  await put(policyFile("club"), 0);
  const running = testRunning(db, clock);
  app = testApp(running, { pages: policyPages(running, async () => new Map([["club-1", "kept"]])) });
});
afterAll(() => db.close());

describe("the privacy centre", () => {
  it("says who it is, offers each right, the form and the contact, in both languages", async () => {
    const vi = await get("/club");
    expect(vi.status).toBe(200);
    for (const said of ["Câu lạc bộ Mẫu", "Xem dữ liệu", "Khiếu nại", "Đơn vào hội", "lienhe@mau.example", 'href="/club/forms/join"']) {
      expect(vi.html).toContain(said);
    }
    expect(vi.html).toContain('<html lang="vi">');
    const en = await get("/club?lang=en");
    expect(en.html).toContain('<html lang="en">');
    for (const said of ["Sample Club", "See your data", "Complain", "Application to join"]) expect(en.html).toContain(said);
  });

  it("counts the promises by how they stand, and calls what has no check not built", async () => {
    const { html } = await get("/club");
    expect(html).toMatch(/1 đang giữ/);
    expect(html).toMatch(/1 chưa xây dựng/);
  });

  it("shows for each right the deadline that ends earlier: the organisation's or the law's", async () => {
    const own = await db.organisation("swift");
    const swift = policyFile("swift", (p) => {
      if (p.rights) p.rights.within = { see: "3 days" };
    });
    await db.database.write(own, (tx) => publish(tx, { source: swift, over: 0, by: { kind: "system" }, now: clock.now() }));
    const { html } = await get("/swift");
    expect(html).toMatch(/Xem dữ liệu[\s\S]{0,200}Xong trong 3 ngày/);
    expect(html).toMatch(/Xoá dữ liệu[\s\S]{0,200}Xong trong 20 ngày/);
  });
});

describe("the notice", () => {
  it("is wholly made from the policy: every declared text stands on it, in both languages", async () => {
    for (const lang of ["vi", "en"] as const) {
      const { html } = await get(`/club/notice?lang=${lang}`);
      for (const text of textsOf(policyFile("club"))) expect(html).toContain(inMarkup(text[lang] ?? ""));
    }
  });

  it("marks what is sensitive with what the policy says about it", async () => {
    const id = await db.organisation("clinic");
    const source = policyFile("clinic", (p) => {
      p.fields.illness = {
        type: "lines",
        text: { vi: "Bệnh đang có", en: "Present illness" },
        category: "sensitive",
        sensitive: "health",
        sensitive_notice: { vi: "Chỉ bác sĩ đọc.", en: "Only the doctor reads it." },
      };
      const join = p.touchpoints.join;
      if (join) join.fields.illness = { purposes: ["membership"] };
    });
    await db.database.write(id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: clock.now() }));
    const { html } = await get("/clinic/notice");
    expect(html).toMatch(/Bệnh đang có[\s\S]{0,80}Dữ liệu nhạy cảm[\s\S]{0,120}Chỉ bác sĩ đọc\./);
  });

  it("cannot be made to run a policy's text as markup", async () => {
    const id = await db.organisation("sly");
    const source = policyFile("sly", (p) => {
      p.intro = { vi: "<script>alert(1)</script>", en: "<b>x</b>" };
      p.purposes.membership = { text: { vi: "<img src=x onerror=alert(1)>", en: "x" }, basis: "contract" };
    });
    await db.database.write(id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: clock.now() }));
    for (const path of ["/sly", "/sly/notice"]) {
      const { html } = await get(path);
      expect(html).not.toMatch(/<script>alert|<img src=x/);
    }
  });

  it("keeps each version at its address, says which is in force, and calls a change recent for 30 days", async () => {
    expect((await get("/club/notice")).html).not.toContain("mới thay đổi");
    await put(
      policyFile("club", (p) => {
        p.intro = { vi: "Bản hai.", en: "Second." };
        p.retention = [{ id: "members", text: { vi: "Giữ một năm.", en: "Kept for a year." }, until: "time", period: "1 year" }];
      }),
      1,
    );
    const second = await get("/club/notice");
    expect(second.html).toContain("Giữ một năm.");
    expect(second.html).toContain("mới thay đổi");
    const first = await get("/club/notice/1");
    expect(first.html).toContain("Giữ đến khi bạn ra khỏi hội.");
    expect(first.html).toContain("phiên bản cũ");
    expect((await get("/club/notice/2")).html).toContain("Giữ một năm.");
    expect((await get("/club/notice/3")).status).toBe(404);
    clock.advance(days(31));
    expect((await get("/club/notice")).html).not.toContain("mới thay đổi");
  });

  it("tells in plain words what differs from the version before, and between any two", async () => {
    await put(
      policyFile("club", (p) => {
        p.intro = { vi: "Bản ba.", en: "Third." };
        p.purposes.survey = { text: { vi: "Khảo sát hội viên", en: "Survey members" }, basis: "consent" };
        const join = p.touchpoints.join;
        if (join) {
          join.consents = ["newsletter", "survey"];
          join.fields.email = { required: true, purposes: ["membership", "newsletter", "survey"] };
        }
      }),
      2,
    );
    const changes = (html: string) => html.slice(html.indexOf('id="differences"'), html.indexOf('id="who"'));
    const latest = changes((await get("/club/notice")).html);
    expect(latest).toContain("Khác gì giữa phiên bản 2 và 3");
    expect(latest).toMatch(/<b>Thêm<\/b>[\s\S]*Khảo sát hội viên/);
    expect(latest).toContain("hỏi lại từng người");
    expect(latest).toMatch(/Giữ một năm/);
    const far = changes((await get("/club/notice/3?against=1&lang=en")).html);
    expect(far).toContain("What differs between versions 1 and 3");
    expect(far).not.toMatch(/Kept for a year/);
    expect(changes((await get("/club/notice/1?against=2")).html)).toContain("Khác gì giữa phiên bản 1 và 2");
    expect(changes((await get("/club/notice/1")).html)).toContain("Các phiên bản");
  });

  it("gives the policy as data whose digest anyone can work out again", async () => {
    for (const [path, version] of [
      ["/club/notice.json", 3],
      ["/club/notice/1.json", 1],
    ] as const) {
      const answer = await app.request(path);
      const data = published.parse(await answer.json());
      expect(data.version).toBe(version);
      expect(data.digest.hex).toBe(await digestPolicy(data.policy));
    }
    expect((await app.request("/club/notice/9.json")).status).toBe(404);
  });
});

describe("the root", () => {
  it("lists the organisations that have a policy", async () => {
    await db.organisation("empty");
    const { html } = await get("/");
    expect(html).toContain('href="/club"');
    expect(html).not.toContain('href="/empty"');
    expect((await get("/empty")).status).toBe(404);
  });
});

it("follows every link of its pages to something that answers, forms and account apart", async () => {
  const seen = new Set<string>();
  const queue = ["/club"];
  for (let at = queue.pop(); at; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const { status, html } = await get(at);
    expect([at, status]).toEqual([at, 200]);
    for (const [, href = ""] of html.matchAll(/href="(\/[^"#]*)/g)) {
      const next = href.replaceAll("&amp;", "&");
      if (!/^\/(assets|club\/(form|account|promises))/.test(next)) queue.push(next);
    }
  }
  expect(seen.size).toBeGreaterThan(5);
});

const published = z.object({ version: z.number(), digest: z.object({ hex: z.string() }), policy });

/** Every text the small policy declares that belongs on the notice. */
function textsOf(source: string): { vi: string; en?: string | undefined }[] {
  const read = checkText(source).policy;
  if (!read) throw new Error("the sample policy reads");
  const of = (things: Record<string, { text: { vi: string; en?: string | undefined } }>) => Object.values(things).map((t) => t.text);
  return [
    ...of(read.fields),
    ...of(read.purposes),
    ...of(read.touchpoints),
    ...of(read.roles),
    ...read.retention.map((r) => r.text),
    ...read.promises.map((p) => p.text),
  ];
}

function inMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
