import { endpoints } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerErasures } from "../src/main.js";
import { minutes } from "../src/platform/index.js";
import { type ApiHouse, every, type TestApi, testApi } from "./api.js";
import { runDue } from "./jobs.js";

/**
 * What staff may do only with a proof of the last ten minutes: exports and disclosures that leave, erasing, holds, keys, who may enter
 * and how, where messages go, what is published. Whoever adds an endpoint of these kinds adds it here, or says in review why not.
 */
const mustBeFresh = [
  "authority.decide",
  "authority.deliver",
  "authority.erase",
  "break_glass.agree",
  "break_glass.ask",
  "disclosures.approve",
  "disclosures.deliver",
  "disclosures.release",
  "holds.extend",
  "holds.open",
  "holds.place",
  "holds.release",
  "keys.create",
  "keys.revoke",
  "people.erase",
  "policy.publish",
  "promises.attest",
  "recipients.end_webhook",
  "recipients.rotate_webhook",
  "recipients.set_webhook",
  "reviews.decide",
  "session.connect_sso",
  "sso.end",
  "sso.write",
  "staff.disable",
  "staff.invite",
  "staff.reset",
  "staff.roles",
];

let t: TestApi;
let house: ApiHouse;
let person: string;
beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("nhaycam", (d) => {
    d.fields.allergies = {
      type: "line",
      text: { vi: "Dị ứng", en: "Allergies" },
      category: "sensitive",
      sensitive: "health",
      sensitive_notice: { vi: "Đây là dữ liệu nhạy cảm.", en: "This is sensitive data." },
    };
    const join = d.touchpoints.join;
    if (!join) throw new Error("the sample has this touchpoint");
    join.fields.allergies = { purposes: ["membership"] };
  });
  const sent = await t.ask("POST", "/submissions", (await house.key()).secret, {
    touchpoint: "join",
    channel: "api",
    fields: { full_name: "Trần Thị Ánh", email: "anh@mau.example", allergies: "đậu phộng" },
    consents: {},
    notice_version: house.policy.version,
    language: "vi",
    contact_proved: true,
  });
  if (sent.status !== 201) throw new Error(sent.text);
  person = String(sent.body.person);
  await runDue(t.db, t.jobs);
});
afterAll(() => t.db.close());

describe("a fresh proof", () => {
  it("is asked by each of these endpoints", () => {
    const fresh = endpoints.filter((e) => e.who.by !== "anyone" && e.who.fresh).map((e) => e.id);
    expect(mustBeFresh.filter((id) => !fresh.includes(id))).toEqual([]);
  });

  it.each(mustBeFresh)("by %s: whoever signed in eleven minutes ago is refused, and the refusal recorded", async (id) => {
    const endpoint = endpoints.find((e) => e.id === id);
    if (!endpoint) throw new Error(`no endpoint ${id}`);
    const old = await house.staff([every], new Date(t.clock.now().getTime() - minutes(11)));
    const path = endpoint.path.replace(/\{\w+\}/g, crypto.randomUUID());
    const answer = await t.ask(endpoint.method.toUpperCase(), path, old.cookie, {});
    expect([answer.status, answer.body.code]).toEqual([403, "access.step_up"]);
    const said = await t.db.owner<{ canonical: string }>(
      "select canonical from event where organisation_id = $1 and type = 'access.refused' order by id desc limit 1",
      [house.id],
    );
    expect(JSON.parse(said[0]?.canonical ?? "{}").detail).toEqual({ what: id, code: "access.step_up" });
  });
});

describe("sensitive values", () => {
  const read = (by: string, reveal?: boolean) =>
    t.ask("POST", `/people/${person}:read`, by, { purpose: "membership", ...(reveal === undefined ? {} : { reveal }) });
  const shownOf = (answer: Awaited<ReturnType<typeof read>>, field: string) =>
    JSON.parse(answer.text).values.find((v: { field: string }) => v.field === field);

  it("stay masked when staff read, until they ask for them with a fresh proof", async () => {
    const { cookie } = await house.staff();
    const plain = await read(cookie);
    expect(shownOf(plain, "full_name").value).toBe("Trần Thị Ánh");
    expect(shownOf(plain, "allergies")).toMatchObject({ reason: "reveal" });
    expect(plain.text).not.toContain("đậu phộng");
    expect(shownOf(await read(cookie, true), "allergies").value).toBe("đậu phộng");
  });

  it("open to no old session; the try is recorded about the person", async () => {
    const old = await house.staff([every], new Date(t.clock.now().getTime() - minutes(11)));
    const answer = await read(old.cookie, true);
    expect([answer.status, answer.body.code]).toEqual([403, "access.step_up"]);
    expect((await read(old.cookie)).status).toBe(200);
    const rows = await t.db.owner(
      "select 1 from event e join event_person p on p.organisation_id = e.organisation_id and p.event_id = e.id where e.type = 'access.refused' and p.person_id = $1",
      [person],
    );
    expect(rows).toHaveLength(1);
  });

  it("open to a key as far as its role goes", async () => {
    expect(shownOf(await read((await house.key()).secret), "allergies").value).toBe("đậu phộng");
  });
});
