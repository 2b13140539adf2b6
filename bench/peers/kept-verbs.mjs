// The product's verbs in this process, without HTTP: what the domains themselves cost.
import { answering } from "../lib/answering.mjs";
import { benchOrganisation, openKept } from "../lib/kept.mjs";
import { askedOf, consent, peopleOf, submission } from "../lib/requests.mjs";

const facts = JSON.parse(process.env.BENCH_FACTS);
const kept = await openKept(process.env);
const { running, database } = kept;
const { organisation } = await benchOrganisation(kept);
const { Consents, Standings, answer, shownIn } = await kept.from("consent/index.js");
const { Submissions, receive } = await kept.from("collection/index.js");
const { readFor } = await kept.from("access/index.js");
const { current, sealedValues } = await kept.from("vault/index.js");
const people = peopleOf(facts);
const few = askedOf(facts);
const consents = new Consents(database);
const standings = new Standings(database);
const submissions = new Submissions(database);
const by = { kind: "key", id: kept.platform.newId() };

// As many who read as calls are under way: the readings of one reader are counted one after the other.
const readers = Array.from({ length: 64 }, () => ({ kind: "key", id: kept.platform.newId() }));

answering({
  async consent(i) {
    const policy = await kept.policy.inForce(running, organisation);
    const said = consent(i, facts);
    const shown = await shownIn(policy, said.touchpoint, { purpose: said.purpose }, said.language);
    const answered = {
      person: people[i % people.length],
      purpose: said.purpose,
      at: new Date(),
      method: "api",
      by,
      shown,
      touchpoint: "order",
    };
    await consents.record(organisation, answer(policy, said.act, answered));
  },
  async standing(i) {
    const policy = await kept.policy.inForce(running, organisation);
    await standings.of(organisation, policy, few[i % few.length], "newsletter");
  },
  async submission(i) {
    const policy = await kept.policy.inForce(running, organisation);
    const { notice_version: version, language: lang, ...said } = submission(i, facts);
    await receive({ database, organisation, submissions }, policy, {
      id: kept.platform.newId(),
      channel: "api",
      duties: [],
      accuracy: false,
      ...said,
      version,
      lang,
      at: new Date(),
      by,
      method: "api",
    });
  },
  async read(i) {
    const policy = await kept.policy.inForce(running, organisation);
    const reader = { actor: readers[i % readers.length], roles: ["clerk"] };
    const { values } = await readFor(database, organisation, policy, reader, few[i % few.length], "orders", new Date());
    if (values.filter((v) => "content" in v.shown).length !== 6) throw new Error("six values were to be opened");
  },
  // The same rows opened, asked by nobody and recorded nowhere: what a decision and its event may cost at most.
  open: (i) => database.read(organisation, (db) => current(db, few[i % few.length])),
  rows: (i) => database.read(organisation, (db) => sealedValues(db, [few[i % few.length]])),
  timeline: () => database.read(organisation, (db) => kept.evidence.eventsOf(db, facts.regular, 50)),
  "timeline deep": () => database.read(organisation, (db) => kept.evidence.eventsOf(db, facts.regular, 50, facts.deep)),
});
