import { refusals } from "@kept/contract";
import { record, refused } from "../evidence/index.js";
import { type Database, days, type Fault, newId, type OrganisationId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { occasionsBy, personsIn } from "../retention/index.js";
import { personState, sealFor } from "../vault/index.js";
import { type Decided, decide } from "./gate/decide.js";
import { declared, needsApprover, type PersonReason, type WholeReason } from "./gate/rules.js";
import { type DisclosureRow, type Form, insertDisclosure, insertPersons, refsAt } from "./store.js";

/** What a disclosure rests on, as it is stated. */
export type Stated =
  | { readonly on: "consent" | "written" | "contract" }
  | { readonly on: "order"; readonly kind: string; readonly reference: string }
  | { readonly on: "authority"; readonly order: string }
  | { readonly on: "article"; readonly article: string; readonly evidence: string }
  | { readonly on: "terms_breach"; readonly term: string; readonly evidence: string };

export interface Asking {
  readonly party: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly persons: readonly PersonId[];
  /** Everyone who takes part in it, besides `persons`. */
  readonly occasion?: { readonly kind: string; readonly reference: string } | undefined;
  readonly ground: Stated;
  readonly form: Form;
  readonly by: { readonly kind: "staff" | "key"; readonly id: string };
  readonly now: Date;
}

/** The most persons of one disclosure: all of it is decided and made in one transaction. */
export const mostPersons = 2000;
/** How long one waits for its second person, and how long an allowed one may leave. */
const waits = days(14);
const standsFor = days(3);

export interface Asked {
  readonly row: DisclosureRow;
  readonly out: Decided["out"];
}

/**
 * Asks for a disclosure: the one way by which anything leaves. The gate decides the whole and each person; a refusal is recorded with
 * its reasons and thrown by the first of them. Where a second person must agree it waits for them, else it may be released until
 * its date; everything is decided again then. Refuses `recipient.unknown`, `occasion.unknown`, `disclosure.*`.
 */
export async function disclose(database: Database, organisation: OrganisationId, policy: PublishedPolicy, asking: Asking): Promise<Asked> {
  const { decided, persons, row } = await database.write(organisation, async (tx) => {
    const { ask, persons } = await prepared(tx, asking);
    const decided = await decide(tx, policy, ask);
    const refuses = decided.reasons.length > 0 || decided.leaving.length === 0;
    return { decided, persons, row: refuses ? undefined : await keep(tx, policy, asking, ask, decided) };
  });
  if (row) return { row, out: decided.out };
  const [first = "disclosure.nothing", ...more] = decided.reasons.length > 0 ? decided.reasons : decided.out.map((o) => o.reason);
  await refused(database, organisation, {
    type: "disclosure.refused",
    at: asking.now,
    actor: asking.by,
    // An authority's demand may have to stay hidden from those it is about.
    about: asking.ground.on === "authority" ? [] : persons,
    purpose: asking.purpose,
    fields: asking.fields,
    recipient: decided.party.recipient,
    policyVersion: policy.version,
    detail: { party: asking.party, ground: asking.ground.on, reasons: [...new Set([first, ...more])] },
  });
  throw new Refusal(first, faultsOf([first, ...more]));
}

/** What the gate would say, and nothing kept of it: all is decided again at the asking and when it leaves. */
export async function preview(database: Database, organisation: OrganisationId, policy: PublishedPolicy, asking: Asking) {
  return database.write(organisation, async (tx) => {
    const { ask } = await prepared(tx, asking);
    const { party, reasons, needs, leaving, out } = await decide(tx, policy, ask);
    const r = declared(policy.policy, party.recipient);
    const allowed = reasons.length === 0 && leaving.length > 0;
    return {
      allowed,
      reasons,
      needs,
      approver: r !== undefined && needsApprover(needs),
      asked: ask.persons.length,
      leaving: leaving.length,
      out,
    };
  });
}

/** Finds the occasion and the persons; what was typed is kept apart from what the gate needs to know of it. */
async function prepared(tx: Tx, a: Asking) {
  const order = a.ground.on === "order" ? await occasionIn(tx, a.ground) : undefined;
  const of = a.occasion ? await occasionIn(tx, a.occasion) : undefined;
  if (a.occasion && of === undefined) throw new Refusal("occasion.unknown");
  for (const person of a.persons) if ((await personState(tx, person)) === undefined) throw new Refusal("person.unknown");
  const listed = of === undefined ? [] : await personsIn(tx, of, mostPersons + 1);
  const persons = [...new Set([...a.persons, ...listed])];
  if (persons.length > mostPersons) throw new Refusal("disclosure.too_many");
  const ask = {
    party: a.party,
    purpose: a.purpose,
    fields: [...new Set(a.fields)],
    persons,
    ground: a.ground.on,
    occasion: order ?? null,
    authority: a.ground.on === "authority" ? a.ground.order : null,
    stated: a.ground.on === "article" || a.ground.on === "terms_breach",
    by: a.by,
    now: a.now,
  } as const;
  return { ask, persons };
}

async function occasionIn(tx: Tx, named: { readonly kind: string; readonly reference: string }): Promise<string | undefined> {
  return (await occasionsBy(tx, named.kind, [named.reference]))[0]?.id;
}

type Ask = Awaited<ReturnType<typeof prepared>>["ask"];

async function keep(tx: Tx, policy: PublishedPolicy, a: Asking, ask: Ask, d: Decided): Promise<DisclosureRow> {
  const waiting = needsApprover(d.needs);
  const id = newId();
  const [evidenceSealed = null] =
    "evidence" in a.ground ? await sealFor(tx, d.party.holder, [{ at: evidenceAt(id), bytes: Buffer.from(a.ground.evidence) }]) : [];
  const row: DisclosureRow = {
    id,
    recipient: d.party.recipient,
    party: d.party.id,
    purpose: ask.purpose,
    fields: ask.fields,
    ground: ask.ground,
    occasion: ask.occasion,
    authority: ask.authority,
    article: a.ground.on === "article" ? a.ground.article : null,
    term: a.ground.on === "terms_breach" ? a.ground.term : null,
    evidenceSealed,
    form: a.form,
    state: waiting ? "waiting" : "allowed",
    persons: ask.persons.length,
    released: 0,
    leftOut: d.out.length,
    hiddenUntil: d.hiddenUntil,
    policyVersion: policy.version,
    askedKind: a.by.kind,
    askedBy: a.by.id,
    askedAt: a.now,
    decidedBy: null,
    decidedAt: null,
    until: new Date(a.now.getTime() + (waiting ? waits : standsFor)),
    releasedAt: null,
  };
  await insertDisclosure(tx, row);
  const known = await refsAt(tx, row.party, ask.persons);
  const persons = [...d.leaving, ...d.out].map(({ person }) => ({ person, ref: known.get(person) ?? newId(), state: "asked" as const }));
  await insertPersons(tx, id, persons, d.hiddenUntil);
  await record(tx, {
    type: "disclosure.asked",
    at: a.now,
    actor: a.by,
    about: [],
    purpose: row.purpose,
    fields: row.fields,
    recipient: row.recipient,
    policyVersion: policy.version,
    detail: { disclosure: id, party: row.party, ground: row.ground, state: row.state, persons: row.persons },
  });
  return row;
}

export const evidenceAt = (disclosure: string) => ({ table: "disclosure", field: "evidence", id: disclosure });
export const allowedFor = standsFor;

/** Each reason once, in words. */
export function faultsOf(reasons: readonly (PersonReason | WholeReason)[]): Fault[] {
  return [...new Set(reasons)].map((code) => ({ path: code, text: refusals[code] }));
}
