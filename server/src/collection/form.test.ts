import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { withAwkwardFields } from "../../test/form-policy.js";
import { runDue, waitingJobs } from "../../test/jobs.js";
import { testApp, testRunning } from "../../test/running.js";
import { eventsOf } from "../evidence/index.js";
import { codeForMail } from "../identity/index.js";
import { identityJobs } from "../identity/jobs.js";
import { personId, TestClock } from "../platform/index.js";
import { current, history } from "../vault/index.js";
import { collectionPages } from "./pages.js";

let club: Club;
let app: ReturnType<typeof testApp>;
const clock = new TestClock(new Date());
let running: ReturnType<typeof testRunning>;

beforeAll(async () => {
  club = await testClub(withAwkwardFields);
  running = testRunning(club, clock, { KEPT_DATA: club.roots.data, KEPT_KEYS: club.roots.keys, KEPT_LEDGER: club.roots.ledger });
  app = testApp(running, { pages: collectionPages(running) });
});
afterAll(() => club.close());

const url = (path: string) => `http://localhost:4000/${club.slug}/forms/${path}`;
const get = (path: string, cookie?: string) => app.request(url(path), cookie ? { headers: { cookie } } : {});
async function tokenOf(path = "join"): Promise<string> {
  const html = await (await get(path)).text();
  clock.advance(5000);
  return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
}
function post(path: string, body: FormData | Record<string, string>, cookie?: string) {
  const form = body instanceof FormData ? body : new URLSearchParams(body);
  return app.request(url(path), {
    method: "POST",
    body: form,
    headers: { origin: "http://localhost:4000", ...(cookie ? { cookie } : {}) },
  });
}
const filled = { full_name: "Trần Thị Ngọc Ánh", email: "anh@thu.example", "duties.rules": "yes" };
/** The code that waits to be mailed. */
async function mailedCode(to: string = filled.email): Promise<string> {
  await runDue(club, identityJobs(running));
  const id = (await waitingJobs(club, "messaging.code")).at(-1)?.payload.code;
  const mail = typeof id === "string" ? await club.database.write(club.id, (tx) => codeForMail(tx, id, clock.now())) : undefined;
  expect(mail?.to).toBe(to);
  return mail?.code ?? "";
}
const newest = async () => {
  const [row] = await club.owner<{ person_id: string }>("select person_id from submission order by at desc limit 1");
  return personId.parse(row?.person_id);
};

describe("a form as it is drawn", () => {
  it("presets nothing, marks what is required, says what is sensitive and what each answer serves", async () => {
    const html = await (await get("join")).text();
    expect(html).not.toMatch(/<(input|option)[^>]* (checked|selected)/);
    expect(html).toContain("bắt buộc");
    expect(html).toContain("Đây là dữ liệu nhạy cảm về sức khoẻ.");
    expect(html).toContain("Mọi mục dưới đây dùng cho: Nhận hội viên.");
    expect(html).toContain("Cũng dùng cho: Gửi bản tin.");
    expect(html).not.toMatch(/<script/);
  });

  it("shows the very words that are stored with the answer", async () => {
    const html = await (await get("join")).text();
    await post("join", { ...filled, form: await tokenOf(), "consents.newsletter": "given" });
    const [row] = await club.owner<{ text: string }>(
      "select t.text from consent c join shown_text t on t.digest = c.shown_digest where c.person_id = $1",
      [await newest()],
    );
    for (const line of (row?.text ?? "?").split("\n")) expect(html).toContain(line);
  });

  it("is in English when asked, and unknown where the policy has none", async () => {
    expect(await (await app.request(`${url("join")}?lang=en`)).text()).toContain("Where this goes");
    expect((await get("nothing")).status).toBe(404);
    expect((await get("__proto__")).status).toBe(404);
  });
});

describe("a form sent", () => {
  it("is taken, and asks for the code that was mailed; the code makes it count and signs in", async () => {
    const answer = await post("join", { ...filled, form: await tokenOf() });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/${club.slug}/forms/join/confirm`);
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const person = await newest();
    const code = await mailedCode();
    const wrong = await post("join/confirm", { code: code === "00000000" ? "11111111" : "00000000" }, cookie);
    expect(wrong.status).toBe(422);
    const right = await post("join/confirm", { code }, cookie);
    expect(right.status).toBe(303);
    expect(right.headers.get("set-cookie")).toContain("kept_person=");
    const [row] = await club.owner(
      "select s.state, p.state as person from submission s join person p on p.id = s.person_id where p.id = $1",
      [person],
    );
    expect(row).toEqual({ state: "confirmed", person: "active" });
    const again = await post("join/confirm", { code }, cookie);
    expect(again.status).toBe(422);
  });

  it("comes back with every fault and everything typed", async () => {
    const answer = await post("join", {
      form: await tokenOf(),
      full_name: "Trần & <b>Ánh</b>",
      email: "nowhere",
      "phone.0.kind": "home",
      "phone.0.value": "12",
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("Trần &amp; &lt;b&gt;Ánh&lt;/b&gt;");
    expect(html).toContain('value="nowhere"');
    for (const anchor of ["#email", "#phone", "#duties.rules"]) expect(html).toContain(`href="${anchor}"`);
  });

  it("gives one more line when asked, without losing or judging anything", async () => {
    const answer = await post("join", {
      form: await tokenOf(),
      full_name: "Ánh",
      "phone.0.kind": "home",
      "phone.0.value": "0903 11 58",
      add: "phone",
    });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('name="phone.1.value"');
    expect(html).toContain('value="0903 11 58"');
    expect(html).not.toContain('role="alert"');
  });

  it("refuses a field that is not asked", async () => {
    const answer = await post("join", { ...filled, form: await tokenOf(), role: "admin" });
    expect(answer.status).toBe(422);
  });

  it("counts once when pressed twice", async () => {
    const form = await tokenOf();
    const answers = await Promise.all([post("join", { ...filled, form }), post("join", { ...filled, form })]);
    expect(answers.map((a) => a.status)).toEqual([303, 303]);
    const person = await newest();
    expect(await club.owner("select 1 from submission where person_id = $1", [person])).toHaveLength(1);
  });

  it("comes back under a new notice when the old one was replaced meanwhile, with what was typed", async () => {
    const form = await tokenOf();
    await club.republish((d) => {
      d.intro = { vi: "Bản mới", en: "New" };
    });
    await new Promise((r) => setTimeout(r, 1100));
    const answer = await post("join", { ...filled, form });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("Trần Thị Ngọc Ánh");
  });
});

describe("a newcomer who proves a contact that one known person has proved", () => {
  const proved = async (fields: Record<string, string>) => {
    const answer = await post("join", { ...filled, email: "binh@thu.example", ...fields, form: await tokenOf() });
    const person = await newest();
    const code = await mailedCode("binh@thu.example");
    const right = await post("join/confirm", { code }, answer.headers.get("set-cookie")?.split(";")[0]);
    return { person, where: right.headers.get("location") ?? "" };
  };

  it("joins that person: what differs is updated, the former value, consents and submissions stay with the one they know", async () => {
    const first = await proved({ "consents.newsletter": "refused" });
    expect(first.where).toContain("with=confirmed");
    const second = await proved({
      full_name: "Lê Thị Bình",
      "consents.newsletter": "given",
      "phone.0.kind": "home",
      "phone.0.value": "0903115800",
    });
    expect(second.where).toContain("with=joined");
    const all = await club.database.read(club.id, (db) => history(db, first.person));
    const named = all
      .filter((v) => v.field === "full_name")
      .map((v) => ["content" in v.value ? v.value.content : "", v.replacedAt === null]);
    expect(named).toEqual([
      ["Trần Thị Ngọc Ánh", false],
      ["Lê Thị Bình", true],
    ]);
    expect(all.map((v) => v.field)).toContain("phone");
    const acts = await club.owner("select act, seq from consent where person_id = $1 order by seq", [first.person]);
    expect(acts).toEqual([
      { act: "refused", seq: 1 },
      { act: "given", seq: 2 },
    ]);
    expect(await club.owner("select 1 from submission where person_id = $1", [first.person])).toHaveLength(2);
    const [gone] = await club.owner("select state from person where id = $1", [second.person]);
    expect(gone).toEqual({ state: "erased" });
    const events = await club.database.read(club.id, (db) => eventsOf(db, first.person, 20));
    expect(events.map((e) => e.type)).toContain("person.joined");
  });

  it("has changed nothing of that person before the code is typed", async () => {
    const first = await proved({});
    const before = await club.owner("select count(*)::int as n from value where person_id = $1", [first.person]);
    await post("join", { ...filled, email: "binh@thu.example", full_name: "Kẻ Lạ", form: await tokenOf() });
    expect(await club.owner("select count(*)::int as n from value where person_id = $1", [first.person])).toEqual(before);
  });
});

describe("robots", () => {
  it("are kept out by the stamp and the trap; a person who pressed too fast just presses again", async () => {
    const html = await (await get("join")).text();
    const form = /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
    expect((await post("join", { ...filled, form })).status).toBe(422);
    clock.advance(5000);
    expect((await post("join", { ...filled, form })).status).toBe(303);
    expect((await post("join", { ...filled, form: await tokenOf(), website: "http://spam.example" })).status).toBe(422);
    expect((await post("join", { ...filled, form: "made.up" })).status).toBe(422);
    expect((await post("join", { ...filled, form: `${(await tokenOf()).split(".")[0]}.AAAA` })).status).toBe(422);
  });

  it("cannot use one form's token at another", async () => {
    expect((await post("apply", { full_name: "Ánh", form: await tokenOf("join") })).status).toBe(422);
  });
});

describe("a file", () => {
  const withFile = async (name: string, bytes: string | Uint8Array<ArrayBuffer>) => {
    const body = new FormData();
    body.set("form", await tokenOf("apply"));
    body.set("full_name", "Nguyễn Văn A");
    body.set("cv", new File([bytes], name));
    return post("apply", body);
  };

  it("is sealed with the person's key and lies nowhere in clear", async () => {
    const planted = "planted in a CV 7c1f";
    const answer = await withFile("cv.txt", `${planted}\n`);
    expect(answer.status).toBe(303);
    const [file] = await club.owner<{ stored: string }>("select stored from file order by received_at desc limit 1");
    const stored = await readFile(`${club.roots.data}/files/${club.id}/${file?.stored}`);
    expect(stored.includes(planted)).toBe(false);
    const held = await club.database.read(club.id, async (db) => current(db, await newest()));
    expect(held.map((v) => v.field)).toContain("cv");
  });

  it("of another type than it claims comes back with a word about it; nothing else is lost", async () => {
    const answer = await withFile("cv.pdf", "MZ not a pdf");
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('href="#cv"');
    expect(html).toContain("Nguyễn Văn A");
  });

  it("beyond its limit is refused, and a body beyond every limit is not read", async () => {
    expect((await withFile("cv.txt", "a".repeat(1_200_000))).status).toBe(422);
    expect((await withFile("cv.txt", "a".repeat(31 * 1024 * 1024))).status).toBe(413);
  });
});

describe("a body larger than any form", () => {
  it("is refused before it is read, unless it is the parts of a form that takes files", async () => {
    const names = `${"a=&".repeat(20)}b=`;
    const sent = (path: string, headers: Record<string, string>) =>
      app.request(url(path), { method: "POST", body: names, headers: { origin: "http://localhost:4000", ...headers } });
    const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
    const large = { "content-length": String(2 * 1024 * 1024) };
    expect((await sent("join", { ...urlencoded, ...large })).status).toBe(413);
    expect((await sent("join", { ...urlencoded, "transfer-encoding": "chunked" })).status).toBe(413);
    expect((await sent("join", { "content-type": "multipart/form-data; boundary=x", ...large })).status).toBe(413);
    expect((await sent("apply", { ...urlencoded, ...large })).status).toBe(413);
    expect((await sent("join", urlencoded)).status).toBe(422);
  });
});
