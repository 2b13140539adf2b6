import { type Policy, type Recipient, sensitiveTransferItems, transferItems } from "@kept/language";

/** What a disclosure may rest on. */
export const grounds = ["consent", "written", "order", "authority", "article", "contract", "terms_breach"] as const;
export type Ground = (typeof grounds)[number];

/** Why nothing leaves at all: codes of the catalogue. */
export type WholeReason =
  | "recipient.undeclared"
  | `disclosure.${
      | "party_ended"
      | "purpose_undeclared"
      | "field_undeclared"
      | "field_closed"
      | "contract_missing"
      | "contract_incomplete"
      | "contract_expired"
      | "contract_sensitive"
      | "country_unlisted"
      | "ground_other"
      | "ground_incomplete"
      | "order_missing"
      | "order_other"
      | "order_closed"
      | "authority"}`;

/** Why nothing leaves about one person. */
export type PersonReason = `disclosure.${
  | "consent"
  | "consent_unnamed"
  | "written"
  | "order"
  | "objection"
  | "restriction"
  | "retention"
  | "hold"
  | "unverified"
  | "erased"
  | "nothing"
  | "purpose"}`;

export interface ContractFacts {
  readonly signedOn: string;
  readonly endsOn: string | null;
  readonly endedOn: string | null;
  readonly items: Readonly<Record<string, string | undefined>>;
  readonly sensitiveItems: Readonly<Record<string, string | undefined>>;
  readonly paid: boolean;
}

export interface PartyFacts {
  readonly state: "active" | "ended";
  readonly country: string;
  readonly dossier: string | null;
  /** Newest first. */
  readonly contracts: readonly ContractFacts[];
}

export interface OrderFacts {
  readonly kind: string;
  /** Legal dates by kind of event. */
  readonly events: Readonly<Record<string, string>>;
}

export interface WholeQuestion {
  /** Name of the declared recipient. */
  readonly recipient: string;
  readonly party: PartyFacts;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly ground: Ground;
  /** `article`, `terms_breach`: the article or term, and the evidence, are there. */
  readonly stated: boolean;
  /** `order`: the occasion that was named, where there is one. */
  readonly order?: OrderFacts | undefined;
  /** `authority`: the decision covers this purpose, these fields and all these persons. */
  readonly decided?: boolean | undefined;
  /** Legal date, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What stands under a recipient's name in the policy; names of its prototype are none. */
export function declared(policy: Policy, recipient: string): Recipient | undefined {
  return Object.hasOwn(policy.recipients, recipient) ? policy.recipients[recipient] : undefined;
}

/** The ground of its own that a recipient needs: where a broken term is its reason, that and no mere contract. */
export function ownGround(r: Recipient): Ground {
  return r.needs === "contract" && r.reasons.includes("terms_breach") ? "terms_breach" : r.needs;
}

const giveOwnGround = ["disclosure.ordered", "disclosure.own_report", "disclosure.terms_breach"];

/**
 * Everything each disclosure to a recipient must rest on: its own ground, and what promises demand besides. A promise kept by
 * `disclosure.consented` or `disclosure.written` that names no recipients speaks of all but state bodies and those that another promise
 * gives a ground of their own.
 */
export function needsOf(policy: Policy, recipient: string): readonly Ground[] {
  const r = declared(policy, recipient);
  if (!r) return [];
  const needs = new Set<Ground>([ownGround(r)]);
  if (r.kind === "state_body") return [...needs];
  const kept = policy.promises.flatMap((p) => p.kept_by);
  const excepted = kept.some((k) => giveOwnGround.includes(k.control) && namesIn(k.with)?.includes(recipient));
  for (const k of kept) {
    const demand = k.control === "disclosure.consented" ? "consent" : k.control === "disclosure.written" ? "written" : undefined;
    const named = namesIn(k.with);
    if (demand && (named ? named.includes(recipient) : !excepted)) needs.add(demand);
  }
  return [...needs];
}

function namesIn(parameters: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  return Array.isArray(parameters.recipients) ? parameters.recipients : undefined;
}

/** Whether someone else must agree: what we report ourselves, and what follows a broken term. */
export function needsApprover(needs: readonly Ground[]): boolean {
  return needs.includes("article") || needs.includes("terms_breach");
}

/** What the law allows or demands without the person (law 91/2025 art. 19.1): what they said does not stand against it. */
export function restsOnLaw(ground: Ground): boolean {
  return ground === "authority" || ground === "article" || ground === "terms_breach";
}

/** Purposes and fields are decided each time, where the policy leaves them open for what only the law or a broken term calls for. */
export function scopeDecided(r: Recipient): boolean {
  return restsOnLaw(ownGround(r)) && r.purposes.length === 0 && r.fields.length === 0;
}

/** Whether an agreement under decree 356/2025 art. 7.1 must be in force: with all but state bodies and those a breach concerns. */
export function needsContract(r: Recipient): boolean {
  return r.kind !== "state_body" && ownGround(r) !== "terms_breach";
}

/** Every reason why nothing may leave at all; none: go on to each person. Deny is the default. */
export function decideWhole(policy: Policy, q: WholeQuestion): WholeReason[] {
  const r = declared(policy, q.recipient);
  if (!r) return ["recipient.undeclared"];
  const reasons: WholeReason[] = [];
  if (q.party.state !== "active") reasons.push("disclosure.party_ended");
  reasons.push(...scopeFaults(policy, r, q));
  if (!countryListed(policy, r, q.party)) reasons.push("disclosure.country_unlisted");
  if (needsContract(r)) reasons.push(...contractFaults(policy, q));
  reasons.push(...groundFaults(policy, r, q));
  return reasons;
}

function scopeFaults(policy: Policy, r: Recipient, q: WholeQuestion): WholeReason[] {
  const open = scopeDecided(r);
  const purpose = Object.hasOwn(policy.purposes, q.purpose) && (open || r.purposes.includes(q.purpose));
  const known = q.fields.length > 0 && q.fields.every((f) => Object.hasOwn(policy.fields, f) && (open || r.fields.includes(f)));
  const closed = q.fields.some((f) => {
    const type = Object.hasOwn(policy.fields, f) ? policy.fields[f]?.type : undefined;
    return type === "secret" || type === "file";
  });
  return [
    ...(purpose ? [] : ["disclosure.purpose_undeclared" as const]),
    ...(known ? [] : ["disclosure.field_undeclared" as const]),
    ...(closed ? ["disclosure.field_closed" as const] : []),
  ];
}

/** The country is the declared one; abroad it has a dossier, or an exemption in the policy (law 91/2025 art. 20). */
export function countryListed(policy: Policy, r: Recipient, party: Pick<PartyFacts, "country" | "dossier">): boolean {
  if (r.country !== "ZZ" && party.country !== r.country) return false;
  if (party.country === policy.organisation.country) return true;
  return party.dossier !== null || r.transfer?.dossier !== undefined || r.transfer?.exempt !== undefined;
}

/** The contract that counts today, or else the newest. */
export function contractOf<C extends ContractFacts>(contracts: readonly C[], today: string): C | undefined {
  return contracts.find((c) => inForce(c, today) && isComplete(c)) ?? contracts.find((c) => inForce(c, today)) ?? contracts[0];
}

function inForce(c: ContractFacts, today: string): boolean {
  return c.signedOn <= today && (c.endsOn === null || c.endsOn >= today) && (c.endedOn === null || c.endedOn > today);
}

export function isComplete(c: ContractFacts): boolean {
  return Object.keys(transferItems).every((item) => (c.items[item] ?? "").trim() !== "");
}

function contractFaults(policy: Policy, q: WholeQuestion): WholeReason[] {
  const contract = contractOf(q.party.contracts, q.today);
  if (!contract) return ["disclosure.contract_missing"];
  if (!inForce(contract, q.today)) return ["disclosure.contract_expired"];
  const sensitive = q.fields.some((f) => Object.hasOwn(policy.fields, f) && policy.fields[f]?.category === "sensitive");
  const safe = Object.keys(sensitiveTransferItems).every((item) => (contract.sensitiveItems[item] ?? "").trim() !== "");
  return [
    ...(isComplete(contract) ? [] : ["disclosure.contract_incomplete" as const]),
    ...(sensitive && !safe ? ["disclosure.contract_sensitive" as const] : []),
  ];
}

function groundFaults(policy: Policy, r: Recipient, q: WholeQuestion): WholeReason[] {
  const needs = needsOf(policy, q.recipient);
  // A signed paper is an agreement in its strictest form (decree 356/2025 art. 6.1.a).
  const fits = needs.includes(q.ground) || (q.ground === "written" && needs.includes("consent"));
  const reasons: WholeReason[] = fits ? [] : ["disclosure.ground_other"];
  if (needs.includes("order")) reasons.push(...orderFaults(r, q));
  if (needs.includes("authority") && q.decided !== true) reasons.push("disclosure.authority");
  if (needsApprover(needs) && !q.stated) reasons.push("disclosure.ground_incomplete");
  return reasons;
}

function orderFaults(r: Recipient, q: WholeQuestion): WholeReason[] {
  if (!q.order) return ["disclosure.order_missing"];
  if (!r.order) return [];
  if (r.order.occasion !== q.order.kind) return ["disclosure.order_other"];
  const on = (event: string) => (Object.hasOwn(q.order?.events ?? {}, event) ? q.order?.events[event] : undefined);
  const placed = r.order.after === undefined || (on(r.order.after) ?? "9999") <= q.today;
  const over = r.order.until !== undefined && (on(r.order.until) ?? "9999") <= q.today;
  return placed && !over ? [] : ["disclosure.order_closed"];
}

export interface PaperFacts {
  readonly id: string;
  readonly recipient: string;
  readonly purposes: readonly string[];
  readonly fields: readonly string[];
  readonly signedOn: string;
  readonly until: string | null;
  readonly withdrawn: boolean;
  /** A disclosure rested on it before. */
  readonly used: boolean;
}

export interface PersonFacts {
  /** Why this person is out of reach whatever they agreed to: erased, or objecting. */
  readonly barred: PersonReason | undefined;
  /** The consent that stands, if one does; `named`: the version agreed to names recipient, purpose and every field. */
  readonly consent: { readonly named: boolean } | undefined;
  readonly papers: readonly PaperFacts[];
  readonly inOrder: boolean;
}

export interface PersonQuestion {
  readonly recipient: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly ground: Ground;
  readonly needs: readonly Ground[];
  /** Paid for: each transfer needs a consent of its own (decree 356/2025 art. 7.3), so a paper serves once. */
  readonly paid: boolean;
  readonly today: string;
}

/** Whether this person's data may leave on what the person gave; `paper`: what it rests on where it is a paper. */
export function decidePerson(
  q: PersonQuestion,
  person: PersonFacts,
): { readonly allowed: true; readonly paper: string | null } | { readonly allowed: false; readonly reason: PersonReason } {
  const no = (reason: PersonReason) => ({ allowed: false, reason }) as const;
  const byPaper = q.paid || q.needs.includes("written") || (q.needs.includes("consent") && q.ground === "written");
  const paper = byPaper ? person.papers.find((p) => covers(p, q)) : undefined;
  if (person.barred) return no(person.barred);
  if (q.needs.includes("order") && !person.inOrder) return no("disclosure.order");
  if (byPaper && !paper) return no("disclosure.written");
  if (q.needs.includes("consent") && q.ground !== "written") {
    if (!person.consent) return no("disclosure.consent");
    if (!person.consent.named) return no("disclosure.consent_unnamed");
  }
  return { allowed: true, paper: paper?.id ?? null };
}

function covers(p: PaperFacts, q: PersonQuestion): boolean {
  return (
    p.recipient === q.recipient &&
    p.purposes.includes(q.purpose) &&
    q.fields.every((f) => p.fields.includes(f)) &&
    p.signedOn <= q.today &&
    (p.until === null || p.until >= q.today) &&
    !p.withdrawn &&
    !(q.paid && p.used)
  );
}

/** Whether the version somebody agreed to names this recipient for this purpose and all these fields: the stricter reading of art. 9.2. */
export function namedIn(agreed: Policy, now: Recipient, q: Pick<PersonQuestion, "recipient" | "purpose" | "fields">): boolean {
  const then = declared(agreed, q.recipient);
  return (
    then !== undefined &&
    then.kind === now.kind &&
    (then.country === now.country || then.country === "ZZ") &&
    then.purposes.includes(q.purpose) &&
    q.fields.every((f) => then.fields.includes(f))
  );
}
