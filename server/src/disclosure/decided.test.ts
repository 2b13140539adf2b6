import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../test/api.js";
import { contentOf, type Disclosing, disclosing, withRecipients } from "../../test/disclosing.js";
import { everything } from "../../test/vault.js";

let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let partner: string;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("haynguoi", withRecipients);
  d = await disclosing(t, house);
  partner = await d.party("partners");
});
afterAll(() => t.db.close());

const toPartner = (persons: readonly string[], more = {}) => ({
  party: partner,
  purpose: "newsletter",
  fields: ["email"],
  persons,
  ground: { on: "consent" },
  ...more,
});
const asked = async (body: object) => String((await d.ask("/disclosures", body)).body.disclosure);
const release = (id: string) => d.ask(`/disclosures/${id}:release`);
const events = async (type: string) =>
  (
    await t.db.owner<{ canonical: string }>("select canonical from event where organisation_id = $1 and type = $2 order by id", [
      house.id,
      type,
    ])
  ).map((r): { detail: Record<string, unknown> } => JSON.parse(r.canonical));

describe("what two people decide", () => {
  const report = async (who: string) => ({
    party: await d.party("report", { contract: null }),
    purpose: "membership",
    fields: ["full_name"],
    persons: [who],
    ground: { on: "article", article: "BLHS điều 290", evidence: "Biên bản số 12, người chứng kiến Nguyễn Văn Chứng" },
  });

  it("waits for someone else; whoever asked is refused as the second person, and that is recorded", async () => {
    const who = await d.member();
    const asked = await d.ask("/disclosures", await report(who));
    expect(asked.body.state).toBe("waiting");
    const id = String(asked.body.disclosure);
    expect((await release(id)).body.code).toBe("disclosure.ended");
    expect((await d.ask(`/disclosures/${id}:approve`)).body.code).toBe("disclosure.same_person");
    expect((await events("disclosure.approval_refused")).at(-1)?.detail).toMatchObject({
      disclosure: id,
      reason: "disclosure.same_person",
    });
    expect((await d.ask(`/disclosures/${id}:evidence`, {}, d.binh)).body.evidence).toContain("Biên bản số 12");
    expect((await d.ask(`/disclosures/${id}:approve`, {}, d.binh)).body.state).toBe("allowed");
    const left = await release(id);
    expect(left.status, left.text).toBe(200);
    expect((await events("disclosure.made")).at(-1)?.detail).toMatchObject({
      article: "BLHS điều 290",
      evidence: true,
      approver: expect.any(String),
    });
    const rows = JSON.stringify([...(await everything(t.db))]);
    expect(rows).not.toContain("Nguyễn Văn Chứng");
  });

  it("leaves nothing where it is declined, and nothing without article and evidence", async () => {
    const who = await d.member();
    const body = await report(who);
    const id = await asked(body);
    expect((await d.ask(`/disclosures/${id}:decline`, {}, d.binh)).body.state).toBe("declined");
    expect((await release(id)).body.code).toBe("disclosure.ended");
    expect((await d.ask("/disclosures", { ...body, ground: { on: "article", article: "", evidence: "" } })).status).toBe(422);
  });

  it("expires where nobody decides in time", async () => {
    const id = await asked(await report(await d.member()));
    t.clock.advance(15 * 86_400_000);
    await t.jobs.find((j) => j.task === "disclosure.expire")?.run(house.id, {});
    t.clock.advance(-15 * 86_400_000);
    expect((await t.ask("GET", `/disclosures/${id}`, d.an)).body.state).toBe("expired");
  });
});

describe("a file for hand delivery", () => {
  it("opens with the passphrase that is shown once, and holds the table", async () => {
    const who = await d.member("given");
    const left = await release(await asked(toPartner([who], { form: "age" })));
    const age = new Decrypter();
    age.addPassphrase(String(left.body.passphrase));
    expect(String(left.body.passphrase)).toMatch(/^([a-z0-9]{4}-){7}[a-z0-9]{4}$/);
    expect(await age.decrypt(contentOf(left.body), "text")).toContain("@mau.example");
    expect(contentOf(left.body).toString("latin1")).not.toContain("@mau.example");
  });

  it("opens with the recipient's own key, and needs no passphrase", async () => {
    const identity = await generateIdentity();
    const party = await d.party("partners", { age_key: await identityToRecipient(identity) });
    const left = await release(await asked(toPartner([await d.member("given")], { party, form: "age" })));
    expect(left.body.passphrase).toBeNull();
    const age = new Decrypter();
    age.addIdentity(identity);
    expect(await age.decrypt(contentOf(left.body), "text")).toContain("@mau.example");
    expect((await d.ask("/recipients", { recipient: "partners", name: "X", country: "VN", age_key: "age1nothing" })).body.code).toBe(
      "recipient.age_key",
    );
  });
});
