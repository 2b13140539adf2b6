import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, every, type TestApi, testApi, without } from "../../test/api.js";
import { runCheck } from "../../test/check.js";
import { contentOf, type Disclosing, disclosing, withRecipients } from "../../test/disclosing.js";
import { createKey } from "../identity/index.js";
import { personId } from "../platform/index.js";
import { eraseField, sealValues } from "../vault/index.js";
import { disclosureChecks } from "./index.js";

let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("motminh", withRecipients);
  d = await disclosing(t, house);
});
afterAll(() => t.db.close());

const events = async (type: string) =>
  (
    await t.db.owner<{ canonical: string }>("select canonical from event where organisation_id = $1 and type = $2 order by id", [
      house.id,
      type,
    ])
  ).map((r): { fields: string[]; detail: Record<string, unknown> } => JSON.parse(r.canonical));

describe("one person alone", () => {
  it("is no second person to what a key that they made has asked", async () => {
    const alone = await house.staff([every]);
    const { secret } = await t.db.database.write(house.id, (tx) =>
      createKey(tx, { label: "của tôi", roles: [every], by: alone.id }, t.clock.now()),
    );
    const asked = await t.ask("POST", "/disclosures", secret, {
      party: await d.party("report", { contract: null }),
      purpose: "membership",
      fields: ["full_name"],
      persons: [await d.member()],
      ground: { on: "article", article: "BLHS điều 290", evidence: "Biên bản số 12" },
    });
    const id = String(asked.body.disclosure);
    expect((await d.ask(`/disclosures/${id}:approve`, {}, alone.cookie)).body.code).toBe("disclosure.same_person");
    expect((await events("disclosure.approval_refused")).at(-1)?.detail).toMatchObject({ disclosure: id });
    expect((await d.ask(`/disclosures/${id}:approve`)).body.state).toBe("allowed");
    expect((await t.ask("POST", `/disclosures/${id}:release`, secret)).status).toBe(200);
    const check = () =>
      runCheck(t.db, disclosureChecks, "disclosure.own_report", {
        organisation: { id: house.id, slug: house.slug },
        policy: house.policy,
        parameters: { recipients: ["report"] },
        now: t.clock.now(),
      });
    expect((await check()).state).toBe("kept");
    const [approver] = await t.db.owner<{ by: string }>("select decided_by as by from disclosure where id = $1", [id]);
    await t.db.owner("update api_key set made_by = $1 where organisation_id = $2 and label = 'của tôi'", [approver?.by, house.id]);
    expect((await check()).state).toBe("broken");
  });

  it("takes nothing that an authority demanded without the deed to decide it, by no way", async () => {
    const court = await d.party("authorities", { contract: null });
    const persons = [await d.member()];
    const order = String(
      (
        await d.ask("/authority-orders", {
          kind: "disclosure",
          party: court,
          body: "court",
          reason: "violation",
          violation: "Vụ án dân sự 12/2026",
          basis: "Bộ luật Tố tụng dân sự điều 106",
          document_number: "45/2026/QĐ-TA",
          document_on: "2026-11-01",
          purpose: "membership",
          fields: ["full_name"],
          persons,
          received_on: "2026-11-02",
          reply_by: "2026-12-10",
          hidden_until: "2027-01-01",
        })
      ).body.order,
    );
    const pdf = { "content-type": "application/pdf" };
    await t.ask("POST", `/authority-orders/${order}/document`, d.an, "%PDF-1.7\n1 0 obj\nyêu cầu\n", pdf);
    await d.ask(`/authority-orders/${order}:decide`, { decision: "granted" });
    await d.ask(`/authority-orders/${order}:deliver`, { form: "json" });
    const disclosure = String((await t.ask("GET", `/authority-orders/${order}`, d.an)).body.disclosure);
    const other = (await house.staff([without("authority")])).cookie;
    const key = (await house.key()).secret;
    const body = { party: court, purpose: "membership", fields: ["full_name"], persons, ground: { on: "authority", order } };
    for (const by of [other, key]) {
      expect((await t.ask("POST", `/disclosures/${disclosure}:release`, by, {})).body.code).toBe("access.forbidden");
      expect((await t.ask("POST", "/disclosures", by, body)).body.code).toBe("access.forbidden");
      expect((await t.ask("POST", "/disclosures:preview", by, body)).body.code).toBe("access.forbidden");
    }
    expect((await events("access.refused")).at(-1)?.detail).toMatchObject({ what: "authority" });
    expect((await d.ask(`/disclosures/${disclosure}:release`)).status).toBe(200);
  });
});

describe("what is taken again", () => {
  it("has in each person's ledger the field that came since and left with it", async () => {
    const who = await d.member();
    const person = personId.parse(who);
    await d.order("DH-2026-9", [who]);
    // The name was not there at the first taking.
    await t.db.database.write(house.id, (tx) => eraseField(tx, person, "full_name", "asked", t.clock.now()));
    const asked = await d.ask("/disclosures", {
      party: await d.party("carriers"),
      purpose: "membership",
      fields: ["full_name", "email"],
      persons: [who],
      ground: { on: "order", kind: "order", reference: "DH-2026-9" },
      form: "json",
    });
    const id = String(asked.body.disclosure);
    const first = await d.ask(`/disclosures/${id}:release`);
    expect(first.status, first.text).toBe(200);
    const rule = house.policy.policy.fields.full_name;
    if (!rule) throw new Error("no such field");
    const origin = {
      touchpoint: "join",
      channel: "api",
      submissionId: null,
      occasionId: null,
      purposes: ["membership"],
      basis: "contract",
      noticeVersion: house.policy.version,
      language: "vi",
      shownDigest: new Uint8Array(32),
      collectedAt: t.clock.now(),
      verifiedAt: null,
      until: null,
    } as const;
    await t.db.database.write(house.id, (tx) =>
      sealValues(tx, person, [{ field: "full_name", kind: null, content: "Lê Thị Đến Sau", rule, origin }]),
    );
    const again = await d.ask(`/disclosures/${id}:release`);
    expect(String(contentOf(again.body))).toContain("Lê Thị Đến Sau");
    const { body } = await t.ask("GET", `/people/${who}/disclosures`, d.an);
    expect(body.disclosures).toMatchObject([{ disclosure: id, fields: ["full_name", "email"] }]);
    const made = (await events("disclosure.made")).filter((e) => e.detail.disclosure === id);
    expect(made.map((e) => e.fields)).toEqual([["email"], ["email", "full_name"]]);
    // Nothing new left: no further line.
    await d.ask(`/disclosures/${id}:release`);
    expect((await events("disclosure.made")).filter((e) => e.detail.disclosure === id)).toHaveLength(2);
  });
});
