import { type Outgoing, openForRecipient, type ValueForRecipient } from "../../access/index.js";
import { type Standing, standingsOf } from "../../consent/index.js";
import type { Actor } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { type PublishedPolicy, versionOf } from "../../policy/index.js";
import { type HeldOccasion, occasionsOf } from "../../retention/index.js";
import { groundOfAuthority } from "../authority/ground.js";
import { contractsOf, type PartyRow, partyById } from "../register/store.js";
import { papersOf } from "../store.js";

import {
  contractOf,
  decidePerson,
  decideWhole,
  declared,
  type Ground,
  namedIn,
  needsOf,
  type PersonFacts,
  type PersonReason,
  restsOnLaw,
  type WholeReason,
} from "./rules.js";

/** What is asked to leave, as the gate decides it: at the asking, and again when it leaves. */
export interface Ask {
  readonly party: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly persons: readonly PersonId[];
  readonly ground: Ground;
  /** `order`: the occasion, where it was found. */
  readonly occasion: string | null;
  /** `authority`: the decided demand. */
  readonly authority: string | null;
  /** `article`, `terms_breach`: the citation and the evidence are there. */
  readonly stated: boolean;
  readonly by: Actor;
  readonly now: Date;
}

export interface Leaving {
  readonly person: PersonId;
  readonly values: readonly ValueForRecipient[];
  readonly paper: string | null;
}

export interface Decided {
  readonly party: PartyRow;
  /** Why nothing leaves at all; empty: it may. */
  readonly reasons: readonly WholeReason[];
  readonly needs: readonly Ground[];
  /** The contract it rests on, where one is demanded. */
  readonly contract: string | null;
  readonly leaving: readonly Leaving[];
  readonly out: readonly { readonly person: PersonId; readonly reason: PersonReason }[];
  readonly hiddenUntil: string | null;
}

/** Decides a disclosure as of now, whole and person by person, and opens what may leave. Refuses `recipient.unknown`. */
export async function decide(tx: Tx, policy: PublishedPolicy, ask: Ask): Promise<Decided> {
  const party = await partyById(tx, ask.party);
  if (!party) throw new Refusal("recipient.unknown");
  const today = dayOf(ask.now);
  const contracts = await contractsOf(tx, party.id);
  const places = await placesIn(tx, ask);
  const authority = ask.authority === null ? undefined : await authorityOf(tx, party.recipient, ask);
  const reasons = decideWhole(policy.policy, {
    ...ask,
    recipient: party.recipient,
    party: { ...party, contracts },
    order: places.order,
    decided: authority !== undefined,
    today,
  });
  const needs = needsOf(policy.policy, party.recipient);
  const contract = contractOf(contracts, today);
  const of = { party, reasons, needs, contract: contract?.id ?? null, hiddenUntil: authority?.hiddenUntil ?? null };
  if (reasons.length > 0) return { ...of, leaving: [], out: [] };
  const question = { ...ask, recipient: party.recipient, needs, paid: contract?.paid ?? false, today };
  const facts = await factsOf(tx, policy, party.recipient, ask, places.persons);
  const decided = ask.persons.map((person) => ({ person, decision: decidePerson(question, facts.get(person) ?? nobody) }));
  const may = decided.flatMap(({ person, decision }) => (decision.allowed ? [{ person, paper: decision.paper }] : []));
  const opened = await openForRecipient(tx, policy, { ...ask, persons: may.map((m) => m.person), demanded: restsOnLaw(ask.ground) });
  const out = decided.flatMap(({ person, decision }) => (decision.allowed ? [] : [{ person, reason: decision.reason }]));
  const leaving: Leaving[] = [];
  for (const { person, paper } of may) {
    const one = opened.get(person);
    if (one?.outcome === "opened" && one.values.length > 0) leaving.push({ person, paper, values: one.values });
    else out.push({ person, reason: reasonOf(one) });
  }
  return { ...of, leaving, out };
}

const nobody: PersonFacts = { barred: undefined, consent: undefined, papers: [], inOrder: false };

function authorityOf(tx: Tx, recipient: string, ask: Ask) {
  return groundOfAuthority(tx, { ...ask, order: ask.authority ?? "", recipient });
}

/** The order that was named, and who of the persons takes part in it. */
async function placesIn(tx: Tx, ask: Ask): Promise<{ order: HeldOccasion | undefined; persons: ReadonlySet<PersonId> }> {
  const persons = new Set<PersonId>();
  let order: HeldOccasion | undefined;
  if (ask.occasion !== null) {
    for (const person of ask.persons) {
      const found = (await occasionsOf(tx, person)).find((o) => o.id === ask.occasion);
      if (!found) continue;
      order = found;
      persons.add(person);
    }
  }
  return { order, persons };
}

async function factsOf(
  tx: Tx,
  policy: PublishedPolicy,
  recipient: string,
  ask: Ask,
  inOrder: ReadonlySet<PersonId>,
): Promise<ReadonlyMap<PersonId, PersonFacts>> {
  const r = declared(policy.policy, recipient);
  const standings = await standingsOf(tx, policy, ask.persons, ask.purpose);
  const versions = new Map<number, PublishedPolicy | undefined>();
  for (const s of standings.values()) {
    if (s.version !== null && !versions.has(s.version)) versions.set(s.version, await versionOf(tx, s.version));
  }
  const papers = await papersOf(tx, ask.persons);
  return new Map(
    ask.persons.map((person): [PersonId, PersonFacts] => {
      const s = standings.get(person);
      const agreed = s?.version == null ? undefined : versions.get(s.version);
      const given = s?.why === "consent.given";
      const named = r !== undefined && agreed !== undefined && namedIn(agreed.policy, r, { ...ask, recipient });
      const facts: PersonFacts = {
        barred: barredBy(s, ask.ground),
        consent: given ? { named } : undefined,
        papers: papers.filter((p) => p.person === person),
        inOrder: inOrder.has(person),
      };
      return [person, facts];
    }),
  );
}

function barredBy(s: Standing | undefined, ground: Ground): PersonReason | undefined {
  if (s === undefined || s.why === "person.erased") return "disclosure.erased";
  return s.why === "consent.objected" && !restsOnLaw(ground) ? "disclosure.objection" : undefined;
}

/** Why nothing of a person opened: their standing, or the first condition that failed of a field asked. */
function reasonOf(one: Outgoing | undefined): PersonReason {
  if (one === undefined) return "disclosure.erased";
  const reason = one.outcome === "refused" ? one.reason : one.withheld[0]?.reason;
  const said: Readonly<Record<string, PersonReason>> = {
    purpose: "disclosure.purpose",
    consent: "disclosure.consent",
    objection: "disclosure.objection",
    restriction: "disclosure.restriction",
    retention: "disclosure.retention",
    held: "disclosure.hold",
    review: "disclosure.retention",
    unverified: "disclosure.unverified",
    erased: "disclosure.erased",
  };
  return (reason !== undefined && Object.hasOwn(said, reason) ? said[reason] : undefined) ?? "disclosure.nothing";
}
