import { type Actor, type Happening, insertEvents, prepare, rootsOf } from "../evidence/index.js";
import { enqueue, newId, type Outcome, Refusal, type Tx } from "../platform/index.js";
import type { Act, By, ShownText } from "./rules.js";
import { type ConsentRow, insertActs, keepShown, renewedBy, whyNotAdded } from "./store.js";
import { insertWaiting } from "./store-stops.js";

/** An act that stands: its own id, and whether it was written now or stood before. */
export interface Recorded {
  readonly consent: string;
  readonly event: string | null;
  readonly at: Date;
}

/**
 * Writes many acts with the event of each, in the caller's transaction; a refused one leaves the others alone. No two may be about
 * the same purpose of the same person. Stops never ask the vault: where a key is out of reach, an event's salt is random and sealed later.
 * Outcomes in the same order: refused with `person.unknown` or `notice.stale`; `again` after a lost race.
 */
export async function recordActs(tx: Tx, acts: readonly Act[]): Promise<Outcome<Recorded>[]> {
  if (acts.length === 0) return [];
  await keepShownTexts(
    tx,
    acts.flatMap((a) => a.shown ?? []),
  );
  const answering = acts.filter((a) => a.shown !== undefined).map((a) => a.person);
  const roots = await rootsOf(tx, answering).catch(() => new Map<never, never>());
  const made = acts.map((act) => {
    const id = act.id ?? newId();
    const prepared = prepare(happening(act, id), roots);
    return { row: rowOf(act, id, prepared.event.id), prepared };
  });
  const added = await insertActs(
    tx,
    made.map((m) => m.row),
  );
  const kept = made.filter((m) => added.has(m.row.id));
  if (kept.length > 0) {
    await insertEvents(
      tx,
      kept.map((m) => m.prepared.event),
      kept.flatMap((m) => m.prepared.subjects),
    );
    await insertWaiting(
      tx,
      kept.map((m) => m.row),
    );
    // Recipients who hold the data for that purpose must hear of it.
    for (const { row } of kept.filter((m) => m.row.act === "objected")) {
      const payload = { person: row.personId, what: "objected", name: row.purpose, at: row.at.toISOString() };
      await enqueue(tx, "disclosure.tell", payload, { key: `disclosure.tell:${row.id}` });
    }
  }
  await tellRetention(tx, kept);
  const outcomes: Outcome<Recorded>[] = [];
  for (const { row } of made) {
    outcomes.push(
      added.has(row.id) ? { state: "done", answer: { consent: row.id, event: row.eventId, at: row.at } } : await outcomeOf(tx, row),
    );
  }
  return outcomes;
}

/**
 * What a stop may have left without a purpose, and what a consent given again may have given one, is looked at by a job: the act itself waits
 * for nothing. A consent with a submission is looked at with it.
 */
async function tellRetention(tx: Tx, kept: readonly { readonly row: ConsentRow }[]): Promise<void> {
  const changing = kept.filter(({ row }) => row.act !== "given" && row.act !== "refused").map(({ row }) => row.personId);
  const given = kept.flatMap(({ row }) => (row.act === "given" && row.submissionId === null ? [row] : []));
  const persons = new Set([...changing, ...(await renewedBy(tx, given))]);
  for (const person of persons) await enqueue(tx, "retention.look", { person }, { key: `retention.look:${person}` });
}

/** Writes one act, or throws its refusal. */
export async function recordAct(tx: Tx, act: Act): Promise<Recorded> {
  const [outcome] = await recordActs(tx, [act]);
  if (outcome?.state === "done") return outcome.answer;
  throw outcome?.state === "refused" ? outcome.because : new Refusal("server.busy");
}

async function outcomeOf(tx: Tx, row: ConsentRow): Promise<Outcome<Recorded>> {
  const not = await whyNotAdded(tx, row);
  if (not.why === "stands") return { state: "done", answer: { consent: not.last.id, event: null, at: not.last.at } };
  if (not.why === "raced") return { state: "again" };
  return { state: "refused", because: new Refusal(not.why === "person" ? "person.unknown" : "notice.stale") };
}

/** Texts this process has seen committed, by organisation and digest: each is sent to the database about once. */
const known = new Set<string>();

/** Keeps texts that were shown, each once. They are the organisation's own: nothing personal. */
export async function keepShownTexts(tx: Tx, texts: readonly ShownText[]): Promise<void> {
  const fresh = new Map(texts.flatMap((t) => (known.has(tx.organisation + t.digest) ? [] : [[t.digest, t] as const])));
  if (fresh.size === 0) return;
  await keepShown(tx, [...fresh.values()]);
  tx.afterCommit(() => {
    if (known.size > 10_000) known.clear();
    for (const digest of fresh.keys()) known.add(tx.organisation + digest);
  });
}

function rowOf(act: Act, id: string, eventId: string): ConsentRow {
  return {
    id,
    personId: act.person,
    purpose: act.purpose,
    act: act.act,
    at: act.at,
    policyVersion: act.policyVersion,
    shownDigest: act.shown?.digest ?? null,
    language: act.shown?.lang ?? null,
    repeatable: act.id !== undefined,
    method: act.method,
    touchpoint: act.touchpoint ?? null,
    submissionId: act.submission ?? null,
    by: act.by,
    eventId,
  };
}

function happening(act: Act, id: string): Happening {
  return {
    type: `consent.${act.act}`,
    at: act.at,
    actor: actorOf(act.by, act),
    about: [act.person],
    purpose: act.purpose,
    touchpoint: act.touchpoint,
    policyVersion: act.policyVersion,
    detail: {
      consent: id,
      method: act.method,
      ...(act.shown ? { shown: act.shown.digest, language: act.shown.lang } : {}),
      ...(act.submission ? { submission: act.submission } : {}),
    },
  };
}

function actorOf(by: By, act: Act): Actor {
  return by.kind === "person" ? { kind: "person", id: act.person } : by;
}
