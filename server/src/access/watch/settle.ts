import { record } from "../../evidence/index.js";
import { Refusal, type StaffId, type Tx } from "../../platform/index.js";
import type { Finding } from "./rules.js";
import { lockAlarm, settleAlarm } from "./store.js";

/** Says what was found of an alarm. Refuses `alarm.unknown`, `alarm.settled`, and `alarm.self`: nobody settles what they raised themselves. */
export async function settle(
  tx: Tx,
  id: string,
  s: { readonly finding: Finding; readonly caseReference?: string | undefined; readonly by: StaffId; readonly now: Date },
): Promise<void> {
  const alarm = await lockAlarm(tx, id);
  if (!alarm) throw new Refusal("alarm.unknown");
  if (alarm.reader === s.by) throw new Refusal("alarm.self");
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
