import { listOccasions, occasionPeople } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, only, type TestApi, testApi } from "../../../test/api.js";
import { withOrders } from "../../../test/ordered.js";
import { type PersonId, personId } from "../../platform/index.js";

let t: TestApi;
let house: ApiHouse;
let secret: string;
let me: { id: string; cookie: string };

beforeAll(async () => {
  t = await testApi();
  house = await t.house("ngayclub", withOrders);
  ({ secret } = await house.key());
  me = await house.staff();
}, 60_000);
afterAll(() => t.db.close());

let n = 0;
async function joined(): Promise<PersonId> {
  n += 1;
  const sent = await t.ask("POST", "/submissions", secret, {
    touchpoint: "join",
    fields: { full_name: `Nguyễn Rút ${n}`, email: `rut${n}@mau.example` },
    consents: { newsletter: "given" },
    notice_version: house.policy.version,
    contact_proved: true,
  });
  expect(sent.status, sent.text).toBe(201);
  return personId.parse(sent.body.person);
}
const found = (about: string) =>
  t.db.owner("select 1 from event_person where organisation_id = $1 and person_id = $2 and type = 'person.found'", [house.id, about]);
const day = (after: number) => new Date(t.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10);

describe("Occasions", () => {
  const open = (reference: string, person?: string, kind = "vacancy") =>
    t.ask("POST", "/occasions", secret, { kind, reference, ...(person ? { person } : {}) });
  const missing = async (kind: string) =>
    listOccasions.response.parse((await t.ask("GET", `/occasions?kind=${kind}&missing=true`, me.cookie)).body).occasions;

  it("are flagged while a date that a rule counts from is missing, and not once it is recorded", async () => {
    await open("DON-1", undefined, "order");
    const lacking = async () => (await missing("order")).find((o) => o.reference === "DON-1");
    expect((await lacking())?.missing).toEqual(["warranty_ends", "maintenance_ends"]);
    const record = (event: string) => t.ask("POST", "/occasions/order/DON-1/events", me.cookie, { event, on: day(90) });
    await record("warranty_ends");
    expect(await lacking()).toMatchObject({ missing: ["maintenance_ends"], events: { warranty_ends: day(90) } });
    await record("maintenance_ends");
    expect(await lacking()).toBeUndefined();
    const all = await t.ask("GET", "/occasions?kind=order", me.cookie);
    expect(all.text).toContain("DON-1");
  });

  it("may be dated by whoever reviews, as by whoever takes data in, and by nobody else", async () => {
    await open("DOT-1");
    const date = { event: "closed", on: day(5) };
    for (const [role, status] of [
      [only("review"), 201],
      [only("intake"), 201],
      [only("find"), 403],
    ] as const)
      expect((await t.ask("POST", "/occasions/vacancy/DOT-1/events", (await house.staff([role])).cookie, date)).status, role).toBe(status);
  });

  it("tell who takes part, masked and recorded, and how it came out for each", async () => {
    const person = await joined();
    await open("DOT-2", person);
    const outcome = (body: unknown) => t.ask("POST", "/occasions/vacancy/DOT-2/outcomes", me.cookie, body);
    const people = async () => {
      const answer = await t.ask("POST", "/occasions/vacancy/DOT-2:people", me.cookie);
      expect(answer.status, answer.text).toBe(200);
      return occasionPeople.response.parse(answer.body).people;
    };
    const [one] = await people();
    expect(one).toMatchObject({ person, outcome: null });
    expect(one?.label).not.toContain("Rút");
    expect(await found(person)).not.toHaveLength(0);
    expect((await outcome({ person, outcome: "hired" })).status).toBe(200);
    expect((await people())[0]?.outcome).toBe("hired");
    expect((await outcome({ person, outcome: "promoted" })).body.code).toBe("occasion.outcome");
    expect((await outcome({ person: await joined(), outcome: "hired" })).body.code).toBe("occasion.not_in");
    expect((await t.ask("POST", "/occasions/vacancy/KHONG-CO:people", me.cookie)).body.code).toBe("occasion.unknown");
    await outcome({ person, outcome: null });
    expect((await people())[0]?.outcome).toBeNull();
  });
});
