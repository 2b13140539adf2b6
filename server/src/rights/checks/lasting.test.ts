import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestAccount, testAccount } from "../../../test/account.js";
import { runCheck } from "../../../test/check.js";
import { record } from "../../evidence/index.js";
import { days } from "../../platform/index.js";
import { erasuresOf, placeHold } from "../../vault/index.js";
import { rightsChecks } from "../index.js";

let club: TestAccount;
beforeAll(async () => {
  club = await testAccount();
});
afterAll(() => club.db.close());

const check = (control: string, parameters: Record<string, unknown> = {}, now = club.clock.now()) =>
  runCheck(club.db, rightsChecks, control, { organisation: { id: club.id, slug: club.slug }, policy: club.policy, parameters, now });

async function erased() {
  const m = await club.member((p) => p.with("phone", "+84903115824"));
  const rows = await club.db.owner<Record<string, unknown>>("select * from person_key where person_id = $1", [m.id]);
  const values = await club.db.owner<Record<string, unknown>>("select * from value where person_id = $1 limit 1", [m.id]);
  const index = await club.db.owner<Record<string, unknown>>("select * from blind_index where person_id = $1 limit 1", [m.id]);
  await m.browser.post(club.at("/erase"), { confirm: "yes" });
  await club.runJobs();
  const [erasure] = await club.db.database.read(club.id, (db) => erasuresOf(db, m.id));
  return { m, erasure: erasure?.id ?? "", key: rows[0] ?? {}, value: values[0] ?? {}, index: index[0] ?? {} };
}

async function back(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  await club.db.owner(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(row),
  );
}

describe("the check of erasure.lasting", () => {
  it("is not exercised before, and kept after an erasure that lasts", async () => {
    expect((await check("erasure.lasting")).state).toBe("not_exercised");
    await erased();
    expect(await check("erasure.lasting")).toMatchObject({ state: "kept", violations: [] });
  });

  it.each(["person_key", "value", "blind_index"] as const)("is broken where a row of %s comes back", async (table) => {
    const gone = await erased();
    const row = { person_key: gone.key, value: gone.value, blind_index: gone.index }[table];
    await back(table, row);
    expect(await check("erasure.lasting")).toMatchObject({ state: "broken", violations: [gone.erasure] });
    await club.db.owner(`delete from ${table} where person_id = $1`, [gone.m.id]);
    expect((await check("erasure.lasting")).state).toBe("kept");
  });

  it("is broken after a drill that failed, kept again after one that passed, and at risk once that is too old", async () => {
    const drilled = (result: string, at: Date) =>
      club.db.database.write(club.id, (tx) =>
        record(tx, { type: "vault.drill", at, actor: { kind: "system" }, about: [], detail: { result } }),
      );
    await drilled("failed", club.clock.now());
    expect((await check("erasure.lasting")).state).toBe("broken");
    await drilled("passed", club.clock.now());
    expect((await check("erasure.lasting")).state).toBe("kept");
    const later = new Date(club.clock.now().getTime() + days(101));
    expect((await check("erasure.lasting", {}, later)).state).toBe("at_risk");
  });

  it("is broken where key and value both came back, and open", async () => {
    const gone = await erased();
    await back("person_key", gone.key);
    await back("value", gone.value);
    await club.db.owner("update erasure set finished_at = null where id = $1", [gone.erasure]);
    expect(await check("erasure.lasting")).toMatchObject({ state: "broken", violations: [gone.erasure] });
    await club.db.owner("delete from person_key where person_id = $1", [gone.m.id]);
    await club.db.owner("delete from value where person_id = $1", [gone.m.id]);
  });

  it("is broken where the attempt after an erasure opened something", async () => {
    const gone = await erased();
    await club.db.owner("update erasure set opened = 1 where id = $1", [gone.erasure]);
    expect(await check("erasure.lasting")).toMatchObject({ state: "broken", violations: [gone.erasure] });
    await club.db.owner("update erasure set opened = 0 where id = $1", [gone.erasure]);
  });

  it("is broken where a value of an erased field came back", async () => {
    const m = await club.member((p) => p.with("phone", "+84903115824"));
    const [value] = await club.db.owner<Record<string, unknown>>("select * from value where person_id = $1 and field = 'phone'", [m.id]);
    await m.browser.post(club.at(`/values/${m.value("phone")}/erase`), { confirm: "yes" });
    const [erasure] = await club.db.database.read(club.id, (db) => erasuresOf(db, m.id));
    await back("value", { ...value, collected_at: new Date("2026-11-01T00:00:00Z") });
    expect(await check("erasure.lasting")).toMatchObject({ state: "broken", violations: [erasure?.id] });
    await club.db.owner("delete from value where person_id = $1 and field = 'phone'", [m.id]);
  });

  it("is broken where backups can open what was erased for longer than promised", async () => {
    const later = new Date(club.clock.now().getTime() + days(61));
    expect((await check("erasure.lasting", { backup_bound: "60 days" })).state).toBe("kept");
    expect((await check("erasure.lasting", { backup_bound: "60 days" }, later)).state).toBe("broken");
  });

  it("is at risk where a ledger was lost in a restore and begun anew", async () => {
    const rebuilt = (restored: boolean) =>
      club.db.database.write(club.id, (tx) =>
        record(tx, { type: "vault.ledger_rebuilt", at: club.clock.now(), actor: { kind: "system" }, about: [], detail: { restored } }),
      );
    await rebuilt(false);
    expect((await check("erasure.lasting")).state).toBe("kept");
    await rebuilt(true);
    expect((await check("erasure.lasting")).state).toBe("at_risk");
  });
});

describe("the check of retention.held", () => {
  const place = (person: Parameters<typeof placeHold>[1]["person"], until = "2036-12-31") =>
    club.db.database.write(club.id, (tx) =>
      placeHold(tx, {
        person,
        kind: "legal_duty",
        fields: ["phone"],
        occasion: null,
        purpose: "membership",
        article: "88/2015/QH13 art. 41",
        reason: "thử",
        until,
        by: "system",
        now: club.clock.now(),
      }),
    );
  const heldPaper = async () => {
    const m = await club.member((p) => p.with("phone", "+84903115824"));
    const hold = await place(m.id);
    await m.browser.post(club.at("/erase"), { confirm: "yes" });
    await club.runJobs();
    return { m, hold };
  };

  it("is kept while what the law keeps lies under its hold", async () => {
    expect((await check("retention.held")).state).toBe("not_exercised");
    await heldPaper();
    expect(await check("retention.held")).toMatchObject({ state: "kept", violations: [] });
  });

  it("is broken where it is gone before its date: the row, the key, or what it says", async () => {
    const { hold } = await heldPaper();
    const rows = await club.db.owner<Record<string, unknown>>("delete from held where hold_id = $1 returning *", [hold]);
    expect(await check("retention.held")).toMatchObject({ state: "broken", violations: [hold] });
    await back("held", rows[0] ?? {});
    const [key] = await club.db.owner<Record<string, unknown>>("delete from person_key where person_id = $1 returning *", [hold]);
    expect(await check("retention.held")).toMatchObject({ state: "broken", violations: [hold] });
    await back("person_key", key ?? {});
    expect((await check("retention.held")).state).toBe("kept");
    await club.db.owner("update held set sealed = set_byte(sealed, 90, (get_byte(sealed, 90) + 1) % 256) where hold_id = $1", [hold]);
    expect(await check("retention.held")).toMatchObject({ state: "broken", violations: [hold] });
    await club.db.owner("delete from held where hold_id = $1", [hold]);
    await club.db.owner("delete from hold where id = $1", [hold]);
  });

  it("is broken where it is kept after its date", async () => {
    const { hold } = await heldPaper();
    await club.db.owner("update hold set until = '2026-11-18' where id = $1", [hold]);
    expect(await check("retention.held")).toMatchObject({ state: "broken", violations: [hold] });
    await club.db.owner("update hold set until = '2036-12-31' where id = $1", [hold]);
  });

  it("is broken where it was opened outside its duty", async () => {
    const { m, hold } = await heldPaper();
    const event = await club.db.database.write(club.id, (tx) =>
      record(tx, {
        type: "hold.opened",
        at: club.clock.now(),
        actor: { kind: "system" },
        about: [m.id],
        purpose: "newsletter",
        detail: { hold },
      }),
    );
    expect(await check("retention.held")).toMatchObject({ state: "broken", violations: [event] });
  });
});
