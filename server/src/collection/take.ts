import { assignIntake } from "../access/index.js";
import { keepShownTexts, recordActs } from "../consent/index.js";
import { insertEvents, prepare, rootsOf } from "../evidence/index.js";
import { askCode, openAccount } from "../identity/index.js";
import { newId, type Outcome, type PersonId, Refusal, staffId, type Tx } from "../platform/index.js";
import { insertOccasions, joinOccasions, lookBy, occasionsBy } from "../retention/index.js";
import { createPersons, keepFile, sealMany } from "../vault/index.js";
import { type Ready, waits } from "./ready.js";
import { provedBy } from "./rules.js";
import { insertAcknowledgements, insertSubmissions, type SubmissionRow, whyNotAdded } from "./store.js";
import { updateValues } from "./update.js";
import { newValues } from "./values.js";

/** A submission that stands. */
export interface Taken {
  readonly submission: string;
  readonly person: PersonId;
  readonly state: "pending" | "confirmed";
  readonly occasion: string | null;
  /** It stood before: the same form, sent again. */
  readonly again: boolean;
  /** Where a code was asked: the secret that the asking browser keeps. */
  readonly request: string | undefined;
}

/**
 * Takes many submissions in the caller's transaction: persons, values, consents, acknowledgements, occasions, evidence, in a fixed
 * number of statements however many they are (accounts, codes, files and updates of known persons apart). No two may be of one person. A
 * submission that the database refuses is refused alone; where anything else fails, the whole throws and the group tries in halves.
 */
export async function takeSubmissions(tx: Tx, all: readonly Ready[]): Promise<Outcome<Taken>[]> {
  const occasions = await findOccasions(tx, all);
  const rows = all.map((r, i) => rowOf(r, idOf(occasions[i])));
  const wanted = rows.filter((_, i) => occasions[i] !== "unknown");
  const added = await insertSubmissions(tx, wanted);
  const taken = all.map((r, i) => ({ ready: r, row: rows[i], occasion: occasions[i] })).filter((t) => added.has(t.ready.sent.id));
  await makePersons(
    tx,
    taken.map((t) => t.ready),
  );
  await keepShownTexts(
    tx,
    taken.flatMap((t) => [t.ready.shown, ...t.ready.duties.map((d) => d.shown)]),
  );
  await openOccasions(tx, taken);
  const contacts = await keepValues(tx, taken);
  await keepConsents(
    tx,
    taken.map((t) => t.ready),
  );
  await insertAcknowledgements(
    tx,
    taken.flatMap((t) => acknowledgements(t.ready)),
  );
  await keepEvents(tx, taken);
  const [first] = taken;
  if (first)
    await lookBy(
      tx,
      taken.map((t) => t.ready.person),
      first.ready.sent.at,
    );
  await assignIntake(
    tx,
    // Only somebody new, and of theirs the person alone: naming a person we know, or an order of somebody else's, must not open them.
    taken.flatMap(({ ready: { sent, person } }) =>
      sent.channel === "phone" && sent.by.kind === "staff" && sent.person === undefined
        ? [{ staff: staffId.parse(sent.by.id), person, at: sent.at }]
        : [],
    ),
  );
  const requests = new Map<string, string>();
  for (const { ready } of taken) {
    const request = await askProof(tx, ready, contacts.get(ready.sent.id));
    if (request) requests.set(ready.sent.id, request);
  }
  const outcomes: Outcome<Taken>[] = [];
  for (const [i, ready] of all.entries()) {
    const row = rows[i];
    if (!row) continue;
    if (occasions[i] === "unknown") outcomes.push({ state: "refused", because: new Refusal("occasion.unknown") });
    else if (added.has(row.id)) outcomes.push({ state: "done", answer: answerOf(row, requests.get(row.id)) });
    else outcomes.push(await standsOrRefused(tx, ready, row));
  }
  return outcomes;
}

type Placed = { readonly id: string; readonly isNew: boolean } | null | "unknown";
const idOf = (placed: Placed | undefined): string | null => (placed && placed !== "unknown" ? placed.id : null);
interface InHand {
  readonly ready: Ready;
  readonly row: SubmissionRow | undefined;
  readonly occasion: Placed | undefined;
}

/** The occasion of each: found by its reference, or to be opened. The public joins only what was opened for all. */
async function findOccasions(tx: Tx, all: readonly Ready[]): Promise<Placed[]> {
  const found: Placed[] = [];
  for (const { judged, sent } of all) {
    const kind = judged.touchpoint.occasion;
    if (!kind) found.push(sent.occasion === undefined ? null : "unknown");
    else if (sent.occasion === undefined) found.push({ id: newId(), isNew: true });
    else {
      const [there] = await occasionsBy(tx, kind, [sent.occasion]);
      found.push(there && (there.open || sent.by.kind !== "person") ? { id: there.id, isNew: false } : "unknown");
    }
  }
  return found;
}

function rowOf(r: Ready, occasion: string | null): SubmissionRow {
  const { sent } = r;
  return {
    id: sent.id,
    person: r.person,
    known: sent.person !== undefined,
    touchpoint: sent.touchpoint,
    channel: sent.channel,
    version: sent.version,
    lang: sent.lang,
    shownDigest: r.shown.digest,
    at: sent.at,
    state: waits(r) ? "pending" : "confirmed",
    fields: r.judged.names,
    accuracy: r.judged.touchpoint.accuracy ? sent.accuracy : null,
    occasion,
    method: r.acts.length > 0 ? sent.method : null,
    by: sent.by,
  };
}

async function makePersons(tx: Tx, taken: readonly Ready[]): Promise<void> {
  const fresh = taken.filter((r) => r.sent.person === undefined);
  for (const state of ["pending", "active"] as const) {
    const some = fresh.filter((r) => waits(r) === (state === "pending"));
    const [first] = some;
    if (first)
      await createPersons(
        tx,
        some.map((r) => r.person),
        first.sent.at,
        state,
      );
  }
}

async function openOccasions(tx: Tx, taken: readonly InHand[]): Promise<void> {
  const placed = taken.flatMap(({ ready, occasion }) => (occasion && occasion !== "unknown" ? [{ ready, occasion }] : []));
  await insertOccasions(
    tx,
    placed
      .filter((p) => p.occasion.isNew)
      .map((p) => ({
        id: p.occasion.id,
        kind: p.ready.judged.touchpoint.occasion ?? "",
        reference: null,
        open: false,
        openedAt: p.ready.sent.at,
      })),
  );
  await joinOccasions(
    tx,
    placed.map((p) => ({ person: p.ready.person, occasion: p.occasion.id, at: p.ready.sent.at, by: p.ready.sent.by })),
  );
}

/** Seals what was given; answers the value of the contact to be proved, by submission. */
async function keepValues(tx: Tx, taken: readonly InHand[]): Promise<ReadonlyMap<string, string>> {
  const contacts = new Map<string, string>();
  const fresh = taken.filter((t) => t.ready.sent.person === undefined);
  const values = fresh.flatMap(({ ready, row }) => {
    const own = newValues(ready, row?.occasion ?? null).map((v) => ({ ...v, person: ready.person }));
    const proof = provedBy(ready.policy.policy, ready.judged.touchpoint);
    const contact = proof === undefined ? undefined : own.find((v) => v.field === proof);
    if (contact) contacts.set(ready.sent.id, contact.id);
    return own;
  });
  for (const { ready, row } of taken) {
    for (const { field, received } of ready.files) {
      await keepFile(tx, ready.person, received, {
        field,
        submissionId: ready.sent.id,
        occasionId: row?.occasion ?? null,
        at: ready.sent.at,
      });
    }
    if (ready.sent.person !== undefined) await updateValues(tx, ready, row?.occasion ?? null);
  }
  for (const written of await sealMany(tx, values)) if ("refused" in written) throw new Refusal(written.refused);
  return contacts;
}

async function keepConsents(tx: Tx, taken: readonly Ready[]): Promise<void> {
  const outcomes = await recordActs(
    tx,
    taken.flatMap((r) => r.acts),
  );
  for (const outcome of outcomes) {
    if (outcome.state === "refused") throw outcome.because;
    if (outcome.state === "again") throw new Refusal("server.busy");
  }
}

function acknowledgements(r: Ready) {
  return r.duties.map(({ duty, manner, shown }) => ({
    id: newId(),
    person: r.person,
    duty,
    version: r.sent.version,
    manner,
    shownDigest: shown.digest,
    lang: r.sent.lang,
    at: r.sent.at,
    submission: r.sent.id,
  }));
}

async function keepEvents(tx: Tx, taken: readonly InHand[]): Promise<void> {
  if (taken.length === 0) return;
  const roots = await rootsOf(
    tx,
    taken.map((t) => t.ready.person),
  );
  const made = taken.map(({ ready: { sent, person, judged, shown, duties }, row }) =>
    prepare(
      {
        type: "submission.received",
        at: sent.at,
        actor: sent.by.kind === "person" ? { kind: "person", id: person } : sent.by,
        about: [person],
        purpose: judged.touchpoint.for,
        fields: judged.names,
        touchpoint: sent.touchpoint,
        policyVersion: sent.version,
        detail: {
          submission: sent.id,
          channel: sent.channel,
          language: sent.lang,
          shown: shown.digest,
          state: row?.state ?? "confirmed",
          ...(row?.occasion ? { occasion: row.occasion } : {}),
          ...(duties.length > 0 ? { acknowledged: duties.map((d) => d.duty) } : {}),
          ...(judged.touchpoint.accuracy ? { accuracy: sent.accuracy } : {}),
        },
      },
      roots,
    ),
  );
  await insertEvents(
    tx,
    made.map((m) => m.event),
    made.flatMap((m) => m.subjects),
  );
}

/** Opens the account by which the contact is proved, and the person comes back; asks for the code. */
async function askProof(tx: Tx, ready: Ready, contact: string | undefined): Promise<string | undefined> {
  const { sent, judged, person } = ready;
  if (sent.person !== undefined || contact === undefined) return undefined;
  if (judged.touchpoint.account !== undefined || judged.touchpoint.confirms !== undefined) {
    await openAccount(tx, { person, contact, password: ready.password, touchpoint: sent.touchpoint }, sent.at);
  }
  if (!waits(ready)) return undefined;
  const asked = await askCode(tx, { purpose: "confirm_contact", person, value: contact, device: ready.device, lang: sent.lang }, sent.at);
  return asked.request;
}

function answerOf(row: SubmissionRow, request: string | undefined): Taken {
  return { submission: row.id, person: row.person, state: row.state, occasion: row.occasion, again: false, request };
}

async function standsOrRefused(tx: Tx, ready: Ready, row: SubmissionRow): Promise<Outcome<Taken>> {
  const s = await whyNotAdded(tx, row);
  const stands = (state: "pending" | "confirmed", request?: string): Outcome<Taken> => ({
    state: "done",
    answer: { submission: row.id, person: row.person, state, occasion: s.occasion, again: true, request },
  });
  if (s.submission === "pending") {
    // The first answer may never have reached the browser; without its secret the code in the mail is worth nothing.
    const asked = await askCode(
      tx,
      { purpose: "confirm_contact", person: row.person, device: ready.device, lang: ready.sent.lang },
      ready.sent.at,
    );
    return stands("pending", asked.request);
  }
  if (s.submission === "confirmed") return stands("confirmed");
  // A newcomer who joined a known person, or was erased, since.
  if (!row.known && s.person !== null) return stands("confirmed");
  if (row.known && s.person !== "active" && s.person !== "pending") return { state: "refused", because: new Refusal("person.unknown") };
  if (s.current !== row.version) return { state: "refused", because: new Refusal("notice.stale") };
  return { state: "again" };
}
