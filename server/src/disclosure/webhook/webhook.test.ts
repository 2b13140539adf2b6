import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ApiHouse, every, type TestApi, testApi } from "../../../test/api.js";
import { type Disclosing, disclosing, withRecipients } from "../../../test/disclosing.js";
import { runDue, waitingJobs } from "../../../test/jobs.js";
import { everything } from "../../../test/vault.js";
import { object } from "../../consent/index.js";
import { registerErasures } from "../../main.js";
import { days, minutes, outgoing, personId, type Tx } from "../../platform/index.js";
import { disclosureJobs } from "../jobs.js";
import { tellRecipients } from "../telling/tell.js";
import { deliver } from "./deliver.js";
import { isSigned, sign } from "./rules.js";

interface Came {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let carrier: string;
let secret: string;
let server: Server;
let address: string;
const came: Came[] = [];
/** What the recipient answers. */
let answer: { status: number; headers?: Record<string, string>; wait?: boolean } = { status: 200 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      came.push({ headers: request.headers, body: Buffer.concat(parts) });
      if (!answer.wait) response.writeHead(answer.status, answer.headers).end("ok");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const at = server.address();
  address = at && typeof at === "object" ? `http://127.0.0.1:${at.port}/hook?key=of-theirs` : "";
  t = await testApi({ KEPT_LOOPBACK_CALLS: "allow" });
  registerErasures();
  house = await t.house("baonhan", withRecipients);
  d = await disclosing(t, house);
  carrier = await d.party("carriers");
  const set = await t.ask("PUT", `/recipients/${carrier}/webhook`, d.an, { address });
  if (set.status !== 200) throw new Error(set.text);
  secret = String(set.body.secret);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await t.db.close();
});
beforeEach(() => {
  came.length = 0;
  answer = { status: 200 };
});

let orders = 0;
/** Somebody whose name and e-mail the carrier received. */
async function disclosed(form = "json"): Promise<{ person: string; disclosure: string }> {
  const person = await d.member();
  const reference = `DH-${++orders}`;
  await d.order(reference, [person]);
  const ground = { on: "order", kind: "order", reference };
  const asked = await d.ask("/disclosures", {
    party: carrier,
    purpose: "membership",
    fields: ["full_name", "email"],
    persons: [person],
    ground,
    form,
  });
  if (asked.status !== 201) throw new Error(asked.text);
  const disclosure = String(asked.body.disclosure);
  if (form === "json") {
    const left = await d.ask(`/disclosures/${disclosure}:release`);
    if (left.status !== 200) throw new Error(left.text);
  }
  return { person, disclosure };
}
/** Somebody who signs in now, whatever the clock says. */
const anew = async () => (await house.staff([every])).cookie;
const erase = async (person: string, more = {}) => d.ask(`/people/${person}:erase`, { proof: "document", ...more }, await anew());
const run = () => runDue(t.db, disclosureJobs(t.running));
const told = async (open = "no") => JSON.parse((await t.ask("GET", `/told?open=${open}`, await anew())).text).told;
const dead = async () => JSON.parse((await t.ask("GET", "/deliveries?state=dead", await anew())).text).deliveries;
const header = (c: Came | undefined, name: string) => String(c?.headers[`webhook-${name}`] ?? "");
const signedOf = (c: Came | undefined) => ({ id: header(c, "id"), timestamp: header(c, "timestamp"), signature: header(c, "signature") });

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

describe("a message that does not arrive", () => {
  const trying = async () => {
    const { person } = await disclosed();
    await erase(person);
    const [job] = (await waitingJobs(t.db, "disclosure.deliver")).slice(-1);
    const id = String(job?.payload.delivery);
    const call = outgoing({ loopback: true });
    return { id, attempt: () => deliver(t.running, call, house.id, id, 0.5) };
  };
  const rowOf = async (id: string) =>
    (
      await t.db.owner<{ state: string; attempts: number; last: string }>(
        "select state, attempts, last from webhook_delivery where id = $1",
        [id],
      )
    )[0];

  it("is tried again with growing waits, never twice in between, then stands dead until staff send it again", async () => {
    const { id, attempt } = await trying();
    answer = { status: 500 };
    const start = t.clock.now().getTime();
    const waits = [0, minutes(1), minutes(5), minutes(30), minutes(120), minutes(480), days(1)];
    for (const [i, wait] of waits.entries()) {
      t.clock.advance(wait);
      await attempt();
      await attempt();
      expect(came.length, `attempt ${i + 1}`).toBe(i + 1);
    }
    expect(await rowOf(id)).toEqual({ state: "dead", attempts: 7, last: "500" });
    // The recipient knows them all for one message.
    expect(new Set(came.map((c) => header(c, "id")))).toEqual(new Set([id]));
    expect((await dead()).map((row: { delivery: string }) => row.delivery)).toContain(id);
    answer = { status: 204 };
    expect((await d.ask(`/deliveries/${id}:retry`, {}, await anew())).status).toBe(200);
    await attempt();
    expect(await rowOf(id)).toMatchObject({ state: "delivered", last: "204" });
    t.clock.advance(start - t.clock.now().getTime());
  });

  it("is not sent where a redirect leads, and waits no longer than ten seconds for an answer", async () => {
    const { id, attempt } = await trying();
    answer = { status: 307, headers: { location: address.replace("/hook", "/inside") } };
    await attempt();
    expect(came).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: "waiting", last: "307" });
    answer = { status: 200, wait: true };
    t.clock.advance(minutes(2));
    await attempt();
    expect(await rowOf(id)).toMatchObject({ state: "waiting", last: "slow" });
    t.clock.advance(-minutes(2));
    server.closeAllConnections();
  }, 20_000);

  it("is dead at once where the name leads to this machine by the time it is sent, or the recipient wants no more", async () => {
    const { id } = await trying();
    await deliver(
      t.running,
      outgoing({ loopback: false }, async () => ["127.0.0.1"]),
      house.id,
      id,
    );
    expect(await rowOf(id)).toMatchObject({ state: "dead", last: "refused_address" });
    expect(came).toHaveLength(0);
    const gone = await trying();
    answer = { status: 410 };
    await gone.attempt();
    expect(await rowOf(gone.id)).toMatchObject({ state: "dead", last: "410" });
  });
});

describe("a disclosure by webhook", () => {
  it("is made when it is sent: the erased person is not in it, and nothing of anybody lies in the database meanwhile", async () => {
    const { disclosure } = await disclosed("webhook");
    expect((await d.ask(`/disclosures/${disclosure}:deliver`)).status).toBe(202);
    await run();
    expect(came).toHaveLength(1);
    expect(JSON.parse(String(came[0]?.body))).toMatchObject({
      recipient: "carriers",
      persons: [{ fields: { email: expect.any(String) } }],
    });
    const gone = await disclosed("webhook");
    await d.ask(`/disclosures/${gone.disclosure}:deliver`);
    await erase(gone.person);
    came.length = 0;
    await run();
    expect(came.map((c) => String(c.body)).join()).not.toContain("@mau.example");
    expect((await dead()).find((row: { disclosure: string }) => row.disclosure === gone.disclosure)?.last).toMatch(/^disclosure\./);
    const rows = JSON.stringify([...(await everything(t.db))].filter(([table]) => /^webhook|^recipient_(webhook|told)|job/.test(table)));
    for (const text of [secret, "of-theirs", "@mau.example", "Trần Thị"]) expect(rows, text).not.toContain(text);
  });
});

describe("an address", () => {
  it("that leads to this machine or a private network is refused and recorded, where the server does not allow it", async () => {
    const strict = await testApi();
    const own = await strict.house("nghiem", withRecipients);
    const s = await disclosing(strict, own);
    const party = await s.party("carriers");
    for (const bad of [
      address,
      "https://127.0.0.1/",
      "https://localhost/",
      "https://169.254.169.254/",
      "https://[::ffff:10.0.0.1]/",
      "http://1.1.1.1/",
    ]) {
      const set = await strict.ask("PUT", `/recipients/${party}/webhook`, s.an, { address: bad });
      expect([set.status, set.text], bad).toEqual([422, expect.stringContaining("webhook.address")]);
    }
    const said = await strict.db.owner("select 1 from event where organisation_id = $1 and type = 'recipient.webhook_refused'", [own.id]);
    expect(said).toHaveLength(6);
    await strict.db.close();
  });
});
