import type { contractRow, declaredRecipient, partyRow } from "@kept/contract";
import type { z } from "zod";
import type { Db } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { contractOf, decideWhole, declared, needsApprover, needsContract, needsOf, ownGround, scopeDecided } from "../gate/rules.js";
import { allParties, type ContractRow, contractsOf, type PartyRow } from "./store.js";

type Shown<T extends z.ZodType> = z.input<T>;

/** What the policy in force lets leave, to whom and on what; and who stands in the register under each. */
export async function registerOf(db: Db, policy: PublishedPolicy, now: Date): Promise<Shown<typeof declaredRecipient>[]> {
  const [parties, contracts] = [await allParties(db), await contractsOf(db)];
  const p = policy.policy;
  return Object.entries(p.recipients).map(([recipient, r]) => ({
    recipient,
    kind: r.kind,
    country: r.country,
    purposes: [...r.purposes],
    fields: [...r.fields],
    needs: [...needsOf(p, recipient)],
    approver: needsApprover(needsOf(p, recipient)),
    decided: scopeDecided(r),
    contract: needsContract(r),
    abroad: r.country !== p.organisation.country,
    parties: parties
      .filter((row) => row.recipient === recipient)
      .map((row) =>
        shownParty(
          policy,
          row,
          contracts.filter((c) => c.party === row.id),
          now,
        ),
      ),
  }));
}

/** A party with its contract in force, and what stands in the way of anything leaving to it. */
export function shownParty(policy: PublishedPolicy, row: PartyRow, contracts: readonly ContractRow[], now: Date): Shown<typeof partyRow> {
  const contract = contractOf(contracts, dayOf(now));
  return {
    party: row.id,
    recipient: row.recipient,
    name: row.name,
    tax_code: row.taxCode,
    country: row.country,
    dossier: row.dossier,
    age_key: row.ageKey,
    state: row.state,
    contract: contract ? shownContract(contract) : null,
    faults: faultsOf(policy, row, contracts, now),
  };
}

export function shownContract(c: ContractRow): Shown<typeof contractRow> {
  return {
    contract: c.id,
    number: c.number,
    signed_on: c.signedOn,
    ends_on: c.endsOn,
    ended_on: c.endedOn,
    items: { ...c.items },
    sensitive_items: { ...c.sensitiveItems },
    paid: c.paid,
    document: c.fileId !== null,
  };
}

/** What the gate would say whatever was asked: asked with all the recipient is declared for, leaving out what each asking brings along. */
function faultsOf(policy: PublishedPolicy, row: PartyRow, contracts: readonly ContractRow[], now: Date): string[] {
  const r = declared(policy.policy, row.recipient);
  if (!r) return ["recipient.undeclared"];
  const whole = decideWhole(policy.policy, {
    recipient: row.recipient,
    party: { ...row, contracts },
    purpose: r.purposes[0] ?? Object.keys(policy.policy.purposes)[0] ?? "",
    fields: r.fields.length > 0 ? r.fields : Object.keys(policy.policy.fields).slice(0, 1),
    ground: ownGround(r),
    stated: true,
    decided: true,
    today: dayOf(now),
  });
  const standing = /^disclosure\.(party_ended|contract_|country_)/;
  return whole.filter((reason) => standing.test(reason));
}
