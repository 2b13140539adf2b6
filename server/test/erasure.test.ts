import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { merge, readFor } from "../src/access/index.js";
import { stop } from "../src/consent/index.js";
import { recordAct } from "../src/consent/record.js";
import { askCode } from "../src/identity/index.js";
import { registerErasures } from "../src/main.js";
import { compose, queueMail } from "../src/messaging/index.js";
import { newId, personId, staffId, type Tx } from "../src/platform/index.js";
import { erasePerson } from "../src/vault/index.js";
import { type ApiHouse, every, type TestApi, testApi } from "./api.js";
import { runDue } from "./jobs.js";
import { person } from "./person.js";
import { everything } from "./vault.js";

let api: TestApi;
let house: ApiHouse;
beforeAll(async () => {
  api = await testApi();
  registerErasures();
  house = await api.house("xoahet");
});
afterAll(() => api.db.close());

const write = <T>(work: (tx: Tx) => Promise<T>) => api.running.database.write(house.id, work);

/** Somebody who left traces in every domain that keeps any. */
async function lived(mail: string) {
  const at = api.clock.now();
  const sent = await api.ask("POST", "/submissions", (await house.key()).secret, {
    touchpoint: "join",
    channel: "api",
    fields: { full_name: "Trần Thị Ngọc Ánh", email: mail },
    consents: { newsletter: "given" },
    duties: [],
    accuracy: false,
    notice_version: house.policy.version,
    language: "vi",
    contact_proved: true,
  });
  expect(sent.text).toContain("person");
  const id = personId.parse(sent.body.person);
  const other = (await write((tx) => person(tx, at).with("email", `b.${mail}`).withAccount().signedIn().made())).id;
  const staff = staffId.parse(newId());
  await write(async (tx) => {
    await recordAct(tx, stop(house.policy, "withdrawn", { person: id, purpose: "newsletter", at, method: "form", by: { kind: "person" } }));
    await merge(tx, id, other, staff, "call_back", at);
    await askCode(tx, { purpose: "sign_in", person: id, device: undefined, lang: "vi" }, at);
    const letter = compose(house.policy.policy, "code.sign_in", "vi", { code: "12345678", minutes: "10" });
    await queueMail(tx, id, newId(), "code.sign_in", { ...letter, to: mail }, at);
  });
  await runDue(api.db, api.jobs);
  await readFor(
    api.running.database,
    house.id,
    house.policy,
    { actor: { kind: "staff", id: staff }, roles: [every] },
    id,
    "membership",
    at,
  );
  return { id, other };
}

/** Tables, and how many of their rows name this id. */
async function traces(id: string): Promise<Record<string, number>> {
  const all = await everything(api.db);
  return Object.fromEntries(
    [...all].map(([table, rows]) => [table, rows.filter((r) => r.includes(id)).length] as const).filter(([, n]) => n > 0),
  );
}

describe("erasing a person, over the whole database", () => {
  it("leaves that they were erased and nothing else that names them; whoever stands beside them keeps every row", async () => {
    const gone = await lived("di@mau.example");
    const stays = await lived("o@mau.example");
    const before = await traces(gone.id);
    for (const table of [
      "value",
      "blind_index",
      "person_key",
      "consent",
      "submission",
      "event_person",
      "merge",
      "message",
      "account",
      "code",
    ]) {
      expect(Object.keys(before), table).toContain(table);
    }
    const kept = await everything(api.db);
    await write((tx) => erasePerson(tx, gone.id, "asked", api.clock.now()));
    await runDue(api.db, api.jobs);
    await runDue(api.db, api.jobs);
    expect(await traces(gone.id)).toEqual({ person: 1, erasure: 1 });
    const after = await everything(api.db);
    for (const [table, rows] of kept) {
      const lost = rows.filter((r) => r.includes(stays.id) && !(after.get(table) ?? []).includes(r));
      expect(lost, table).toEqual([]);
    }
  });
});
