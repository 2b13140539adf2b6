import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../test/database.js";
import { newId } from "./ids.js";

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

describe("a transaction", () => {
  it("sees only the rows of the organisation it names", async () => {
    const [a, b] = [await t.organisation(), await t.organisation()];
    await t.database.write(a, (tx) =>
      sql`insert into idempotency (organisation_id, holder, key, body_digest, at) values (${a}, 'h', 'k', '\\x00', now())`.execute(tx.q),
    );
    const seen = (o: typeof a) => t.database.read(o, async (db) => (await sql`select * from idempotency`.execute(db.q)).rows.length);
    expect(await seen(a)).toBe(1);
    expect(await seen(b)).toBe(0);
  });

  it("cannot write a row of another organisation", async () => {
    const [a, b] = [await t.organisation(), await t.organisation()];
    const write = t.database.write(a, (tx) =>
      sql`insert into idempotency (organisation_id, holder, key, body_digest, at) values (${b}, 'h', 'k', '\\x00', now())`.execute(tx.q),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it("leaves nothing behind on its connection", async () => {
    const a = await t.organisation();
    await t.database.read(a, async () => {});
    await expect(t.database.query("select * from idempotency")).rejects.toThrow();
  });

  it("undoes everything when it throws, and the connection goes on serving", async () => {
    const a = await t.organisation();
    const fail = t.database.write(a, async (tx) => {
      await sql`insert into idempotency (organisation_id, holder, key, body_digest, at) values (${a}, 'h', ${newId()}, '\\x00', now())`.execute(
        tx.q,
      );
      throw new Error("stop");
    });
    await expect(fail).rejects.toThrow("stop");
    const rows = await t.database.read(a, async (db) => (await sql`select * from idempotency`.execute(db.q)).rows);
    expect(rows).toEqual([]);
  });

  it("refuses to write in a read", async () => {
    const a = await t.organisation();
    const write = t.database.read(a, (db) => sql`delete from idempotency`.execute(db.q));
    await expect(write).rejects.toThrow(/read-only/);
  });
});

describe("the app role", () => {
  it("cannot change or remove an event", async () => {
    const a = await t.organisation();
    await t.owner("insert into event values ($1, $2, 'x', now(), '{}')", [a, newId()]);
    for (const attempt of ["update event set type = 'y'", "delete from event", "truncate event"]) {
      await expect(t.database.write(a, (tx) => sql.raw(attempt).execute(tx.q))).rejects.toThrow(/permission denied/);
    }
  });
});
