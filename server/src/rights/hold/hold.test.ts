import { certificate } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Member, type TestAccount, testAccount } from "../../../test/account.js";
import { current } from "../../vault/index.js";

let club: TestAccount;
beforeAll(async () => {
  club = await testAccount((d) => {
    d.roles = {
      ...d.roles,
      keeper: { text: { vi: "Người giữ hồ sơ", en: "Keeper" }, reads: [], may: ["find", "hold", "erase"] },
      reader: { text: { vi: "Người đọc", en: "Reader" }, reads: [], may: ["find"] },
    };
  });
});
afterAll(() => club.db.close());

const placed = z.object({ hold: z.string() });
const dispute = { kind: "dispute", fields: ["phone"], purpose: "membership", reason: "Tranh chấp về khoản phí 2026", until: "2027-06-30" };
const place = async (m: Member, body: Record<string, unknown> = dispute) => {
  club.caller = club.staff(["keeper"]);
  return club.call("POST", `/people/${m.id}/holds`, body);
};
const withPhone = () => club.member((p) => p.with("phone", "+84903115824"));

describe("a hold placed by staff", () => {
  it("is told to its person, survives their erasure, and opens for its purpose alone, each opening an event", async () => {
    const m = await withPhone();
    const { hold } = placed.parse((await place(m)).body);
    const page = (await m.browser.get(club.at())).text;
    expect(page).toContain("Được giữ lại");
    expect(page).toContain("đang có tranh chấp; đến hết 30/06/2027");
    expect((await m.browser.get(club.at("/erase"))).text).toContain("Phần này chuyển sang một khoá riêng");
    expect((await club.call("GET", `/people/${m.id}/erasure`)).body).toMatchObject({ kept_back: [{ hold, fields: ["phone"], values: 1 }] });
    const done = await m.browser.post(club.at("/erase"), { confirm: "yes" });
    expect(done.text).toContain("đang có tranh chấp; đến hết 30/06/2027, rồi huỷ");
    await club.runJobs();
    expect(await club.db.database.read(club.id, (db) => current(db, m.id))).toEqual([]);
    const open = (purpose: string) => club.call("POST", `/people/${m.id}/holds/${hold}:open`, { purpose });
    expect(await open("newsletter")).toMatchObject({ status: 403, body: { code: "hold.other_purpose" } });
    expect(await open("membership")).toMatchObject({ status: 200, body: { held: [{ field: "phone", value: "+84903115824" }] } });
    expect((await club.events("hold.opened")).map((e) => [e.detail.hold, e.fields])).toEqual([[hold, ["phone"]]]);
    expect((await club.events("hold.refused")).map((e) => e.detail)).toEqual([{ hold, why: "hold.other_purpose" }]);
    expect(JSON.stringify(await club.events("hold.placed"))).not.toContain("Tranh chấp");
  });

  it("by order of a state body is not told before its day, in no place the person looks", async () => {
    const m = await withPhone();
    const order = { kind: "state_body", reference: "CV 12/CA", reason: "theo văn bản", until: "2027-06-30", hidden_until: "2027-01-01" };
    const { hold } = placed.parse((await place(m, order)).body);
    for (const path of ["", "/erase", "/timeline"]) {
      expect((await m.browser.get(club.at(path))).text).not.toMatch(/cơ quan nhà nước yêu cầu|giữ lại dữ liệu/);
    }
    club.caller = club.staff(["keeper"]);
    expect((await club.call("GET", `/people/${m.id}/holds`)).body).toMatchObject({ holds: [{ id: hold, reference: "CV 12/CA" }] });
    // Refused for another purpose: that is not told either.
    expect((await club.call("POST", `/people/${m.id}/holds/${hold}:open`, { purpose: "newsletter" })).status).toBe(403);
    expect((await m.browser.get(club.at("/timeline"))).text).not.toMatch(/giữ lại|giữ riêng/);
    const done = await m.browser.post(club.at("/erase"), { confirm: "yes" });
    expect(done.text).not.toContain("cơ quan nhà nước");
  });

  it("by order of a state body is not told by staff either: neither on the timeline they look at, nor on the paper they hand out", async () => {
    const m = await withPhone();
    const order = { kind: "state_body", reference: "CV 13/CA", reason: "theo văn bản", until: "2027-06-30", hidden_until: "2027-01-01" };
    const { hold } = placed.parse((await place(m, order)).body);
    club.caller = club.staff(["reader"]);
    expect(JSON.stringify((await club.call("GET", `/people/${m.id}/timeline`)).body)).not.toContain(hold);
    club.caller = club.staff(["keeper"]);
    expect((await club.call("GET", `/people/${m.id}/erasure`)).body).toEqual({ kept_back: [] });
    const { body } = await club.call("POST", `/people/${m.id}:erase`, { proof: "document", cause: "asked" });
    const { erasure } = z.object({ erasure: z.string() }).parse(body);
    const handed = await club.call("GET", `/people/${m.id}/erasures/${erasure}/certificate`);
    expect(handed.body).toMatchObject({ certificate: { kept_back: [] } });
    // It is held all the same.
    expect((await club.call("GET", `/people/${m.id}/holds`)).body).toMatchObject({ holds: [{ id: hold }] });
  });

  it("is refused to roles without the deed, for fields nobody declared, and without an article where the law is named", async () => {
    const m = await withPhone();
    club.caller = club.staff(["reader"]);
    expect((await club.call("POST", `/people/${m.id}/holds`, dispute)).status).toBe(403);
    expect((await place(m, { ...dispute, fields: ["salary"] })).status).toBe(422);
    expect(await place(m, { ...dispute, kind: "legal_duty" })).toMatchObject({ status: 422, body: { code: "hold.article_missing" } });
  });

  it("is extended, listed by its end, and released, each with an event", async () => {
    const m = await withPhone();
    const { hold } = placed.parse((await place(m)).body);
    expect((await club.call("POST", `/people/${m.id}/holds/${hold}:extend`, { until: "2029-01-01" })).status).toBe(200);
    const list = z.object({ holds: z.array(z.object({ id: z.string(), until: z.string() })), next: z.string().nullable() });
    const seen: string[] = [];
    for (let after = ""; ; ) {
      const page = list.parse((await club.call("GET", `/holds?limit=1${after}`)).body);
      seen.push(...page.holds.map((h) => h.until));
      if (!page.next) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toContain("2029-01-01");
    expect(seen).toEqual([...seen].sort());
    expect((await club.call("POST", `/people/${m.id}/holds/${hold}:release`, {})).body).toEqual({ destroyed: 0 });
    expect((await club.call("GET", `/people/${m.id}/holds`)).body).toEqual({ holds: [] });
    expect((await club.events("hold.released")).map((e) => e.detail.hold)).toContain(hold);
  });
});

describe("the certificate of an erasure", () => {
  it("is the person's once, with the salt, as page, PDF and JSON; and staff's without it", async () => {
    const m = await withPhone();
    placed.parse((await place(m)).body);
    const done = await m.browser.post(club.at("/erase"), { confirm: "yes" });
    const file = (type: string) => Buffer.from(new RegExp(`data:${type};base64,([A-Za-z0-9+/=]+)`).exec(done.text)?.[1] ?? "", "base64");
    const pdf = file("application/pdf");
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1")).toContain("/FontFile2");
    const own = certificate.parse(JSON.parse(file("application/json").toString()));
    expect(own).toMatchObject({
      record: m.id,
      erasure: { scope: "person", cause: "asked" },
      key: { version: 1, algorithm: "AES-256-GCM" },
      kept_back: [{ kind: "dispute", until: "2027-06-30", fields: ["phone"] }],
      verification: { opened: 0, result: "closed" },
    });
    expect(own.verification.tried).toBeGreaterThan(0);
    expect(own.evidence.salt).toMatch(/^[\w-]{43}$/);
    await club.runJobs();
    club.caller = club.staff(["keeper"]);
    const list = z.object({ erasures: z.array(z.object({ id: z.string(), cause: z.string() })) });
    const { erasures } = list.parse((await club.call("GET", `/people/${m.id}/erasures`)).body);
    const answer = z.object({ certificate, pdf: z.string() });
    const path = `/people/${m.id}/erasures/${erasures[0]?.id}/certificate`;
    const staffs = answer.parse((await club.call("GET", path)).body);
    expect(staffs.certificate.evidence).toEqual({ event: own.evidence.event, salt: null });
    expect(staffs.certificate.destroyed.finished_at).not.toBeNull();
    expect(Buffer.from(staffs.pdf, "base64").subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("says of a field what went, who asked and that nothing of it opens with the new key", async () => {
    const m = await withPhone();
    club.caller = club.staff(["keeper"]);
    expect((await club.call("POST", `/people/${m.id}:erase`, { field: "phone", proof: "document" })).status).toBe(200);
    const list = z.object({ erasures: z.array(z.object({ id: z.string() })) });
    const { erasures } = list.parse((await club.call("GET", `/people/${m.id}/erasures`)).body);
    const answer = z.object({ certificate });
    const path = `/people/${m.id}/erasures/${erasures[0]?.id}/certificate`;
    expect(answer.parse((await club.call("GET", path)).body).certificate).toMatchObject({
      erasure: { scope: "field", field: "phone", cause: "assisted" },
      verification: { tried: 1, opened: 0, result: "closed" },
      kept_back: [],
    });
  });
});
