import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, OrganisationId } from "../src/platform/index.js";
import { newId, onceBy } from "../src/platform/index.js";
import { type ApiHouse, type Asked, type TestApi, testApi } from "./api.js";

let t: TestApi;
let house: ApiHouse;
let key: string;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("onceclub");
  key = (await house.key()).secret;
});
afterAll(() => t.db.close());

const sending = (email: string) => ({
  touchpoint: "join",
  fields: { full_name: "Lê Thị Lặp", email },
  notice_version: 1,
  contact_proved: true,
});
const send = (body: unknown, idempotency: string): Promise<Asked> =>
  t.ask("POST", "/submissions", key, body, { "idempotency-key": idempotency });
const people = async () => (await t.db.owner("select 1 from person where organisation_id = $1", [house.id])).length;
const claims = () => t.db.owner("select status, answer from idempotency where organisation_id = $1", [house.id]);
const email = () => `m${newId()}@mau.example`;

describe("a call sent again with its Idempotency-Key", () => {
  it("has one effect, and gets the first answer", async () => {
    const [before, body, k] = [await people(), sending(email()), newId()];
    const first = await send(body, k);
    const second = await send(body, k);
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.body.again).toBe(false);
    expect(await people()).toBe(before + 1);
  });

  it("is refused with another body, and the first effect stands alone", async () => {
    const [before, k] = [await people(), newId()];
    await send(sending(email()), k);
    expect(await send(sending(email()), k)).toMatchObject({ status: 422, body: { code: "request.other_body" } });
    expect(await people()).toBe(before + 1);
  });

  it("is free of the key where the first was refused", async () => {
    const k = newId();
    const body = { ...sending(email()), notice_version: 7 };
    expect((await send(body, k)).body.code).toBe("notice.stale");
    expect((await send(sending(email()), k)).status).toBe(201);
  });

  it("belongs to its holder: another key of the organisation starts anew", async () => {
    const other = (await house.key()).secret;
    const [before, k, body] = [await people(), newId(), sending(email())];
    await send(body, k);
    expect((await t.ask("POST", "/submissions", other, body, { "idempotency-key": k })).status).toBe(201);
    expect(await people()).toBe(before + 2);
  });

  it("has one effect however many arrive at once; those that come meanwhile are told so", async () => {
    const [before, k, body] = [await people(), newId(), sending(email())];
    const all = await Promise.all(Array.from({ length: 8 }, () => send(body, k)));
    expect(all.every((a) => a.status === 201 || a.body.code === "request.in_flight")).toBe(true);
    expect(all.some((a) => a.status === 201)).toBe(true);
    expect(await people()).toBe(before + 1);
  });
});

describe("a crash between effect and answer", () => {
  /** Runs a call of the platform's own whose answer never comes to be kept: the connection dies under it. */
  async function crash(database: Database, organisation: OrganisationId, k: string): Promise<void> {
    const call = { organisation, holder: "key:x", key: k, digest: Buffer.alloc(32), now: t.clock.now(), keep: true };
    const dies = onceBy(database)(call, async () => {
      await database.write(organisation, (tx) => insertOccasion(tx));
      await t.db.owner(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
      );
      return { status: 201, body: { done: true } };
    });
    await expect(dies).rejects.toThrow();
  }
  const insertOccasion = (tx: Parameters<Parameters<Database["write"]>[1]>[0]) =>
    tx.named("test.occasion", "insert into occasion (organisation_id, id, kind, reference, opened_at) values ($1, $2, 'x', $3, $4)", [
      tx.organisation,
      newId(),
      newId(),
      t.clock.now(),
    ]);
  const occasions = async () => (await t.db.owner("select 1 from occasion where organisation_id = $1", [house.id])).length;

  it("leaves neither; the call made again has exactly one effect and its answer is kept", async () => {
    const { database } = t.db;
    const [before, k] = [await occasions(), newId()];
    await crash(database, house.id, k);
    expect(await occasions()).toBe(before);
    const call = { organisation: house.id, holder: "key:x", key: k, digest: Buffer.alloc(32), now: t.clock.now(), keep: true };
    let runs = 0;
    const again = () =>
      onceBy(database)(call, async () => {
        runs++;
        await database.write(house.id, (tx) => insertOccasion(tx));
        return { status: 201, body: { run: runs } };
      });
    expect(await again()).toEqual({ status: 201, body: { run: 1 } });
    expect(await again()).toEqual({ status: 201, body: { run: 1 } });
    expect(await occasions()).toBe(before + 1);
  });

  it("undoes a verb that threw, and keeps what the call recorded of it", async () => {
    const { database } = t.db;
    const before = await occasions();
    const call = { organisation: house.id, holder: "key:x", key: newId(), digest: Buffer.alloc(32), now: t.clock.now(), keep: true };
    const fails = onceBy(database)(call, async () => {
      const verb = database.write(house.id, async (tx) => {
        await insertOccasion(tx);
        throw new Error("the verb");
      });
      await verb.catch(() => database.write(house.id, (tx) => insertOccasion(tx)));
      throw new Error("the call");
    });
    await expect(fails).rejects.toThrow("the call");
    expect(await occasions()).toBe(before + 1);
  });
});

describe("what is kept of an answer", () => {
  it("is ids, states and times; never what somebody wrote, never a secret", async () => {
    const staff = await house.staff();
    const made = await t.ask("POST", "/keys", staff.cookie, { label: "an@mau.example", roles: ["every"] }, { "idempotency-key": "k-1" });
    expect(made.status).toBe(201);
    const again = await t.ask("POST", "/keys", staff.cookie, { label: "an@mau.example", roles: ["every"] }, { "idempotency-key": "k-1" });
    expect(again).toMatchObject({ status: 409, body: { code: "request.answered" } });
    await send(sending("giu.kin@mau.example"), newId());
    const kept = JSON.stringify(await claims());
    expect(kept).not.toContain("mau.example");
    expect(kept).not.toContain("kept_");
    expect(kept).toContain('"state":"confirmed"');
  });

  it("goes within days, and its key is free again", async () => {
    const job = t.jobs.find((j) => j.task === "identity.tidy");
    await job?.run(house.id, {});
    expect((await claims()).length).toBeGreaterThan(0);
    t.clock.advance(49 * 3_600_000);
    await job?.run(house.id, {});
    expect(await claims()).toEqual([]);
  });
});
