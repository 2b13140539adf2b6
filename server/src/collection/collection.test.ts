import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { standing } from "../consent/index.js";
import { eventsOf } from "../evidence/index.js";
import { newId, type PersonId, staffId } from "../platform/index.js";
import { createHolder, current, erasePerson, history } from "../vault/index.js";
import { makeReady, type Sent, Submissions, submissionsOf } from "./index.js";

let club: Club;
beforeAll(async () => {
  club = await testClub((d) => {
    d.fields.phone = {
      type: "phone",
      text: { vi: "Điện thoại", en: "Phone" },
      category: "basic",
      basic: 7,
      index: "exact",
      repeat: { kinds: { home: { vi: "Nhà", en: "Home" }, office: { vi: "Cơ quan", en: "Office" } } },
    };
    d.fields.likes = { type: "line", text: { vi: "Sở thích", en: "Likes" }, category: "basic", basic: 11 };
    const join = d.touchpoints.join;
    if (!join) throw new Error("the sample policy has a form");
    join.fields.phone = { purposes: ["membership"] };
    join.fields.likes = { purposes: ["newsletter"] };
    d.roles?.secretary?.may?.push("intake");
    join.accuracy = true;
    d.touchpoints.visit = {
      text: { vi: "Đăng ký thăm", en: "Visit" },
      channels: ["form", "api", "phone"],
      consent_by: ["recorded_call"],
      for: "membership",
      fields: { full_name: { required: true, purposes: ["membership"] }, email: { purposes: ["membership"] } },
      occasion: "visit",
    };
    d.occasions = { visit: { text: { vi: "Buổi thăm", en: "Visit" }, events: { held: { vi: "Đã diễn ra", en: "Held" } } } };
  });
});
afterAll(() => club.close());

const fields = { full_name: "Trần Thị Ngọc Ánh", email: "anh@thu.example" };
function sent(over: Partial<Sent> = {}): Sent {
  return {
    id: newId(),
    touchpoint: "join",
    channel: "form",
    fields,
    consents: {},
    duties: [],
    accuracy: true,
    version: club.policy.version,
    lang: "vi",
    at: new Date(),
    by: { kind: "person" },
    method: "form",
    ...over,
  };
}
const submissions = () => new Submissions(club.database);
const take = async (over: Partial<Sent> = {}, group = submissions()) => group.take(club.id, await makeReady(club.policy, sent(over)));
const held = (person: PersonId) => club.database.read(club.id, (db) => current(db, person));
const content = async (person: PersonId) =>
  (await held(person)).map((v) => [v.field, v.kind, "content" in v.value ? v.value.content : v.value.fault]);
const faultsOf = async (over: Partial<Sent>) => {
  const error = await makeReady(club.policy, sent(over)).then(
    () => undefined,
    (e: unknown) => e,
  );
  return error instanceof Error && "faults" in error && Array.isArray(error.faults) ? error.faults.map((f) => f.path) : error;
};

describe("a submission", () => {
  it("seals each value with its purposes, basis, source, version and the words shown", async () => {
    const taken = await take({ fields: { ...fields, phone: [{ kind: "office", value: "028 3823 1234" }] } });
    expect(await content(taken.person)).toEqual([
      ["full_name", null, "Trần Thị Ngọc Ánh"],
      ["email", null, "anh@thu.example"],
      ["phone", "office", "+842838231234"],
    ]);
    const [name] = await held(taken.person);
    expect(name?.origin).toMatchObject({
      submissionId: taken.submission,
      touchpoint: "join",
      channel: "form",
      purposes: ["membership"],
      basis: "contract",
      noticeVersion: club.policy.version,
      language: "vi",
    });
    expect(name?.origin.shownDigest.length).toBe(32);
  });

  it("may not be used before its contact is proved", async () => {
    const taken = await take({ consents: { newsletter: "given" } });
    expect(taken.state).toBe("pending");
    expect(taken.request).toBeTruthy();
    const where = await club.database.read(club.id, (db) => standing(db, club.policy, taken.person, "newsletter"));
    expect(where).toMatchObject({ state: "may_not", why: "person.unconfirmed" });
  });

  it("makes whoever takes a newcomer's call responsible for the newcomer alone, and not by other ways", async () => {
    const staff = staffId.parse(await club.database.write(club.id, (tx) => createHolder(tx)));
    const phone = { channel: "phone", by: { kind: "staff", id: staff }, method: "recorded_call" } as const;
    const visit = { touchpoint: "visit", accuracy: false, fields: { full_name: "Lê Thị Gọi" } };
    const [called, written] = [await take({ ...visit, ...phone }), await take({ ...visit, by: phone.by, channel: "api", method: "api" })];
    const persons = await club.owner("select person_id, by_kind from assigned_person where staff_id = $1", [staff]);
    expect(persons).toEqual([{ person_id: called.person, by_kind: "intake" }]);
    expect(await club.owner("select 1 from assigned_occasion where staff_id = $1", [staff])).toEqual([]);
    expect(written.person).not.toBe(called.person);
  });

  it("never joins a person just by giving their e-mail", async () => {
    const [a, b] = [await take(), await take()];
    expect(a.person).not.toBe(b.person);
  });

  it("leaves an event about its person with names of fields and no value", async () => {
    const taken = await take();
    const events = await club.database.read(club.id, (db) => eventsOf(db, taken.person, 10));
    const received = events.find((e) => e.type === "submission.received");
    expect(received?.canonical).toContain('"fields":["email","full_name"]');
    expect(events.map((e) => e.canonical).join()).not.toMatch(/Ngọc|anh@thu/);
  });

  it("records each answered consent as an act of its own, and silence as none", async () => {
    const yes = await take({ consents: { newsletter: "given" } });
    const no = await take({ consents: { newsletter: "refused" } });
    const silent = await take();
    const acts = async (p: PersonId) =>
      (await club.owner<{ act: string }>("select act from consent where person_id = $1", [p])).map((r) => r.act);
    expect([await acts(yes.person), await acts(no.person), await acts(silent.person)]).toEqual([["given"], ["refused"], []]);
  });
});

describe("what a form refuses", () => {
  it("is told field by field, all at once", async () => {
    expect(
      await faultsOf({ fields: { email: "nowhere", phone: [{ kind: "boat", value: "0903115800" }], secret_extra: "x" }, accuracy: false }),
    ).toEqual(["secret_extra", "full_name", "email", "phone", "accuracy"]);
  });

  it("is a value that serves only what was not agreed to", async () => {
    expect(await faultsOf({ fields: { ...fields, likes: "cờ vua" } })).toEqual(["likes"]);
    expect(await faultsOf({ fields: { ...fields, likes: "cờ vua" }, consents: { newsletter: "refused" } })).toEqual(["likes"]);
    expect(await faultsOf({ fields: { ...fields, likes: "cờ vua" }, consents: { newsletter: "given" } })).toBeUndefined;
  });

  it("is a consent that was not asked here, under any name", async () => {
    for (const purpose of ["membership", "nothing", "__proto__", "constructor"]) {
      expect(await faultsOf({ consents: JSON.parse(`{${JSON.stringify(purpose)}:"given"}`) })).toEqual([`consents.${purpose}`]);
    }
  });

  it("is another channel, and a touchpoint that is none", async () => {
    await expect(makeReady(club.policy, sent({ channel: "phone" }))).rejects.toThrow("touchpoint.channel");
    await expect(makeReady(club.policy, sent({ touchpoint: "toString" }))).rejects.toThrow("touchpoint.unknown");
  });

  it("is a notice that is no longer in force; nothing of it stays", async () => {
    const ready = await makeReady(club.policy, sent({ version: 99 }));
    await expect(submissions().take(club.id, ready)).rejects.toThrow("notice.stale");
    expect(await club.owner("select 1 from person where id = $1", [ready.person])).toEqual([]);
  });
});

describe("the same form sent twice", () => {
  it("is one submission, with the same answer", async () => {
    const once = sent();
    const [a, b] = await Promise.all([take(once), take(once)]);
    const third = await take(once);
    expect(new Set([a.person, b.person, third.person]).size).toBe(1);
    expect([a.again, b.again, third.again].filter(Boolean).length).toBe(2);
    expect((await held(a.person)).length).toBe(2);
    expect(await club.owner("select 1 from submission where id = $1", [once.id])).toHaveLength(1);
  });

  it("does not bring an erased person back", async () => {
    const once = sent();
    const taken = await take(once);
    await club.database.write(club.id, (tx) => erasePerson(tx, taken.person, "asked", new Date()));
    const again = await take(once);
    expect(again).toMatchObject({ again: true, person: taken.person });
    expect((await held(taken.person)).every((v) => "fault" in v.value)).toBe(true);
    expect(await club.owner("select 1 from person where id = $1 and state = 'erased'", [taken.person])).toHaveLength(1);
  });
});

describe("submissions that arrive together", () => {
  it("share a transaction, and a bad one fails only its own caller", async () => {
    const group = submissions();
    const all = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => take({}, group)),
      take({ version: 99 }, group),
      take({ touchpoint: "visit", occasion: "NOBODY-1" }, group),
    ]);
    expect(all.map((r) => (r.status === "fulfilled" ? "done" : r.reason.message))).toEqual([
      ...Array.from({ length: 10 }, () => "done"),
      "notice.stale",
      "occasion.unknown",
    ]);
    for (const r of all.slice(0, 10)) if (r.status === "fulfilled") expect((await content(r.value.person)).length).toBe(2);
  });
});

describe("a person we know", () => {
  it("updates what differs by filling in again; the former value stays, dated", async () => {
    const person = await club.person();
    await take({ person });
    await take({ person, fields: { ...fields, full_name: "Trần Ngọc Ánh" } });
    expect(await content(person)).toEqual([
      ["email", null, "anh@thu.example"],
      ["full_name", null, "Trần Ngọc Ánh"],
    ]);
    const all = await club.database.read(club.id, (db) => history(db, person));
    expect(all.filter((v) => v.field === "full_name").map((v) => v.replacedAt !== null)).toEqual([true, false]);
    expect((await club.database.read(club.id, (db) => submissionsOf(db, person))).length).toBe(2);
    const types = (await club.database.read(club.id, (db) => eventsOf(db, person, 10))).map((e) => e.type);
    expect(types).toContain("value.corrected");
  });
});

describe("an occasion", () => {
  it("is opened by a submission", async () => {
    const taken = await take({ touchpoint: "visit" });
    expect(taken.occasion).toBeTruthy();
    expect(taken.state).toBe("confirmed");
    expect(
      await club.owner("select 1 from occasion_person where occasion_id = $1 and person_id = $2", [taken.occasion, taken.person]),
    ).toHaveLength(1);
  });
});
