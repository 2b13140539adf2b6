import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../../test/api.js";
import { withRecipients } from "../../../test/disclosing.js";

let t: TestApi;
let house: ApiHouse;
let seller: string;
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
  seller = (await house.staff(["seller"])).cookie;
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
});
