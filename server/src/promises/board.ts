import { type Both, type Control, controlById, type PolicyPromise } from "@kept/language";
import type { Database, Organisation } from "../platform/index.js";
import type { Standing } from "../platform/page/index.js";
import type { Check, PublishedPolicy, Standings } from "../policy/index.js";
import { aged, checkFor, checksByControl, combine } from "./rules.js";
import { type ResultRow, resultRows } from "./store.js";

/** One control of a promise, as it stands. */
export interface BoardControl {
  readonly control: string;
  /** What the control does, in a sentence. */
  readonly text: Both | undefined;
  readonly standing: Standing;
  readonly done: number;
  readonly refused: number;
  readonly violations: readonly string[];
  readonly explanation: Both;
  readonly checkedAt: Date | undefined;
  readonly since: Date | undefined;
}

export interface BoardPromise {
  readonly promise: PolicyPromise;
  readonly standing: Standing;
  readonly controls: readonly BoardControl[];
}

export interface Board {
  readonly promises: readonly BoardPromise[];
  /** The last run; nothing when none has been. */
  readonly checkedAt: Date | undefined;
}

/** Every promise in force with its controls and what was found of each. */
export async function boardOf(
  database: Database,
  organisation: Organisation,
  policy: PublishedPolicy,
  checks: readonly Check[],
  now: Date,
): Promise<Board> {
  const rows = await database.read(organisation.id, resultRows);
  const built = checksByControl(checks);
  const promises = policy.policy.promises.map((promise) => {
    const controls = promise.kept_by.map((kept, place) => {
      const row = rows.find((r) => r.promise === promise.id && r.place === place && r.control === kept.control);
      return controlOf(kept.control, checkFor(built, kept) !== undefined, row, now);
    });
    return { promise, standing: combine(controls.map((c) => c.standing)), controls };
  });
  const last = Math.max(0, ...rows.map((r) => r.checked_at.getTime()));
  return { promises, checkedAt: last > 0 ? new Date(last) : undefined };
}

/** What the pages of the policy ask: how each promise stands. */
export function standingsBy(database: Database, clock: { now(): Date }, checks: readonly Check[]): Standings {
  return async (organisation, policy) => {
    const board = await boardOf(database, organisation, policy, checks, clock.now());
    return new Map(board.promises.map((p) => [p.promise.id, p.standing]));
  };
}

function controlOf(control: string, built: boolean, row: ResultRow | undefined, now: Date): BoardControl {
  const known: Control | null = controlById(control);
  const base = { control, text: known?.text };
  if (!built || !row) {
    const standing = built ? "not_exercised" : "not_built";
    return {
      ...base,
      standing,
      done: 0,
      refused: 0,
      violations: [],
      explanation: built ? unchecked : unbuilt,
      checkedAt: undefined,
      since: undefined,
    };
  }
  const standing = aged(row.state, row.checked_at, now);
  const { done, refused, violations } = row;
  const found = { vi: row.explanation_vi, en: row.explanation_en };
  const explanation = standing === row.state ? found : stale;
  return { ...base, standing, done, refused, violations, explanation, checkedAt: row.checked_at, since: row.state_since };
}

const unbuilt: Both = {
  vi: "Phần này chưa chạy trong phiên bản này của phần mềm.",
  en: "This part does not run in this version of the software.",
};
const unchecked: Both = { vi: "Chưa kiểm lần nào.", en: "Not checked yet." };
const stale: Both = { vi: "Lần kiểm cuối đã cũ nên không còn chứng minh được.", en: "The last check is too old to prove it." };
