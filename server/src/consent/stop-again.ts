import { personId, type Tx } from "../platform/index.js";
import type { StopEntry } from "../vault/index.js";
import { recordActs } from "./record.js";
import { restrictAgain } from "./restriction/restrict.js";
import { everything } from "./restriction/store.js";
import { type Method, methods } from "./rules.js";
import { unknownStops } from "./store-stops.js";

/**
 * Writes withdrawals and objections of the ledger anew that are later than anything the database knows of that person and purpose, and
 * restrictions that it does not know, each under its own id and time. Answers the ids of those that were. A consent given since and lost with the restore is asked for again.
 */
export async function stopAgain(tx: Tx, entries: readonly StopEntry[]): Promise<string[]> {
  const restricted: string[] = [];
  for (const e of entries) {
    if (e.kind !== "restriction") continue;
    const purpose = e.name === everything ? undefined : e.name;
    const by = { kind: "person" } as const;
    const said = { person: personId.parse(e.person), purpose, at: new Date(e.at), method: methodOf(e.method), by };
    if (await restrictAgain(tx, e.id, said)) restricted.push(e.id);
  }
  const acts = entries.filter((e) => e.kind !== "restriction");
  // Of several about one purpose the last one stands.
  const last = new Map(acts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map((e) => [`${e.person} ${e.name}`, e]));
  const unknown = await unknownStops(tx, [...last.values()]);
  const outcomes = await recordActs(
    tx,
    unknown.map((e) => ({
      id: e.id,
      person: personId.parse(e.person),
      purpose: e.name,
      act: e.kind === "objection" ? ("objected" as const) : ("withdrawn" as const),
      at: new Date(e.at),
      policyVersion: e.policy,
      method: methodOf(e.method),
      by: { kind: "person" as const },
    })),
  );
  const done = unknown.filter((_, i) => {
    const outcome = outcomes[i];
    return outcome?.state === "done" && outcome.answer.event !== null;
  });
  return [...done.map((e) => e.id), ...restricted];
}

function methodOf(written: string): Method {
  return methods.find((m) => m === written) ?? "api";
}
