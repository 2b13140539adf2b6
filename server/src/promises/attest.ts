import { record } from "../evidence/index.js";
import { newId, Refusal, type StaffId, type Tx } from "../platform/index.js";
import { inForceNow, namesIn, textIn } from "../policy/index.js";
import { behind, isMeasure } from "./measures/rules.js";
import { type AttestationRow, insertAttestation } from "./store.js";

export interface Attesting {
  readonly promise: string;
  /** Of `security.measures`: which part of it no probe can see. */
  readonly measure?: string | undefined;
  /** The day up to which it is confirmed, `2027-06-30`, Vietnam's calendar. */
  readonly until: string;
  /** Which document stands behind it: a title or file reference. Nothing personal. */
  readonly document: string;
  readonly by: { readonly id: StaffId; readonly role?: string };
  /** Today, Vietnam's calendar. */
  readonly today: string;
  readonly now: Date;
}

/**
 * A member of staff confirms what no query can prove. Refuses with `promise.unknown`, with `promise.not_attested` where the promise
 * names no such control, and with `promise.attested_until` for a day that is past or later than the policy allows.
 */
export async function attest(tx: Tx, { promise, measure, until, document, by, today, now }: Attesting): Promise<AttestationRow> {
  const { policy, version } = await inForceNow(tx);
  const found = policy.promises.find((p) => p.id === promise);
  if (!found) throw new Refusal("promise.unknown");
  const control = found.kept_by.find((k) => (measure === undefined ? k.control === "attested" : isAttestable(k, measure)));
  if (!control) throw new Refusal("promise.not_attested");
  const latest = textIn(control.with, "until");
  if (until < today || (latest && until > latest)) throw new Refusal("promise.attested_until");
  const row = { id: newId(), promise, measure: measure ?? null, staff_id: by.id, valid_until: until, document, attested_at: now };
  await insertAttestation(tx, row);
  await record(tx, {
    type: "promise.attested",
    at: now,
    actor: { kind: "staff", ...by },
    about: [],
    policyVersion: version,
    detail: { promise, ...(measure === undefined ? {} : { measure }), until, attestation: row.id },
  });
  return row;
}

/** Whether a control names a measure of which people must say what no probe sees. */
function isAttestable(kept: { readonly control: string; readonly with: Readonly<Record<string, unknown>> }, measure: string): boolean {
  return (
    kept.control === "security.measures" && isMeasure(measure) && behind[measure].attested && namesIn(kept.with, "list").includes(measure)
  );
}
