import { createHash } from "node:crypto";
import {
  type Basis,
  type Channel,
  type Field,
  type FileFacts,
  type Language,
  type OfKind,
  type Policy,
  readSubmission,
  type Touchpoint,
  type Value,
} from "@kept/language";
import { asksConsent, type By, type Method } from "../consent/index.js";
import { type Fault, type PersonId, personId, Refusal } from "../platform/index.js";

/** What somebody sent through a touchpoint, before it is judged. */
export interface Sent {
  /** UUIDv7, made with the form or by the caller: the same one twice is one submission. */
  readonly id: string;
  readonly touchpoint: string;
  readonly channel: Channel;
  /** The person it is surely about: signed in, or found by staff. Left out: a person of its own, however alike to a known one. */
  readonly person?: PersonId | undefined;
  /** By field; a file is given by its facts, its bytes are already sealed. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** By purpose. A purpose left out was not answered, which is no consent. */
  readonly consents: Readonly<Record<string, "given" | "refused">>;
  readonly duties: readonly string[];
  readonly accuracy: boolean;
  /** Reference of an occasion to join. */
  readonly occasion?: string | undefined;
  /** The version of the notice that was shown. */
  readonly version: number;
  readonly lang: Language;
  readonly at: Date;
  readonly by: By;
  /** How the answers reached us; for phone entries, how the caller agreed. */
  readonly method: Method;
}

/** A field's value, ready to be sealed, with the purposes it may serve. */
export interface Given {
  readonly field: string;
  readonly kind: string | null;
  readonly value: Exclude<Value, readonly OfKind[] | FileFacts>;
  readonly rule: Pick<Field, "type" | "index">;
  readonly purposes: readonly string[];
  readonly basis: Basis;
}

export interface Judged {
  readonly touchpoint: Touchpoint;
  readonly given: readonly Given[];
  /** Fields that hold a file, and what it serves. */
  readonly files: readonly { readonly field: string; readonly purposes: readonly string[]; readonly basis: Basis }[];
  /** The secret, in NFC, where the touchpoint asks one: to be hashed, never sealed. */
  readonly secret: string | undefined;
  /** Names of all fields given. */
  readonly names: readonly string[];
}

/**
 * Judges what was sent against what the touchpoint declares. Throws `touchpoint.unknown`, `touchpoint.channel`, or `request.invalid` with
 * every fault at once: paths are field names, `consents.<purpose>`, `duties.<name>`, `accuracy`; texts never repeat what was typed.
 */
export function judgeSent(policy: Policy, sent: Sent): Judged {
  const touchpoint = touchpointOf(policy, sent.touchpoint);
  if (!touchpoint.channels.includes(sent.channel)) throw new Refusal("touchpoint.channel");
  const read = readSubmission(policy, sent.touchpoint, sent.fields);
  const faults: Fault[] = [
    ...read.undeclared.map((path) => ({ path, text: undeclared })),
    ...Object.entries(read.faults).map(([path, bad]) => ({ path, text: bad.text })),
    ...consentFaults(policy, touchpoint, sent),
    ...touchpoint.duties
      .filter((d) => policy.duties[d]?.manner === "form" && !sent.duties.includes(d))
      .map((d) => ({ path: `duties.${d}`, text: acknowledge })),
    ...(mustSayHow(touchpoint, sent) ? [{ path: "method", text: sayHow }] : []),
    ...(touchpoint.accuracy && !sent.accuracy ? [{ path: "accuracy", text: confirmTrue }] : []),
  ];
  const given: Given[] = [];
  const files: { field: string; purposes: readonly string[]; basis: Basis }[] = [];
  let secret: string | undefined;
  for (const [name, value] of Object.entries(read.values)) {
    const field = policy.fields[name];
    if (!field) continue;
    if (field.type === "secret") {
      secret = typeof value === "string" ? value : undefined;
      continue;
    }
    const serves = lawfulPurposes(policy, touchpoint, name, sent.consents);
    if (serves.purposes.length === 0) faults.push({ path: name, text: noPurpose });
    else if (field.type === "file") files.push({ field: name, ...serves });
    else given.push(...parts(value).map((p) => ({ field: name, ...p, rule: field, ...serves })));
  }
  if (faults.length > 0) throw new Refusal("request.invalid", faults);
  return { touchpoint, given, files, secret, names: Object.keys(read.values) };
}

export function touchpointOf(policy: Policy, name: string): Touchpoint {
  const found = Object.hasOwn(policy.touchpoints, name) ? policy.touchpoints[name] : undefined;
  if (!found) throw new Refusal("touchpoint.unknown");
  return found;
}

/**
 * The field whose value the code is sent to: the one that the touchpoint confirms. Text messages are not sent, so where that is a
 * telephone, the e-mail asked beside it proves the person.
 */
export function provedBy(policy: Policy, touchpoint: Touchpoint): string | undefined {
  const { confirms } = touchpoint;
  if (confirms === undefined || policy.fields[confirms]?.type === "email") return confirms;
  return Object.keys(touchpoint.fields).find((f) => policy.fields[f]?.type === "email") ?? confirms;
}

/** Purposes asked for at a touchpoint, the one it is for first where that rests on consent. Each is asked by itself. */
export function askedPurposes(policy: Policy, touchpoint: Touchpoint): string[] {
  const own = asksConsent(policy, touchpoint.for) ? [touchpoint.for] : [];
  return [...new Set([...own, ...touchpoint.consents.filter((p) => asksConsent(policy, p) && !policy.purposes[p]?.asked_by_mail)])];
}

/**
 * What a value collected here is collected for: the purposes declared for its field. Where none of them is lawful now (each rests on a
 * consent that was not given), the value may not be collected at all (law 91/2025 art. 11.1).
 */
export function lawfulPurposes(
  policy: Policy,
  touchpoint: Touchpoint,
  field: string,
  consents: Sent["consents"],
): { purposes: readonly string[]; basis: Basis } {
  const declared = (touchpoint.fields[field]?.purposes ?? []).filter((p) => Object.hasOwn(policy.purposes, p));
  const lawful = declared.filter((p) => {
    const basis = policy.purposes[p]?.basis;
    return basis !== undefined && (basis !== "consent" || consents[p] === "given");
  });
  const first = lawful.includes(touchpoint.for) ? touchpoint.for : lawful[0];
  const basis = first === undefined ? undefined : policy.purposes[first]?.basis;
  return basis === undefined ? { purposes: [], basis: "consent" } : { purposes: declared, basis };
}

/** The person a new submission makes, by the submission's id: sent again, it finds the same person there. Sortable by the same millisecond. */
export function personOf(submission: string): PersonId {
  const hash = createHash("sha256").update(`kept person of submission\0${submission}`).digest("hex");
  const time = submission.slice(0, 13);
  return personId.parse(`${time}-7${hash.slice(0, 3)}-a${hash.slice(3, 6)}-${hash.slice(6, 18)}`);
}

function consentFaults(policy: Policy, touchpoint: Touchpoint, sent: Sent): Fault[] {
  const asked = askedPurposes(policy, touchpoint);
  const faults = Object.keys(sent.consents)
    .filter((p) => !asked.includes(p))
    .map((p) => ({ path: `consents.${p}`, text: notAsked }));
  if (asked.includes(touchpoint.for) && sent.consents[touchpoint.for] !== "given") {
    faults.push({ path: `consents.${touchpoint.for}`, text: sent.consents[touchpoint.for] === "refused" ? cannotWithout : answerFirst });
  }
  return faults;
}

/** A consent spoken on the phone is proved by how it was taken (decree 356/2025 art. 6.1). */
function mustSayHow(touchpoint: Touchpoint, sent: Sent): boolean {
  return sent.channel === "phone" && Object.keys(sent.consents).length > 0 && !touchpoint.consent_by.some((m) => m === sent.method);
}

function parts(value: Value): { kind: string | null; value: Given["value"] }[] {
  if (typeof value !== "object") return [{ kind: null, value }];
  if (!isList(value)) return [];
  const kinds = value.flatMap((v) => (typeof v === "object" ? [v] : []));
  if (kinds.length > 0) return kinds.flatMap((k) => parts(k.value).map((p) => ({ kind: k.kind, value: p.value })));
  return [{ kind: null, value: value.filter((v) => typeof v === "string") }];
}

function isList(value: Value): value is readonly string[] | readonly OfKind[] {
  return Array.isArray(value);
}

const undeclared = { vi: "Biểu mẫu này không hỏi mục này.", en: "This form does not ask for this." };
const acknowledge = { vi: "Bạn đánh dấu là đã đọc cam kết này nhé.", en: "Please tick that you have read this." };
const confirmTrue = { vi: "Bạn xác nhận là thông tin đúng và đủ nhé.", en: "Please confirm that this is complete and true." };
const sayHow = {
  vi: "Bạn ghi rõ người gọi đã đồng ý bằng cách nào: ghi âm, tin nhắn, giấy hay email.",
  en: "Say how the caller agreed: recorded call, text message, paper or e-mail.",
};
const notAsked = { vi: "Ở đây không hỏi đồng ý cho việc này.", en: "Consent to this is not asked here." };
const answerFirst = {
  vi: "Bạn chọn đồng ý hay không đồng ý nhé. Việc bạn yêu cầu chỉ làm được khi bạn đồng ý.",
  en: "Please choose whether you agree. What you ask for can only be done if you do.",
};
const cannotWithout = {
  vi: "Bạn đã chọn không đồng ý, nên việc này chưa làm được và chưa có gì được gửi đi. Nếu đổi ý, bạn chọn đồng ý rồi gửi lại.",
  en: "You chose not to agree, so this cannot be done and nothing was sent. If you change your mind, agree and send again.",
};
const noPurpose = {
  vi: "Mục này chỉ dùng cho việc bạn chưa đồng ý. Bạn để trống, hoặc chọn đồng ý ở dưới.",
  en: "This serves only something you have not agreed to. Leave it empty, or agree below.",
};
