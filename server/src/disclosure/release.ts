import { type Actor, type Happening, record, recordAll, refused } from "../evidence/index.js";
import { type Database, type OrganisationId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { faultsOf } from "./ask.js";
import { type Decided, decide } from "./gate/decide.js";
import { needsApprover } from "./gate/rules.js";
import { encryptForHand } from "./payload/age.js";
import { asCsv, asJson, type Passed } from "./payload/content.js";
import { type DisclosureRow, lockDisclosure, markLeftOut, markReleased, personsOfDisclosure, setReleased } from "./store.js";

/** What leaves: made in the transaction that decides it, kept nowhere. */
export interface Payload {
  readonly row: DisclosureRow;
  readonly released: number;
  readonly out: Decided["out"];
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Of an encrypted file; answered this once. */
  readonly passphrase: string | null;
}

/**
 * Lets a disclosure leave. Everything is decided again in this transaction, against consent, objection, erasure, contract and order as
 * they stand now; the payload is made of what is allowed, each person's ledger and an event of theirs have it, or nothing leaves. Until
 * its date it can be taken again, decided anew; a second taking is an event of its own. Refuses `disclosure.unknown`, `disclosure.ended`,
 * and as `disclose` does; those refusals are recorded.
 */
export async function release(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  id: string,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<Payload> {
  const outcome = await database.write(organisation, async (tx) => {
    const row = await lockDisclosure(tx, id);
    if (!row) throw new Refusal("disclosure.unknown");
    const open = row.state === "allowed" || row.state === "released";
    if (!open || row.until <= now) throw new Refusal("disclosure.ended");
    const listed = await personsOfDisclosure(tx, id);
    const decided = await decide(tx, policy, { ...askOf(row), persons: listed.map((p) => p.person), by, now });
    const unapproved = needsApprover(decided.needs) && (row.decidedBy === null || row.decidedBy === row.askedBy);
    if (unapproved || decided.reasons.length > 0 || decided.leaving.length === 0) return { row, decided, unapproved };
    return { row, decided, passed: await write(tx, policy, row, decided, listed, { by, now }) };
  });
  const { row, decided } = outcome;
  if (!("passed" in outcome) || !outcome.passed) return refuse(database, organisation, row, decided, by, now);
  const { bytes, type, ending, passphrase } = await payloadOf(policy, row, decided.party.ageKey, outcome.passed, now);
  return {
    row,
    released: decided.leaving.length,
    out: decided.out,
    name: `${row.recipient}-${row.id.slice(-8)}.${ending}`,
    type,
    bytes,
    passphrase,
  };
}

function askOf(row: DisclosureRow) {
  const { party, purpose, fields, ground, occasion, authority } = row;
  const stated = row.evidenceSealed !== null && (row.article !== null || row.term !== null);
  return { party, purpose, fields, ground, occasion, authority, stated };
}

async function write(
  tx: Tx,
  policy: PublishedPolicy,
  row: DisclosureRow,
  decided: Decided,
  listed: Awaited<ReturnType<typeof personsOfDisclosure>>,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<Passed[]> {
  const { leaving, out } = decided;
  const known = new Map(listed.map((p) => [p.person, p]));
  const sentOf = (l: Decided["leaving"][number]) => row.fields.filter((f) => l.values.some((v) => v.field === f));
  const leftBefore = (l: Decided["leaving"][number]) => {
    const before = known.get(l.person);
    return before?.state === "released" ? before.fields : [];
  };
  // A field that came since the first taking leaves now for the first time: it is told of like any other.
  const fresh = leaving.filter((l) => sentOf(l).some((f) => !leftBefore(l).includes(f)));
  const events = await recordAll(
    tx,
    fresh.map(
      (l): Happening => ({
        type: "disclosure.made",
        at: now,
        actor: by,
        about: [l.person],
        purpose: row.purpose,
        fields: sentOf(l),
        recipient: row.recipient,
        policyVersion: policy.version,
        detail: {
          disclosure: row.id,
          party: row.party,
          country: decided.party.country,
          ground: row.ground,
          ...(decided.contract ? { contract: decided.contract } : {}),
          ...(row.occasion ? { occasion: row.occasion } : {}),
          ...(row.authority ? { authority: row.authority } : {}),
          ...(row.article ? { article: row.article } : {}),
          ...(row.term ? { term: row.term } : {}),
          ...(row.evidenceSealed ? { evidence: true } : {}),
          ...(row.decidedBy ? { approver: row.decidedBy } : {}),
          ...(l.paper ? { paper: l.paper } : {}),
          ...(decided.hiddenUntil ? { hidden_until: decided.hiddenUntil } : {}),
        },
      }),
    ),
  );
  await markReleased(
    tx,
    row.id,
    fresh.map((l, i) => ({
      person: l.person,
      fields: row.fields.filter((f) => leftBefore(l).includes(f) || sentOf(l).includes(f)),
      paper: l.paper,
      event: events[i] ?? "",
    })),
    decided.hiddenUntil,
    now,
  );
  await markLeftOut(tx, row.id, out);
  await setReleased(tx, row.id, leaving.length, out.length, now);
  if (fresh.length < leaving.length || row.state === "released") {
    const detail = { disclosure: row.id, party: row.party, persons: leaving.length };
    await record(tx, {
      type: "disclosure.taken_again",
      at: now,
      actor: by,
      about: [],
      recipient: row.recipient,
      purpose: row.purpose,
      detail,
    });
  }
  if (out.length > 0) {
    await record(tx, {
      type: "disclosure.left_out",
      at: now,
      actor: by,
      about: row.ground === "authority" ? [] : out.map((o) => o.person),
      recipient: row.recipient,
      purpose: row.purpose,
      fields: row.fields,
      policyVersion: policy.version,
      detail: { disclosure: row.id, party: row.party, reasons: [...new Set(out.map((o) => o.reason))] },
    });
  }
  return leaving.map((l) => ({ ref: known.get(l.person)?.ref ?? "", values: l.values }));
}

async function payloadOf(policy: PublishedPolicy, row: DisclosureRow, ageKey: string | null, persons: readonly Passed[], now: Date) {
  const { recipient, purpose, fields } = row;
  const head = { disclosure: row.id, recipient, purpose, fields, policyVersion: policy.version, at: now };
  if (row.form === "json" || row.form === "webhook") {
    return { bytes: asJson(head, persons), type: "application/json", ending: "json", passphrase: null };
  }
  const table = asCsv(policy.policy, head, persons);
  if (row.form === "csv") return { bytes: table, type: "text/csv", ending: "csv", passphrase: null };
  const { sealed, passphrase } = await encryptForHand(table, ageKey);
  table.fill(0);
  return { bytes: sealed, type: "application/octet-stream", ending: "csv.age", passphrase };
}

async function refuse(
  database: Database,
  organisation: OrganisationId,
  row: DisclosureRow,
  decided: Decided,
  by: Actor,
  now: Date,
): Promise<never> {
  const reasons = decided.reasons.length > 0 ? decided.reasons : decided.out.map((o) => o.reason);
  const [first = "disclosure.ground_incomplete" as const, ...more] = reasons;
  await refused(database, organisation, {
    type: "disclosure.refused",
    at: now,
    actor: by,
    about: row.ground === "authority" ? [] : decided.out.map((o) => o.person),
    purpose: row.purpose,
    fields: row.fields,
    recipient: row.recipient,
    detail: { disclosure: row.id, party: row.party, ground: row.ground, reasons: [...new Set([first, ...more])] },
  });
  throw new Refusal(first, faultsOf([first, ...more]));
}
