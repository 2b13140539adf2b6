import { record } from "../../evidence/index.js";
import { newId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { createHolder, sealFor } from "../../vault/index.js";
import { countryListed, declared } from "../gate/rules.js";
import { isAgeKey } from "../payload/age.js";
import {
  type Changed,
  type ContractRow,
  endContractOn,
  insertChange,
  insertContract,
  insertParty,
  type PartyRow,
  partyById,
  updateParty,
} from "./store.js";

export interface PartyGiven {
  readonly name: string;
  readonly tax_code?: string | undefined;
  /** Two letters, never ZZ. */
  readonly country: string;
  readonly dossier?: string | undefined;
  readonly contact?: string | undefined;
  readonly age_key?: string | undefined;
}

interface By {
  readonly by: StaffId;
  readonly now: Date;
}

/**
 * Enters a concrete party under a recipient of the policy. Refuses `recipient.undeclared`, `recipient.country` (another than declared),
 * `recipient.dossier` (abroad without one, law 91/2025 art. 20) and `recipient.age_key`.
 */
export async function registerParty(
  tx: Tx,
  policy: PublishedPolicy,
  recipient: string,
  given: PartyGiven,
  { by, now }: By,
): Promise<PartyRow> {
  demandFit(policy, recipient, given);
  const holder = await createHolder(tx);
  const id = newId();
  const row: PartyRow = {
    id,
    recipient,
    name: given.name,
    taxCode: given.tax_code ?? null,
    country: given.country,
    dossier: given.dossier ?? null,
    holder,
    contactSealed: await sealContact(tx, { id, holder }, given.contact),
    ageKey: given.age_key ?? null,
    state: "active",
    createdAt: now,
  };
  await insertParty(tx, row);
  await tell(tx, row, "registered", [], { by, now });
  return row;
}

/** Changes what the register says of a party, ends it or takes it up again. Refuses as `registerParty`, and `recipient.unknown`. */
export async function changeParty(
  tx: Tx,
  policy: PublishedPolicy,
  party: string,
  given: PartyGiven & { readonly state: "active" | "ended" },
  { by, now }: By,
): Promise<PartyRow> {
  const before = await partyOf(tx, party);
  if (given.state === "active") demandFit(policy, before.recipient, given);
  const after: PartyRow = {
    ...before,
    name: given.name,
    taxCode: given.tax_code ?? null,
    country: given.country,
    dossier: given.dossier ?? null,
    contactSealed: await sealContact(tx, before, given.contact),
    ageKey: given.age_key ?? null,
    state: given.state,
  };
  await updateParty(tx, after);
  const changed = (["name", "taxCode", "country", "dossier", "ageKey"] as const).filter((f) => before[f] !== after[f]);
  const what = before.state === after.state ? "changed" : after.state === "ended" ? "ended" : "resumed";
  await tell(tx, after, what, changed, { by, now });
  return after;
}

export interface ContractGiven {
  readonly number: string;
  readonly signed_on: string;
  readonly ends_on?: string | undefined;
  readonly items: Readonly<Record<string, string | undefined>>;
  readonly sensitive_items?: Readonly<Record<string, string | undefined>> | undefined;
  readonly paid: boolean;
}

/** Records a contract, complete or not: what it lacks keeps data from leaving. Refuses `recipient.unknown` and `contract.dates`. */
export async function recordContractWith(tx: Tx, party: string, given: ContractGiven, { by, now }: By): Promise<ContractRow> {
  const of = await partyOf(tx, party);
  const ends = given.ends_on ?? null;
  if (given.signed_on > dayOf(now) || (ends !== null && ends <= given.signed_on)) throw new Refusal("contract.dates");
  const row: ContractRow = {
    id: newId(),
    party,
    number: given.number,
    signedOn: given.signed_on,
    endsOn: ends,
    endedOn: null,
    items: given.items,
    sensitiveItems: given.sensitive_items ?? {},
    paid: given.paid,
    fileId: null,
    recordedAt: now,
  };
  await insertContract(tx, row);
  await tell(tx, of, "contract_recorded", [], { by, now });
  return row;
}

/** Ends a contract today. Refuses `recipient.unknown` and `contract.unknown`. */
export async function endContractNow(tx: Tx, party: string, contract: string, { by, now }: By): Promise<string> {
  const of = await partyOf(tx, party);
  const on = dayOf(now);
  if (!(await endContractOn(tx, party, contract, on))) throw new Refusal("contract.unknown");
  await tell(tx, of, "contract_ended", [], { by, now });
  return on;
}

export async function partyOf(tx: Tx, id: string): Promise<PartyRow> {
  const row = await partyById(tx, id);
  if (!row) throw new Refusal("recipient.unknown");
  return row;
}

/** Writes down what changed in the register, for its history and as an event. */
export async function tell(tx: Tx, party: PartyRow, what: Changed, fields: readonly string[], { by, now }: By): Promise<void> {
  await insertChange(tx, party.id, { what, fields, by, at: now });
  await record(tx, {
    type: "recipient.changed",
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    recipient: party.recipient,
    detail: { party: party.id, what, changed: fields },
  });
}

function demandFit(policy: PublishedPolicy, recipient: string, given: PartyGiven): void {
  const r = declared(policy.policy, recipient);
  if (!r) throw new Refusal("recipient.undeclared");
  if (r.country !== "ZZ" && r.country !== given.country) throw new Refusal("recipient.country");
  if (!countryListed(policy.policy, r, { country: given.country, dossier: given.dossier ?? null })) throw new Refusal("recipient.dossier");
  if (given.age_key !== undefined && !isAgeKey(given.age_key)) throw new Refusal("recipient.age_key");
}

export const contactAt = (party: string) => ({ table: "recipient_party", field: "contact", id: party });

async function sealContact(tx: Tx, party: Pick<PartyRow, "id" | "holder">, contact: string | undefined): Promise<Buffer | null> {
  if (contact === undefined || contact === "") return null;
  const [sealed] = await sealFor(tx, party.holder, [{ at: contactAt(party.id), bytes: Buffer.from(contact) }]);
  return sealed ?? null;
}
