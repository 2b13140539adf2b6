import type { Text } from "@kept/language";
import { record } from "../../evidence/index.js";
import { Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { type PublishedPolicy, versionOf } from "../../policy/index.js";
import { answerable, type Outcome, topicText } from "./rules.js";
import { type CallRow, closeRow, lockCall } from "./store.js";

export interface CallEnd {
  readonly call: string;
  /** `other`, or the place of a topic in the policy that the call began under. */
  readonly topic: string;
  readonly outcome: Outcome;
  readonly staff: StaffId;
  readonly now: Date;
}

/**
 * Ends a call. Where the policy names topics, only those are answered, and only to whoever registered and agreed (a promise's own words).
 * Refuses `call.unknown`, `call.closed`, `call.topic`, `call.topic_outside`, `call.not_agreed`.
 */
export async function closeCall(tx: Tx, policy: PublishedPolicy, end: CallEnd): Promise<CallRow> {
  const call = await lockCall(tx, end.call, end.staff);
  if (!call) throw new Refusal("call.unknown");
  if (call.closedAt) throw new Refusal("call.closed");
  const began = call.version === policy.version ? policy : ((await versionOf(tx, call.version)) ?? policy);
  const rule = answerable(began.policy).find((a) => a.purpose === call.purpose);
  const said: Text | null = topicText(rule?.topics ?? [], end.topic);
  if (!said) throw new Refusal("call.topic");
  if (end.outcome === "answered" && rule?.demanded) {
    if (!call.agreed) throw new Refusal("call.not_agreed");
    if (rule.topics.length > 0 && end.topic === "other") throw new Refusal("call.topic_outside");
  }
  const closed: CallRow = {
    ...call,
    closedAt: end.now,
    topic: end.topic,
    topicVi: said.vi,
    topicEn: said.en ?? null,
    outcome: end.outcome,
  };
  await closeRow(tx, closed);
  await record(tx, {
    type: "call.closed",
    at: end.now,
    actor: { kind: "staff", id: end.staff },
    about: [],
    purpose: call.purpose,
    policyVersion: call.version,
    detail: { call: call.id, topic: end.topic, outcome: end.outcome, agreed: call.agreed },
  });
  return closed;
}
