import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../test/club.js";
import { eventsOf, saltsFrom } from "../evidence/index.js";
import { newId, type PersonId, personId } from "../platform/index.js";
import { inForceNow } from "../policy/index.js";
import { erasePerson, saltRoots } from "../vault/index.js";
import {
  answer,
  Consents,
  giveConsent,
  liftObjection,
  object,
  receipt,
  refuseConsent,
  shownIn,
  standing,
  standings,
  stop,
  withdrawConsent,
} from "./index.js";

let club: Club;
beforeAll(async () => {
  club = await testClub();
});
afterAll(() => club.close());

const person = { kind: "person" } as const;
const from = (who: PersonId, purpose = "newsletter") => ({ person: who, purpose, at: new Date(), method: "form" as const, by: person });
const words = (purpose = "newsletter") => shownIn(club.policy, "join", { purpose }, "vi");
const give = async (who: PersonId, purpose = "newsletter") => {
  const shown = await words(purpose);
  return club.database.write(club.id, (tx) => giveConsent(tx, club.policy, { ...from(who, purpose), shown, touchpoint: "join" }));
};
const withdraw = (who: PersonId, purpose = "newsletter") =>
  club.database.write(club.id, (tx) => withdrawConsent(tx, club.policy, from(who, purpose)));
const stands = (who: PersonId, purpose = "newsletter") => club.database.read(club.id, (db) => standing(db, club.policy, who, purpose));
const acts = (who: PersonId) =>
  club.owner<{ act: string; seq: number }>("select act, seq from consent where person_id = $1 order by seq", [who]);

describe("a consent", () => {
  it("counts from the moment it is given, and says since when and under which version", async () => {
    const who = await club.person();
    expect(await stands(who)).toMatchObject({ state: "may_not", why: "consent.missing", since: null });
    const given = await give(who);
    expect(await stands(who)).toEqual({
      purpose: "newsletter",
      state: "may",
      why: "consent.given",
      since: given.at,
      version: club.policy.version,
      consent: given.consent,
    });
  });

  it("is proved by a receipt with the very words shown", async () => {
    const who = await club.person();
    const { consent } = await give(who);
    const proof = await club.database.read(club.id, (db) => receipt(db, club.policy, who, consent));
    const shown = await words();
    expect(proof).toMatchObject({ act: "given", text: shown.text, digest: shown.digest, language: "vi", noticeVersion: 1 });
    expect(proof.withdrawal).toContain("account");
    const other = await club.person();
    await expect(club.database.read(club.id, (db) => receipt(db, club.policy, other, consent))).rejects.toThrow("consent.unknown");
  });

  it("leaves one event about its person, with the digest of what was shown and no value", async () => {
    const who = await club.person();
    await give(who);
    const [event] = await club.database.read(club.id, (db) => eventsOf(db, who, 10));
    expect(event?.type).toBe("consent.given");
    expect(event?.canonical).toContain((await words()).digest);
    expect(event?.canonical).not.toContain(who);
  });

  it("is refused for a purpose that nobody declared, or that does not rest on consent", async () => {
    const who = await club.person();
    const shown = await words();
    for (const [purpose, code] of [
      ["nothing", "purpose.unknown"],
      ["membership", "consent.not_asked"],
      ["__proto__", "purpose.unknown"],
    ] as const) {
      const attempt = club.database.write(club.id, (tx) => giveConsent(tx, club.policy, { ...from(who, purpose), shown }));
      await expect(attempt).rejects.toThrow(code);
    }
    expect(await acts(who)).toEqual([]);
  });

  it("is never an acknowledgement, a refusal, or silence", async () => {
    const who = await club.person();
    const shown = await words();
    await club.database.write(club.id, (tx) => refuseConsent(tx, club.policy, { ...from(who), shown }));
    expect(await stands(who)).toMatchObject({ state: "may_not", why: "consent.refused" });
  });

  it("does not let anyone use a person who has not proved their contact", async () => {
    const who = await club.person("pending");
    await give(who);
    expect(await stands(who)).toMatchObject({ state: "may_not", why: "person.unconfirmed" });
    expect(await stands(who, "membership")).toMatchObject({ state: "may_not", why: "person.unconfirmed" });
  });
});

describe("stopping", () => {
  it("ends a consent at once, stands once when said twice, and a new consent begins anew", async () => {
    const who = await club.person();
    await give(who);
    const first = await withdraw(who);
    const second = await withdraw(who);
    expect(second.consent).toBe(first.consent);
    expect(await stands(who)).toMatchObject({ state: "may_not", why: "consent.withdrawn" });
    await give(who);
    expect((await acts(who)).map((a) => a.act)).toEqual(["given", "withdrawn", "given"]);
    expect(await stands(who)).toMatchObject({ state: "may" });
  });

  it("works while the keys are out of reach: the salt of its event is random, to be sealed later", async () => {
    const who = await club.person();
    await give(who);
    saltsFrom(() => Promise.reject(new Error("no keys")));
    try {
      const { event } = await withdraw(who);
      expect(await stands(who)).toMatchObject({ why: "consent.withdrawn" });
      const [row] = await club.owner<{ salt: Buffer | null }>("select salt from event_person where event_id = $1", [event]);
      expect(row?.salt?.length).toBe(32);
    } finally {
      saltsFrom(saltRoots);
    }
  });

  it("asks the vault for nothing, even where keys answer", async () => {
    const who = await club.person();
    let asked = 0;
    saltsFrom(async () => {
      asked++;
      return new Map();
    });
    await withdraw(who);
    saltsFrom(saltRoots);
    expect(asked).toBe(0);
  });

  it("never refuses a known person, whatever version of the notice they saw last", async () => {
    const who = await club.person();
    await give(who);
    const old = club.policy;
    await club.republish((d) => {
      d.intro = { vi: `Bản mới ${newId()}`, en: "A new version" };
    });
    await club.database.write(club.id, (tx) => withdrawConsent(tx, old, from(who)));
    expect(await stands(who)).toMatchObject({ why: "consent.withdrawn" });
    await expect(withdraw(personId.parse(newId()))).rejects.toThrow("person.unknown");
  });

  it("by objection stops what rests on contract, and lifting it gives no consent back", async () => {
    const who = await club.person();
    expect(await stands(who, "membership")).toMatchObject({ state: "may", why: "basis.contract" });
    await club.database.write(club.id, (tx) => object(tx, club.policy, from(who, "membership")));
    expect(await stands(who, "membership")).toMatchObject({ state: "may_not", why: "consent.objected" });
    await club.database.write(club.id, (tx) => liftObjection(tx, club.policy, from(who, "membership")));
    expect(await stands(who, "membership")).toMatchObject({ state: "may" });
    await give(who);
    await club.database.write(club.id, (tx) => object(tx, club.policy, from(who)));
    await club.database.write(club.id, (tx) => liftObjection(tx, club.policy, from(who)));
    expect(await stands(who)).toMatchObject({ state: "may_not", why: "consent.missing" });
  });
});

describe("the statement itself", () => {
  it("refuses an answer to a notice that is no longer in force, even where the caller believes it is", async () => {
    const who = await club.person();
    const stale = club.policy;
    await club.republish((d) => {
      d.intro = { vi: `Bản khác ${newId()}`, en: "Another version" };
    });
    const shown = await shownIn(stale, "join", { purpose: "newsletter" }, "vi");
    await expect(club.database.write(club.id, (tx) => giveConsent(tx, stale, { ...from(who), shown }))).rejects.toThrow("notice.stale");
    expect(await acts(who)).toEqual([]);
  });

  it("refuses an act of an erased person", async () => {
    const who = await club.person();
    await club.database.write(club.id, (tx) => erasePerson(tx, who, "asked", new Date()));
    await expect(give(who)).rejects.toThrow("person.unknown");
    expect(await stands(who)).toMatchObject({ state: "may_not", why: "person.erased" });
  });

  it("never lets an erasure and a consent pass each other", async () => {
    for (let i = 0; i < 10; i++) {
      const who = await club.person();
      const [erased, given] = await Promise.allSettled([
        club.database.write(club.id, (tx) => erasePerson(tx, who, "asked", new Date())),
        give(who),
      ]);
      expect(erased.status).toBe("fulfilled");
      if (given.status === "rejected") expect(given.reason.message).toBe("person.unknown");
    }
  });

  it("numbers acts that race without a gap or a loss", async () => {
    const who = await club.person();
    const shown = await words();
    const groups = [new Consents(club.database), new Consents(club.database)];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const group = groups[i % 2];
        return group?.record(club.id, answer(club.policy, "given", { ...from(who), shown }));
      }),
    );
    expect((await acts(who)).map((a) => a.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it("gives the app role no way to change or backdate an act", async () => {
    const who = await club.person();
    await give(who);
    const change = club.database.write(club.id, (tx) => sql`update consent set act = 'withdrawn'`.execute(tx.q));
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe("a group of acts", () => {
  it("answers each caller by itself: a bad act fails only its own", async () => {
    const good = await Promise.all(Array.from({ length: 20 }, () => club.person()));
    const shown = await words();
    const consents = new Consents(club.database);
    const stale = { ...answer(club.policy, "given", { ...from(good[0] ?? personId.parse(newId())), shown }), policyVersion: 999 };
    const nobody = personId.parse(newId());
    const all = await Promise.allSettled([
      ...good.map((who) => consents.record(club.id, answer(club.policy, "given", { ...from(who), shown }))),
      consents.record(club.id, stale),
      consents.record(club.id, answer(club.policy, "given", { ...from(nobody), shown })),
      consents.record(club.id, stop(club.policy, "withdrawn", from(good[1] ?? nobody))),
    ]);
    expect(all.slice(0, 20).every((r) => r.status === "fulfilled")).toBe(true);
    expect(all.slice(20).map((r) => (r.status === "rejected" ? r.reason.message : "done"))).toEqual([
      "notice.stale",
      "person.unknown",
      "done",
    ]);
    expect(await stands(good[1] ?? nobody)).toMatchObject({ why: "consent.withdrawn" });
    expect(await stands(good[0] ?? nobody)).toMatchObject({ why: "consent.given" });
  });

  it("fails only the caller whose row the database itself rejects", async () => {
    const [a, b] = [await club.person(), await club.person()];
    const shown = await words();
    const consents = new Consents(club.database);
    const broken = { ...answer(club.policy, "given", { ...from(b), shown }), shown: { ...shown, digest: "not a digest" } };
    const all = await Promise.allSettled([
      consents.record(club.id, answer(club.policy, "given", { ...from(a), shown })),
      consents.record(club.id, broken),
    ]);
    expect(all.map((r) => r.status)).toEqual(["fulfilled", "rejected"]);
    expect(await stands(b)).toMatchObject({ why: "consent.missing" });
  });

  it("writes one event for each act that stands, and none for one that is refused", async () => {
    const who = await Promise.all(Array.from({ length: 5 }, () => club.person()));
    const shown = await words();
    const consents = new Consents(club.database);
    await Promise.allSettled(
      [...who, personId.parse(newId())].map((w) => consents.record(club.id, answer(club.policy, "given", { ...from(w), shown }))),
    );
    for (const w of who) {
      const events = await club.database.read(club.id, (db) => eventsOf(db, w, 10));
      const [row] = await club.owner<{ event_id: string }>("select event_id from consent where person_id = $1", [w]);
      expect(events.map((e) => e.id)).toEqual([row?.event_id]);
    }
  });
});

describe("all purposes of a person", () => {
  it("are judged together, those of earlier versions among them", async () => {
    const who = await club.person();
    await give(who);
    await withdraw(who, "gone_purpose");
    const all = await club.database.read(club.id, async (db) => standings(db, await inForceNow(db), who));
    expect(Object.fromEntries(all.map((s) => [s.purpose, s.why]))).toEqual({
      membership: "basis.contract",
      newsletter: "consent.given",
      gone_purpose: "purpose.undeclared",
    });
  });
});
