import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ApiHouse, TestApi } from "../../../test/api.js";
import type { Disclosing } from "../../../test/disclosing.js";
import { receiving, signedOf } from "../../../test/receiving.js";
import { object } from "../../consent/index.js";
import { days, minutes, personId, type Tx } from "../../platform/index.js";
import { isSigned, sign } from "../webhook/rules.js";
import { tellRecipients } from "./tell.js";

type Receiving = Awaited<ReturnType<typeof receiving>>;
let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let r: Receiving;
let came: Receiving["came"];
let carrier: Receiving["carrier"];
let secret: Receiving["secret"];
let anew: Receiving["anew"];
let disclosed: Receiving["disclosed"];
let erase: Receiving["erase"];
let run: Receiving["run"];
let told: Receiving["told"];
beforeAll(async () => {
  r = await receiving();
  ({ t, house, d, came, carrier, secret, anew, disclosed, erase, run, told } = r);
});
afterAll(() => r.close());
beforeEach(() => {
  r.came.length = 0;
  r.says.answer = { status: 200 };
});

describe("an erasure", () => {
  it("is told to whoever received the person, signed, under their reference alone; arrival and acknowledgement are kept", async () => {
    const { person } = await disclosed();
    expect((await erase(person)).status).toBe(200);
    await run();
    expect(came).toHaveLength(1);
    const body = JSON.parse(String(came[0]?.body));
    expect(body).toMatchObject({ type: "person.erased", data: { names: [] } });
    expect(JSON.stringify(body)).not.toContain(person);
    expect(isSigned([secret], signedOf(came[0]), came[0]?.body ?? Buffer.alloc(0), t.clock.now())).toBe(true);
    const mine = (await told()).find((row: { told: string }) => row.told === body.data.told);
    expect(mine).toMatchObject({ what: "erased", state: "received", overdue: false });
    t.clock.advance(days(11));
    expect((await told("yes")).find((row: { told: string }) => row.told === body.data.told)).toMatchObject({ overdue: true });
    t.clock.advance(-days(11));
    expect((await d.ask(`/told/${body.data.told}:acknowledge`)).body).toMatchObject({ state: "acknowledged", overdue: false });
    expect((await told("yes")).map((row: { told: string }) => row.told)).not.toContain(body.data.told);
  });

  it("of one field is told to those who received that field; of another, to nobody", async () => {
    const { person } = await disclosed();
    const before = (await told()).length;
    await erase(person, { field: "phone" });
    expect((await told()).length).toBe(before);
    await erase(person, { field: "full_name" });
    expect((await told()).length).toBe(before + 1);
    const own = JSON.parse((await t.ask("GET", `/people/${person}/told`, d.an)).text).told;
    expect(own).toMatchObject([{ what: "erased", names: ["full_name"] }]);
    await run();
  });

  it("stands open for staff where the recipient has no webhook", async () => {
    const other = await d.party("carriers");
    const person = await d.member();
    await d.order("DH-tay", [person]);
    const ground = { on: "order", kind: "order", reference: "DH-tay" };
    const body = { party: other, purpose: "membership", fields: ["full_name"], persons: [person], ground, form: "json" };
    await d.ask(`/disclosures/${String((await d.ask("/disclosures", body)).body.disclosure)}:release`);
    await erase(person);
    await run();
    expect(came).toHaveLength(0);
    expect((await told("yes")).filter((row: { party: string }) => row.party === other)).toMatchObject([{ state: "by_hand" }]);
  });
});

describe("a correction, and an objection", () => {
  it("are told to those who received that field, or for that purpose; said twice of one moment, once", async () => {
    const { person } = await disclosed();
    const values = JSON.parse((await t.ask("GET", `/people/${person}`, d.an)).text).values;
    const name = values.find((v: { field: string }) => v.field === "full_name");
    const fixed = await d.ask(`/people/${person}/values/${name.id}:correct`, { value: "Trần Thị Ánh Mới", proof: "document" });
    expect(fixed.status, fixed.text).toBe(200);
    await t.db.database.write(house.id, async (tx) => {
      const stopped = { person: personId.parse(person), at: t.clock.now(), method: "api", by: { kind: "key", id: house.id } } as const;
      await object(tx, house.policy, { ...stopped, purpose: "membership" });
      await object(tx, house.policy, { ...stopped, purpose: "newsletter" });
    });
    await run();
    const own = JSON.parse((await t.ask("GET", `/people/${person}/told`, d.an)).text).told;
    expect(own.map((row: { what: string; names: string[]; state: string }) => [row.what, row.names, row.state]).sort()).toEqual([
      ["corrected", ["full_name"], "received"],
      ["objected", ["membership"], "received"],
    ]);
    expect(came.map((c) => String(c.body)).join()).not.toContain("Ánh");
    const at = t.clock.now();
    const said = { what: "objected", names: ["membership"] } as const;
    const twice = (tx: Tx) => tellRecipients(tx, personId.parse(person), said, at);
    expect(await t.db.database.write(house.id, twice)).toBe(0);
  });
});

describe("the recipient", () => {
  it("acknowledges by its own signature over that very message; anything else is refused", async () => {
    const { person } = await disclosed();
    await erase(person);
    await run();
    const id = String(JSON.parse(String(came[0]?.body)).data.told);
    const body = Buffer.from(JSON.stringify({ done: true }));
    const send = (path: string, signed: { id: string; timestamp: string; signature: string }, sent: Buffer = body) =>
      t.app.request(`http://localhost:4000/api/v1/organisations/${house.slug}/told/${path}:acknowledge`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": signed.id,
          "webhook-timestamp": signed.timestamp,
          "webhook-signature": signed.signature,
        },
        body: String(sent),
      });
    const now = t.clock.now();
    const good = sign([secret], id, now, body);
    const { person: another } = await disclosed();
    await erase(another);
    const other = (await told("yes")).find((row: { told: string; state: string }) => row.told !== id && row.state === "sent")?.told;
    const wrong: [string, Parameters<typeof send>][] = [
      ["another secret", [id, sign(["whsec_AAAA"], id, now, body)]],
      ["another body", [id, good, Buffer.from("{}")]],
      ["a replay for another message", [String(other), good]],
      ["a message of ten minutes ago", [id, sign([secret], id, new Date(now.getTime() - minutes(10)), body)]],
      ["a message of the future", [id, sign([secret], id, new Date(now.getTime() + minutes(10)), body)]],
      ["no signature", [id, { ...good, signature: "" }]],
      ["nothing we know", [crypto.randomUUID(), good]],
    ];
    for (const [what, args] of wrong) expect((await send(...args)).status, what).toBe(401);
    expect((await told()).find((row: { told: string }) => row.told === id)?.state).toBe("received");
    expect((await send(id, good)).status).toBe(200);
    expect((await told()).find((row: { told: string }) => row.told === id)?.state).toBe("acknowledged");
    await run();
  });

  it("gets signatures by both secrets for two days after a rotation, then by the new one alone", async () => {
    const rotated = await d.ask(`/recipients/${carrier}/webhook:rotate`, {}, await anew());
    const fresh = String(rotated.body.secret);
    expect(fresh).not.toBe(secret);
    for (const [later, old] of [
      [0, true],
      [days(3), false],
    ] as const) {
      came.length = 0;
      const { person } = await disclosed();
      t.clock.advance(later);
      await erase(person);
      await run();
      const body = came[0]?.body ?? Buffer.alloc(0);
      expect(isSigned([fresh], signedOf(came[0]), body, t.clock.now())).toBe(true);
      expect(isSigned([secret], signedOf(came[0]), body, t.clock.now())).toBe(old);
      t.clock.advance(-later);
    }
    secret = fresh;
  });
});
