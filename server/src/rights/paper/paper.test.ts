import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type TestAccount, testAccount } from "../../../test/account.js";
import { gather } from "../../../test/vault.js";
import { newId } from "../../platform/index.js";
import { openOccasion } from "../../retention/index.js";
import { filesOf, openHeldFile } from "../../vault/index.js";

let club: TestAccount;
beforeAll(async () => {
  club = await testAccount((d) => {
    d.roles = {
      ...d.roles,
      keeper: { text: { vi: "Người giữ hồ sơ", en: "Keeper" }, reads: [], may: ["find", "hold", "erase", "intake"] },
    };
    d.occasions = { order: { text: { vi: "Đơn", en: "Order" }, events: {} }, visit: { text: { vi: "Thăm", en: "Visit" }, events: {} } };
    d.touchpoints.order = {
      text: { vi: "Đặt", en: "Order" },
      channels: ["api"],
      for: "membership",
      fields: { full_name: { purposes: ["membership"] } },
      occasion: "order",
    };
    d.touchpoints.visit = { ...d.touchpoints.order, occasion: "visit" };
    d.retention = [
      ...(d.retention ?? []),
      { id: "papers", text: { vi: "Hoá đơn giữ theo luật.", en: "Invoices are kept by law." }, of: { occasion: "order" }, until: "law" },
    ];
  });
  club.caller = club.staff(["keeper"]);
});
afterAll(() => club.db.close());

const pdf = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
const kept = z.object({ paper: z.string(), hold: z.string(), until: z.string() });

async function withOccasion(kind: "order" | "visit") {
  const m = await club.member();
  const by = { kind: "staff" as const, id: newId() };
  const opening = { kind, reference: `DH-${newId().slice(-6)}`, open: false, person: m.id, by, at: club.clock.now() };
  await club.db.database.write(club.id, (tx) => openOccasion(tx, club.policy, opening));
  const [row] = await club.db.owner<{ id: string }>("select occasion_id as id from occasion_person where person_id = $1", [m.id]);
  return { m, occasion: row?.id ?? "" };
}

async function attach(person: string, occasion: string, query = "kind=invoice&on=2026-11-20") {
  const answer = await club.app.request(`${club.running.config.url}/api/v1/people/${person}/occasions/${occasion}/papers?${query}`, {
    method: "POST",
    headers: { "content-type": "application/pdf" },
    body: pdf,
  });
  return { status: answer.status, body: await answer.json() };
}

describe("a paper the law keeps", () => {
  it("survives its person's erasure under a hold, until the law's day, and the person is told of it before and after", async () => {
    const { m, occasion } = await withOccasion("order");
    const answer = await attach(m.id, occasion);
    const { paper, hold, until } = kept.parse(answer.body);
    expect(until).toBe("2036-12-31");
    const page = (await m.browser.get(club.at())).text;
    expect(page).toContain("hoá đơn, chứng từ: luật buộc giữ (Luật 88/2015/QH13, điều 41.5;");
    expect(page).toContain("đến hết 31/12/2036");
    const done = await m.browser.post(club.at("/erase"), { confirm: "yes" });
    expect(done.text).toContain("đến hết 31/12/2036, rồi huỷ");
    await club.runJobs();
    const now = club.clock.now();
    const file = await club.db.database.read(club.id, (db) => openHeldFile(db, m.id, hold, paper, now));
    expect(Buffer.concat(await gather(file.content)).equals(pdf)).toBe(true);
    expect(await club.db.database.read(club.id, (db) => filesOf(db, m.id))).toEqual([]);
    const open = (purpose: string) => club.call("POST", `/people/${m.id}/holds/${hold}:open`, { purpose });
    expect((await open("membership")).status).toBe(403);
    expect(await open("duty")).toMatchObject({ status: 200, body: { held: [{ id: paper, what: "file", field: "paper" }] } });
    expect(await club.call("POST", `/people/${m.id}/holds/${hold}:release`, {})).toMatchObject({
      status: 409,
      body: { code: "hold.duty_not_over" },
    });
  });

  it("shares the hold of its order with a paper of the same year", async () => {
    const { m, occasion } = await withOccasion("order");
    const first = kept.parse((await attach(m.id, occasion)).body);
    const second = kept.parse((await attach(m.id, occasion, "kind=management_paper&on=2026-11-20")).body);
    expect(second.hold).toBe(first.hold);
  });

  it("is refused for an occasion of somebody else, and where the policy keeps nothing by law", async () => {
    const { m } = await withOccasion("order");
    const other = await withOccasion("order");
    expect(await attach(m.id, other.occasion)).toMatchObject({ status: 404, body: { code: "paper.no_occasion" } });
    const visit = await withOccasion("visit");
    expect(await attach(visit.m.id, visit.occasion)).toMatchObject({ status: 409, body: { code: "paper.no_rule" } });
  });
});
