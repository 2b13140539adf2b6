import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { testApp, testRunning } from "../../test/running.js";
import { consentChecks } from "../consent/index.js";
import { newId, organisationId, TestClock } from "../platform/index.js";
import type { CheckResult } from "../policy/index.js";
import { collectionChecks, makeReady, type Sent, Submissions } from "./index.js";
import { collectionPages } from "./pages.js";

let club: Club;
let preset = false;
let ask: (path: string) => Promise<Response>;
beforeAll(async () => {
  club = await testClub((d) => {
    const join = d.touchpoints.join;
    if (!join) throw new Error("the sample policy has a form");
    join.channels = ["form", "api", "phone"];
    join.consent_by = ["recorded_call"];
    d.roles?.secretary?.may?.push("intake");
    join.accuracy = true;
    join.duties = ["rules"];
    d.fields.likes = { type: "line", text: { vi: "Sở thích", en: "Likes" }, category: "basic", basic: 11 };
    join.fields.likes = { purposes: ["newsletter"] };
    d.duties = { rules: { text: { vi: "Tôi giữ nội quy.", en: "I keep the rules." }, manner: "form" } };
  });
  const running = testRunning(club, new TestClock(new Date()));
  const app = testApp(running, { pages: collectionPages(running) });
  ask = async (path) => {
    const answer = await app.request(`http://localhost:4000${path}`);
    return preset ? new Response((await answer.text()).replace('type="radio"', 'type="radio" checked')) : answer;
  };
});
afterAll(() => club.close());

const parameters: Record<string, Record<string, unknown>> = {
  "collection.required": { touchpoint: "join", fields: ["full_name", "email"] },
  "collection.channels": { kinds: ["form", "phone"] },
  "accuracy.confirmed": { touchpoints: ["join"] },
  "consent.agreed_version": { duties: ["rules"] },
};

async function result(control: string): Promise<CheckResult> {
  const found = [...collectionChecks, ...consentChecks(ask)].find((c) => c.control === control);
  const promise = club.policy.policy.promises[0];
  if (!found || !promise) throw new Error(`no check ${control}`);
  return club.database.read(club.id, (db) =>
    found.run({
      db,
      organisation: { id: organisationId.parse(club.id), slug: club.slug },
      policy: club.policy,
      promise,
      parameters: parameters[control] ?? {},
      since: new Date(0),
      now: new Date(),
    }),
  );
}

async function send(over: Partial<Sent> = {}) {
  const sent: Sent = {
    id: newId(),
    touchpoint: "join",
    channel: "form",
    fields: { full_name: "Trần Thị Ngọc Ánh", email: "anh@thu.example", likes: "cờ" },
    consents: { newsletter: "given" },
    duties: ["rules"],
    accuracy: true,
    version: club.policy.version,
    lang: "vi",
    at: new Date(),
    by: { kind: "person" },
    method: "form",
    ...over,
  };
  return new Submissions(club.database).take(club.id, await makeReady(club.policy, sent));
}

const controls = [
  "collection.declared",
  "collection.required",
  "collection.channels",
  "collection.as_given",
  "accuracy.confirmed",
  "consent.per_purpose",
  "consent.agreed_version",
];

describe("before anything happened", () => {
  it.each(controls)("%s is not yet exercised", async (control) => {
    expect((await result(control)).state).toBe("not_exercised");
  });
});

describe("after honest use", () => {
  it("each is kept", async () => {
    const taken = await send();
    await send({ channel: "phone", method: "recorded_call", by: { kind: "staff", id: club.staff } });
    await send({ person: await club.person() });
    const known = await club.person();
    await send({ person: known });
    await send({ person: known, fields: { full_name: "Trần Ngọc Ánh", email: "anh@thu.example" } });
    expect(taken.state).toBe("pending");
    for (const control of controls) expect([control, (await result(control)).state]).toEqual([control, "kept"]);
  });
});

/** Breaks a promise behind the product's back, sees the check say so, and mends it. */
async function breaks(control: string, harm: string, mend: string): Promise<void> {
  const values = (text: string) => (text.includes("$1") ? [club.id] : []);
  await club.owner(harm, values(harm));
  expect([control, (await result(control)).state]).toEqual([control, "broken"]);
  await club.owner(mend, values(mend));
  expect([control, (await result(control)).state]).toEqual([control, "kept"]);
}

describe("a promise broken by hand", () => {
  it("shows: a value nobody declared, under a purpose or basis nobody declared", async () => {
    const one = "(select id from value where field = 'email' order by id limit 1)";
    await breaks(
      "collection.declared",
      `update value set field = 'shoe_size' where id = ${one}`,
      "update value set field = 'email' where field = 'shoe_size'",
    );
    await breaks(
      "collection.declared",
      `update value set purposes = array['resale'] where id = ${one}`,
      "update value set purposes = array['membership', 'newsletter'] where purposes = array['resale']",
    );
    await breaks(
      "collection.declared",
      `update value set basis = 'legal_duty' where id = ${one}`,
      "update value set basis = 'contract' where basis = 'legal_duty'",
    );
  });

  it("shows: somebody came through without a required field", async () => {
    await breaks(
      "collection.required",
      "update submission set fields = array['email'] where id = (select id from submission order by id limit 1)",
      "update submission set fields = array['full_name', 'email'] where fields = array['email']",
    );
  });

  it("shows: data came another way, or a caller's consent without how it was taken", async () => {
    await breaks(
      "collection.channels",
      "update value set channel = 'import' where id = (select id from value order by id limit 1)",
      "update value set channel = 'form' where channel = 'import'",
    );
    await breaks(
      "collection.channels",
      "update submission set consent_method = null where channel = 'phone'",
      "update submission set consent_method = 'recorded_call' where channel = 'phone'",
    );
  });

  it("shows: a former value is gone, or nothing tells of the correction", async () => {
    await club.owner("create table former as select * from value where replaced_at is not null");
    await breaks("collection.as_given", "delete from value where replaced_at is not null", "insert into value select * from former");
    await club.owner("create table telling as select * from event_person where type = 'value.corrected'");
    await breaks(
      "collection.as_given",
      "delete from event_person where type = 'value.corrected'",
      "insert into event_person select * from telling",
    );
  });

  it("shows: somebody did not confirm that it is true", async () => {
    await breaks(
      "accuracy.confirmed",
      "update submission set accuracy_confirmed = null where id = (select id from submission order by id limit 1)",
      "update submission set accuracy_confirmed = true",
    );
  });

  it("shows: a value under consent without one, a consent without its words, or two purposes on one event", async () => {
    await club.owner("create table given as select * from consent");
    await breaks("consent.per_purpose", "delete from consent where organisation_id = $1", "insert into consent select * from given");
    await club.owner("create table words as select * from shown_text");
    await breaks("consent.per_purpose", "delete from shown_text", "insert into shown_text select * from words");
    await breaks(
      "consent.per_purpose",
      "insert into consent select organisation_id, person_id, 'membership', 1, gen_random_uuid(), act, at, policy_version, shown_digest, language, method, touchpoint, submission_id, by_kind, by_id, event_id from given limit 1",
      "delete from consent where purpose = 'membership'",
    );
  });

  it("shows: a form that chooses for the person", async () => {
    preset = true;
    expect((await result("consent.per_purpose")).violations).toEqual(["join"]);
    preset = false;
    expect((await result("consent.per_purpose")).state).toBe("kept");
  });

  it("shows: an acknowledgement is missing, or passes for a consent", async () => {
    await club.owner("create table acknowledged as select * from acknowledgement");
    await breaks(
      "consent.agreed_version",
      "delete from acknowledgement where organisation_id = $1",
      "insert into acknowledgement select * from acknowledged",
    );
    await club.owner("create table honest as select person_id, seq, shown_digest from consent");
    await breaks(
      "consent.agreed_version",
      "update consent c set shown_digest = a.shown_digest from acknowledgement a where a.person_id = c.person_id",
      "update consent c set shown_digest = h.shown_digest from honest h where h.person_id = c.person_id and h.seq = c.seq",
    );
  });
});
