import { record } from "../evidence/index.js";
import { days, newId, type Organisation, type Running } from "../platform/index.js";
import { type Check, type CheckResult, inForce, type PublishedPolicy } from "../policy/index.js";
import { checkFor, checksByControl, lookBackDays } from "./rules.js";
import { type ChangeRow, insertChanges, lockResults, type ResultRow, writeResults } from "./store.js";

type Needed = Pick<Running, "database" | "clock" | "log">;

/**
 * Runs the check of every control of every promise in force, each in a read of its own, and keeps the results with every change of
 * state. A check that fails leaves its promise at risk: what could not be looked at is not proven.
 */
export async function runChecks(running: Needed, organisation: Organisation, checks: readonly Check[]): Promise<ResultRow[]> {
  const policy = await inForce(running, organisation.id);
  const byControl = checksByControl(checks);
  const now = running.clock.now();
  const found: ResultRow[] = [];
  for (const promise of policy.policy.promises) {
    for (const [place, kept] of promise.kept_by.entries()) {
      const check = checkFor(byControl, kept);
      if (!check) continue;
      const result = await one(running, check, { organisation, policy, promise, parameters: kept.with, now });
      found.push(rowOf(promise.id, place, kept.control, policy, result, now));
    }
  }
  return running.database.write(organisation.id, async (tx) => {
    const before = await lockResults(tx);
    const rows = found.map((row) => since(row, before));
    const changes = changesOf(rows, before);
    await writeResults(tx, rows);
    await insertChanges(tx, changes);
    for (const c of changes) {
      // The first look at a promise is no change, unless it is bad news.
      if (c.was === null && c.became !== "broken") continue;
      await record(tx, {
        type: "promise.changed",
        at: now,
        actor: { kind: "system" },
        about: [],
        policyVersion: c.policy_version,
        detail: { promise: c.promise, control: c.control, was: c.was ?? "none", became: c.became, violations: c.violations },
      });
    }
    return rows;
  });
}

type Call = Omit<Parameters<Check["run"]>[0], "db" | "since">;

async function one(running: Needed, check: Check, call: Call): Promise<CheckResult> {
  const since = new Date(call.now.getTime() - days(lookBackDays));
  try {
    return await running.database.read(call.organisation.id, (db) => check.run({ ...call, db, since }));
  } catch (error) {
    running.log.error({ control: check.control, kind: error instanceof Error ? error.name : typeof error }, "a check failed");
    return { state: "at_risk", done: 0, refused: 0, violations: [], explanation: unlooked };
  }
}

const unlooked = { vi: "Lần kiểm này không chạy được.", en: "This time the check could not run." };

function rowOf(promise: string, place: number, control: string, policy: PublishedPolicy, r: CheckResult, now: Date): ResultRow {
  return {
    promise,
    place,
    control,
    policy_version: policy.version,
    state: r.state,
    done: r.done,
    refused: r.refused,
    violations: r.violations,
    explanation_vi: r.explanation.vi,
    explanation_en: r.explanation.en,
    checked_at: now,
    state_since: now,
  };
}

function former(row: ResultRow, before: readonly ResultRow[]): ResultRow | undefined {
  return before.find((b) => b.promise === row.promise && b.place === row.place && b.control === row.control);
}

function since(row: ResultRow, before: readonly ResultRow[]): ResultRow {
  const was = former(row, before);
  return was?.state === row.state ? { ...row, state_since: was.state_since } : row;
}

function changesOf(rows: readonly ResultRow[], before: readonly ResultRow[]): ChangeRow[] {
  return rows.flatMap((row) => {
    const was = former(row, before)?.state ?? null;
    if (was === row.state) return [];
    const { promise, control, policy_version, violations, explanation_vi, explanation_en } = row;
    return [
      {
        id: newId(),
        promise,
        control,
        policy_version,
        was,
        became: row.state,
        at: row.checked_at,
        violations,
        explanation_vi,
        explanation_en,
      },
    ];
  });
}
