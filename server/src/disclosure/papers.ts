import { record } from "../evidence/index.js";
import { newId, type PersonId, Refusal, type StaffId, type Tx } from "../platform/index.js";
import { dayOf } from "../platform/page/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { keepFile, personState, type Received } from "../vault/index.js";
import { declared } from "./gate/rules.js";
import { insertPaper, type PaperRow, withdrawPaperAt } from "./store.js";

export interface PaperGiven {
  readonly recipient: string;
  readonly purposes: readonly string[];
  readonly fields: readonly string[];
  readonly signedOn: string;
  readonly until: string | null;
}

/** The field under which a signed paper lies among a person's files. */
export const paperField = "signed_paper";

/** Whether a paper may be taken: refuses `recipient.undeclared`, `disclosure.purpose_undeclared`, `disclosure.field_undeclared`, `paper.dates`. */
export function demandPaper(policy: PublishedPolicy, given: PaperGiven, now: Date): void {
  if (!declared(policy.policy, given.recipient)) throw new Refusal("recipient.undeclared");
  if (!given.purposes.every((p) => Object.hasOwn(policy.policy.purposes, p))) throw new Refusal("disclosure.purpose_undeclared");
  if (!given.fields.every((f) => Object.hasOwn(policy.policy.fields, f))) throw new Refusal("disclosure.field_undeclared");
  if (given.signedOn > dayOf(now) || (given.until !== null && given.until < given.signedOn)) throw new Refusal("paper.dates");
}

/** Keeps a paper that the person signed on their file, sealed by their key. Refuses `person.unknown`, `sealed.erased`. */
export async function attach(
  tx: Tx,
  person: PersonId,
  given: PaperGiven,
  received: Received,
  { by, now }: { readonly by: StaffId; readonly now: Date },
): Promise<PaperRow> {
  if ((await personState(tx, person)) === undefined) throw new Refusal("person.unknown");
  const file = await keepFile(tx, person, received, { field: paperField, submissionId: null, occasionId: null, at: now });
  const paper: PaperRow = { ...given, id: newId(), person, file, withdrawn: false, used: false };
  await insertPaper(tx, { ...paper, by, at: now });
  await record(tx, {
    type: "paper.attached",
    at: now,
    actor: { kind: "staff", id: by },
    about: [person],
    recipient: given.recipient,
    fields: given.fields,
    detail: { paper: paper.id, purposes: given.purposes, signed_on: given.signedOn },
  });
  return paper;
}

/** The person took it back: nothing leaves on it any more. Refuses `paper.unknown`. */
export async function withdraw(
  tx: Tx,
  person: PersonId,
  paper: string,
  { by, now }: { readonly by: StaffId; readonly now: Date },
): Promise<void> {
  if (!(await withdrawPaperAt(tx, person, paper, now))) throw new Refusal("paper.unknown");
  await record(tx, { type: "paper.withdrawn", at: now, actor: { kind: "staff", id: by }, about: [person], detail: { paper } });
}
