import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../../test/api.js";
import { type Disclosing, disclosing, withRecipients } from "../../../test/disclosing.js";
import { waitingJobs } from "../../../test/jobs.js";
import { receiving, signedOf } from "../../../test/receiving.js";
import { everything } from "../../../test/vault.js";
import { days, minutes, outgoing } from "../../platform/index.js";
import { deliver } from "./deliver.js";

type Receiving = Awaited<ReturnType<typeof receiving>>;
let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let r: Receiving;
let came: Receiving["came"];
let address: Receiving["address"];
let server: Receiving["server"];
let secret: Receiving["secret"];
let anew: Receiving["anew"];
let disclosed: Receiving["disclosed"];
let erase: Receiving["erase"];
let run: Receiving["run"];
let dead: Receiving["dead"];
beforeAll(async () => {
  r = await receiving();
  ({ t, house, d, came, address, server, secret, anew, disclosed, erase, run, dead } = r);
});
afterAll(() => r.close());
beforeEach(() => {
  r.came.length = 0;
  r.says.answer = { status: 200 };
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
    r.says.answer = { status: 500 };
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
    expect(new Set(came.map((c) => signedOf(c).id))).toEqual(new Set([id]));
    expect((await dead()).map((row: { delivery: string }) => row.delivery)).toContain(id);
    r.says.answer = { status: 204 };
    expect((await d.ask(`/deliveries/${id}:retry`, {}, await anew())).status).toBe(200);
    await attempt();
    expect(await rowOf(id)).toMatchObject({ state: "delivered", last: "204" });
    t.clock.advance(start - t.clock.now().getTime());
  });

  it("is not sent where a redirect leads, and waits no longer than ten seconds for an answer", async () => {
    const { id, attempt } = await trying();
    r.says.answer = { status: 307, headers: { location: address.replace("/hook", "/inside") } };
    await attempt();
    expect(came).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: "waiting", last: "307" });
    r.says.answer = { status: 200, wait: true };
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
    r.says.answer = { status: 410 };
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
