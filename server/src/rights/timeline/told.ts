import type { Both, Language, Policy } from "@kept/language";
import { say } from "@kept/language";
import { showDate } from "../../platform/page/index.js";
import { named } from "../rules.js";
import { wordsOf } from "./events.js";
import { type ReadEvent, textOf } from "./read-event.js";

/** An event with its names put into the words of the policy: what its sentence is made from. Everything is text, in one language. */
export interface Told {
  readonly event: ReadEvent;
  /** Who did it: you, a role, a system; `Who` begins a sentence. */
  readonly who: string;
  readonly Who: string;
  readonly purpose: string;
  readonly fields: string;
  readonly Fields: string;
  readonly touchpoint: string;
  readonly recipient: string;
  /** What a mail is about. */
  readonly letter: string;
  readonly proof: string;
  readonly day: (date: string) => string;
  readonly right: (name: string) => string;
  readonly flag: (name: string) => boolean;
}

/** The sentence of an event, for its person. */
export function sentenceOf(policy: Policy, event: ReadEvent, lang: Language): string {
  return wordsOf(event.type)[lang](told(policy, event, lang));
}

/** Who acted, beside the sentence: role by its text in the policy, never a name. */
export function actorWords(policy: Policy, event: ReadEvent, lang: Language): string {
  const { kind, role } = event.actor;
  if (kind === "staff" && role) {
    return role
      .split(",")
      .map((r) => named(policy.roles, r, lang))
      .join(", ");
  }
  return say(actors[kind] ?? actors.system, lang);
}

function told(policy: Policy, event: ReadEvent, lang: Language): Told {
  const who = event.actor.kind === "person" ? (lang === "vi" ? "bạn" : "you") : actorWords(policy, event, lang);
  const fields = (event.fields ?? []).map((f) => lower(named(policy.fields, f, lang))).join(", ");
  const kind = textOf(event, "kind");
  return {
    event,
    who,
    Who: upper(who),
    purpose: event.purpose ? lower(named(policy.purposes, event.purpose, lang)) : "",
    fields,
    Fields: upper(fields),
    touchpoint: event.touchpoint ? named(policy.touchpoints, event.touchpoint, lang) : "",
    recipient: event.recipient ? lower(named(policy.recipients, event.recipient, lang)) : say(someone, lang),
    letter: say(letters[kind] ?? other, lang),
    proof: say(proofWords[textOf(event, "proof")] ?? { vi: "", en: "" }, lang),
    day: (date) => showDate(date, lang),
    right: (name) => say(rightNames[name] ?? other, lang),
    flag: (name) => event.detail?.[name] === true,
  };
}

const actors: Readonly<Record<string, Both>> & { readonly system: Both } = {
  person: { vi: "bạn", en: "you" },
  staff: { vi: "nhân viên", en: "a member of staff" },
  key: { vi: "hệ thống của tổ chức", en: "the organisation's system" },
  visitor: { vi: "một trình duyệt chưa đăng nhập", en: "a browser that had not signed in" },
  system: { vi: "hệ thống", en: "the system" },
};

const someone: Both = { vi: "một bên khác", en: "somebody else" };
const other: Both = { vi: "việc khác", en: "something else" };

const letters: Readonly<Record<string, Both>> = {
  "code.confirm_contact": { vi: "mã xác nhận địa chỉ", en: "a code to confirm your address" },
  "keeping.ends": { vi: "báo trước ngày dữ liệu được xoá", en: "notice of the day your data are erased" },
  "code.sign_in": { vi: "mã đăng nhập", en: "a sign-in code" },
  "code.step_up": { vi: "mã để xác nhận đúng là bạn", en: "a code to prove that it is you" },
  "code.changed_contact": { vi: "mã cho địa chỉ mới", en: "a code for the new address" },
  "code.reset": { vi: "mã đặt lại mật khẩu", en: "a code to reset the password" },
  "code.unlock": { vi: "mã mở khoá tài khoản", en: "a code to unlock the account" },
  "alert.new_device": { vi: "báo có thiết bị mới", en: "an alert to a new device" },
  "alert.changed": { vi: "báo thông tin đăng nhập đã đổi", en: "an alert that sign-in details changed" },
  "alert.locked": { vi: "báo tài khoản đã khoá", en: "an alert that the account is locked" },
};

/** How the right to something was proved. */
export const proofWords: Readonly<Record<string, Both>> = {
  account: { vi: "bạn đang đăng nhập", en: "signed in to the account" },
  call_back: { vi: "đã gọi lại cho bạn", en: "we called you back" },
  document: { vi: "có giấy tờ", en: "by a document" },
  in_person: { vi: "gặp trực tiếp", en: "in person" },
};

const rightNames: Readonly<Record<string, Both>> = {
  see: { vi: "xem dữ liệu", en: "see your data" },
  copy: { vi: "nhận bản sao", en: "get a copy" },
  correct: { vi: "sửa cho đúng", en: "correct a value" },
  erase: { vi: "xoá", en: "erase" },
  withdraw: { vi: "rút lại đồng ý", en: "withdraw a consent" },
  object: { vi: "phản đối", en: "object" },
};

function lower(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase("vi") + text.slice(1);
}

function upper(text: string): string {
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}
