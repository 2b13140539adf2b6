import { contextWords, hashPassword, isNameTaken, passwordFault, shortestPassword } from "../identity/index.js";
import { type Database, type Fault, type OrganisationId, Refusal } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Besides, makeReady, type Ready } from "./ready.js";
import { judgeSent, provedBy, type Sent } from "./rules.js";
import type { Submissions } from "./submit.js";
import type { Taken } from "./take.js";

/**
 * Receives one submission from an edge: judges it, minds names and passwords where it opens an account, and hands it to the group. Throws what
 * `makeReady` and `Submissions.take` throw; a taken username or a weak password is a fault of its field.
 */
export async function receive(
  at: { readonly database: Database; readonly organisation: OrganisationId; readonly submissions: Submissions },
  policy: PublishedPolicy,
  sent: Sent,
  besides: Omit<Besides, "hash"> = {},
): Promise<Taken> {
  if (sent.version !== policy.version) throw new Refusal("notice.stale");
  const faults = [...(await accountFaults(at, policy, sent)), ...(besides.vouched?.contact === "proved" ? [] : proofFaults(policy, sent))];
  if (faults.length > 0) throw new Refusal("request.invalid", faults);
  const ready: Ready = await makeReady(policy, sent, { ...besides, hash: (secret) => hashPassword(secret, "person") });
  return at.submissions.take(at.organisation, ready);
}

async function accountFaults(
  at: { readonly database: Database; readonly organisation: OrganisationId },
  policy: PublishedPolicy,
  sent: Sent,
): Promise<Fault[]> {
  const judged = judgeSent(policy.policy, sent);
  if (judged.touchpoint.account !== "password") return [];
  const names = judged.given.filter((g) => g.rule.type === "username" || g.rule.type === "email");
  const faults: Fault[] = [];
  const secretField = Object.keys(judged.touchpoint.fields).find((f) => policy.policy.fields[f]?.type === "secret");
  if (judged.secret !== undefined && secretField) {
    const context = [...contextWords(policy.policy), ...names.flatMap((n) => (typeof n.value === "string" ? [n.value] : []))];
    const text = passwordFault(judged.secret, context, shortestPassword.alone);
    if (text) faults.push({ path: secretField, text });
  }
  for (const { field, rule, value } of names) {
    if (rule.type !== "username" || typeof value !== "string") continue;
    const taken = await at.database.read(at.organisation, (db) => isNameTaken(db, policy.policy, value, sent.person));
    if (taken) faults.push({ path: field, text: nameTaken });
  }
  return faults;
}

/** Whoever fills in a form themselves must be reachable by the code that proves them, or what they sent could never be used. */
function proofFaults(policy: PublishedPolicy, sent: Sent): Fault[] {
  const { touchpoint, names } = judgeSent(policy.policy, sent);
  const proof = provedBy(policy.policy, touchpoint);
  if (sent.channel !== "form" || sent.person !== undefined || proof === undefined || names.includes(proof)) return [];
  return [{ path: proof, text: codeGoesThere }];
}

const codeGoesThere = {
  vi: "Bạn ghi email để nhận mã xác nhận nhé; chúng tôi chưa gửi được tin nhắn tới điện thoại.",
  en: "Please give an e-mail address to get the code; we cannot send text messages yet.",
};
const nameTaken = {
  vi: "Tên này đã có người dùng. Bạn chọn tên khác nhé.",
  en: "This name is already in use. Please choose another.",
};
