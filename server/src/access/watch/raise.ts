import { type Actor, record } from "../../evidence/index.js";
import { newId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type AlarmKind, hourBefore, oddHour, slotOf, watchRules } from "./rules.js";
import { countReading, insertAlarm, isRaised } from "./store.js";

type Reader = { readonly kind: "staff" | "key"; readonly id: string };

/**
 * Watches one reading, in its own transaction: more than the policy's limit in an hour, or at an hour when nobody is usually at work, raises
 * an alarm. One alarm for an hour or a day of it, however much is read. Machines keep no hours: of API keys only the number counts.
 */
export async function watchReading(tx: Tx, policy: PublishedPolicy, reader: Actor, event: string, now: Date): Promise<void> {
  if (reader.kind !== "staff" && reader.kind !== "key") return;
  const rules = watchRules(policy.policy);
  const slot = slotOf(now);
  const readings = await countReading(tx, reader.id, slot, hourBefore(now));
  if (readings > rules.readsPerHour) {
    const about = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000).toISOString().slice(0, 13);
    await raise(tx, policy, { kind: "bulk", reader, about, readings, event, now });
  }
  const { odd, day } = oddHour(now, rules);
  if (odd && reader.kind === "staff") await raise(tx, policy, { kind: "odd_hour", reader, about: day, event, now });
}

/** Raises an alarm, once. Whoever may `watch` has to settle it in the time the policy gives. */
export async function raise(
  tx: Tx,
  policy: PublishedPolicy,
  a: {
    readonly kind: AlarmKind;
    readonly reader: Reader;
    /** What makes it the same alarm: the hour, the day, the grant. */
    readonly about: string;
    readonly readings?: number;
    /** The event it is raised by. */
    readonly event: string;
    readonly now: Date;
  },
): Promise<void> {
  if (await isRaised(tx, a.kind, a.reader.id, a.about)) return;
  const id = newId();
  const dueAt = new Date(a.now.getTime() + watchRules(policy.policy).within);
  const row = { id, kind: a.kind, readerKind: a.reader.kind, reader: a.reader.id, about: a.about, readings: a.readings ?? null };
  if (!(await insertAlarm(tx, { ...row, event: a.event, raisedAt: a.now, dueAt }))) return;
  await record(tx, {
    type: "access.alarm_raised",
    at: a.now,
    actor: { kind: "system" },
    about: [],
    detail: { alarm: id, kind: a.kind, reader: a.reader.id, event: a.event, due: dueAt.toISOString() },
  });
}
