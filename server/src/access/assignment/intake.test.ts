import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, every, type TestApi, testApi } from "../../../test/api.js";
import { withRecipients } from "../../../test/disclosing.js";

let t: TestApi;
let house: ApiHouse;
let seller: string;
let sellerId: string;
let key: string;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("banhang", (d) => {
    withRecipients(d);
    const join = d.touchpoints.join;
    if (!join) throw new Error("no such touchpoint");
    join.channels = ["form", "api", "phone"];
    join.occasion = "order";
    join.consent_by = ["recorded_call"];
    d.roles = {
      ...d.roles,
      seller: {
        text: { vi: "Bán hàng", en: "Sales" },
        reads: [{ purposes: ["membership"], fields: "*" }],
        assigned: true,
        may: ["find", "intake"],
      },
    };
  });
  const { id, cookie } = await house.staff(["seller"]);
  seller = cookie;
  sellerId = id;
  key = (await house.key()).secret;
});
afterAll(() => t.db.close());

const send = (by: string, more: object) =>
  t.ask("POST", "/submissions", by, {
    touchpoint: "join",
    fields: { full_name: "Phạm Thị Khách", email: `khach${Math.random()}@mau.example` },
    notice_version: house.policy.version,
    contact_proved: true,
    ...more,
  });
const read = async (person: unknown) =>
  (await t.ask("POST", `/people/${String(person)}:read`, seller, { purpose: "membership" })).body.code;

describe("whoever takes down what a caller says", () => {
  it("reads a newcomer from then on", async () => {
    const { body } = await send(seller, { channel: "phone" });
    expect(await read(body.person)).toBeUndefined();
  });

  it("opens nobody known before by naming them", async () => {
    const { body } = await send(key, {});
    expect(await read(body.person)).toBe("read.assignment");
    const named = await send(seller, { channel: "phone", person: body.person });
    expect(named.status, named.text).toBe(201);
    expect(await read(body.person)).toBe("read.assignment");
  });

  it("opens nobody's order by naming its reference", async () => {
    const { body } = await send(key, {});
    const order = { kind: "order", reference: "DH-77", open: false, occasion: body.occasion };
    expect((await t.ask("POST", "/occasions", key, order)).status).toBe(201);
    const joined = await send(seller, { channel: "phone", occasion: "DH-77" });
    expect(joined.status, joined.text).toBe(201);
    expect(await read(body.person)).toBe("read.assignment");
    expect(await read(joined.body.person)).toBeUndefined();
  });

  it("opens nobody by putting them into an order that is theirs", async () => {
    const mine = (await send(key, {})).body;
    const order = { kind: "order", reference: "DH-78", open: false };
    await t.ask("POST", "/occasions", key, { ...order, occasion: mine.occasion });
    const boss = (await house.staff([every])).cookie;
    const given = await t.ask("POST", `/people/${String(mine.person)}:assign`, boss, { staff: sellerId, occasion: mine.occasion });
    expect(given.status, given.text).toBe(200);
    expect(await read(mine.person)).toBeUndefined();
    const { body } = await send(key, {});
    expect((await t.ask("POST", "/occasions", seller, { ...order, person: body.person })).status).toBe(201);
    expect(await read(body.person)).toBe("read.assignment");
    // Unless they are given the order after that, by whoever may.
    t.clock.advance(60_000);
    const again = { staff: sellerId, occasion: mine.occasion };
    const [row] = Object.values((await t.ask("GET", `/people/${String(body.person)}/assignments`, boss)).body.assignments ?? {});
    expect((await t.ask("POST", `/assignments/${String(Reflect.get(Object(row), "assignment"))}:end`, boss)).status).toBe(200);
    expect((await t.ask("POST", `/people/${String(body.person)}:assign`, boss, again)).status).toBe(200);
    expect(await read(body.person)).toBeUndefined();
    // By the organisation's own system, or by a colleague, it counts.
    const third = (await send(key, {})).body;
    await t.ask("POST", "/occasions", key, { ...order, person: third.person });
    expect(await read(third.person)).toBeUndefined();
  });
});
