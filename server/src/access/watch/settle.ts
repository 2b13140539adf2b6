import { record } from "../../evidence/index.js";
import { makerOfKey, staffAddresses } from "../../identity/index.js";
import { Refusal, type StaffId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { lockGrant } from "../break-glass/store.js";
import type { Finding } from "./rules.js";
import { type AlarmRow, lockAlarm, settleAlarm } from "./store.js";

/**
 * Says what was found of an alarm. Refuses `alarm.unknown`, `alarm.settled`, and `alarm.self`: nobody settles what they raised themselves;
 * nor what they agreed to, or what a key that they made raised, as long as somebody else watches.
 */
export async function settle(
  tx: Tx,
  policy: PublishedPolicy,
  id: string,
  s: { readonly finding: Finding; readonly caseReference?: string | undefined; readonly by: StaffId; readonly now: Date },
): Promise<void> {
  const alarm = await lockAlarm(tx, id);
  if (!alarm) throw new Refusal("alarm.unknown");
  if (alarm.reader === s.by) throw new Refusal("alarm.self");
  if ((await behind(tx, alarm)) === s.by && (await othersWatch(tx, policy, [s.by, alarm.reader]))) throw new Refusal("alarm.self");
  if (alarm.settledAt) throw new Refusal("alarm.settled");
  await settleAlarm(tx, id, { by: s.by, at: s.now, finding: s.finding, caseReference: s.caseReference ?? null });
  await record(tx, {
    type: "access.alarm_settled",
    at: s.now,
    actor: { kind: "staff", id: s.by },
    about: [],
    detail: {
      alarm: id,
      kind: alarm.kind,
      reader: alarm.reader,
      finding: s.finding,
      ...(s.caseReference ? { case: s.caseReference } : {}),
    },
  });
}

/** Who let it happen, besides the reader: the second person of a grant, the maker of a key. */
async function behind(tx: Tx, alarm: AlarmRow): Promise<StaffId | null | undefined> {
  if (alarm.kind === "break_glass") return (await lockGrant(tx, alarm.about))?.decidedBy;
  return alarm.readerKind === "key" ? makerOfKey(tx, alarm.reader) : undefined;
}

/** Where one person alone watches, an alarm must not stay open for ever. */
async function othersWatch(tx: Tx, { policy }: PublishedPolicy, but: readonly string[]): Promise<boolean> {
  const watching = Object.entries(policy.roles).flatMap(([name, role]) => (role.may.includes("watch") ? [name] : []));
  return (await staffAddresses(tx, watching)).some((a) => !but.includes(a.staff));
}
