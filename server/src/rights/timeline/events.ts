import { accessEvents } from "./access-events.js";
import { disclosureEvents } from "./disclosure-events.js";
import { keepingEvents } from "./keeping-events.js";
import { textOf } from "./read-event.js";
import type { Told } from "./told.js";

/** What a person may look through by itself. */
export const kinds = ["reading", "own", "disclosure", "change", "consent", "message", "refusal", "sign_in"] as const;
export type Kind = (typeof kinds)[number];

export interface EventWords {
  readonly kind: Kind;
  readonly vi: (e: Told) => string;
  readonly en: (e: Told) => string;
}

/**
 * What each type of event says to the person it is about. A type without a sentence here fails a test, and a sentence in one
 * language alone does not compile.
 */
export const events: Readonly<Record<string, EventWords>> = {
  ...keepingEvents,
  "submission.received": {
    kind: "change",
    vi: (e) => `${e.Who} gửi “${e.touchpoint}”: ${e.fields}`,
    en: (e) => `${e.Who} sent “${e.touchpoint}”: ${e.fields}`,
  },
  "submission.confirmed": {
    kind: "change",
    vi: () => "Những gì bạn gửi bắt đầu có hiệu lực, vì địa chỉ liên hệ đã được xác nhận",
    en: () => "What you sent began to count, because the contact was confirmed",
  },
  "person.joined": {
    kind: "change",
    vi: () => "Những gì bạn vừa gửi được ghép vào hồ sơ có sẵn của bạn, vì cùng một địa chỉ đã xác nhận",
    en: () => "What you sent was joined to the record you already had, by the same confirmed address",
  },
  "value.corrected": {
    kind: "change",
    vi: (e) =>
      `${e.Who} ${e.flag("same") ? "nhập lại, vẫn như cũ," : "sửa"} ${e.fields}${e.flag("waits") ? ", chờ mã xác nhận" : ""}${proofVi(e)}`,
    en: (e) =>
      `${e.Who} ${e.flag("same") ? "entered again, as it was," : "corrected"} ${e.fields}${e.flag("waits") ? ", waiting for its code" : ""}${proofEn(e)}`,
  },
  "field.erased": {
    kind: "change",
    vi: (e) => `${e.Who} xoá ${e.fields}${proofVi(e)}`,
    en: (e) => `${e.Who} erased ${e.fields}${proofEn(e)}`,
  },
  "person.erased": {
    kind: "change",
    vi: (e) => `${e.Who} xoá mọi dữ liệu${proofVi(e)}`,
    en: (e) => `${e.Who} erased everything${proofEn(e)}`,
  },
  "hold.placed": {
    kind: "change",
    vi: (e) => `${e.Who} giữ lại ${heldVi(e)}, đến hết ${e.day(textOf(e.event, "until"))}: trong thời gian ấy phần này không bị xoá`,
    en: (e) => `${e.Who} put a hold on ${heldEn(e)} until the end of ${e.day(textOf(e.event, "until"))}: until then it is not erased`,
  },
  "hold.extended": {
    kind: "change",
    vi: (e) => `${e.Who} giữ ${heldVi(e)} lâu hơn, đến hết ${e.day(textOf(e.event, "until"))}`,
    en: (e) => `${e.Who} extended the hold on ${heldEn(e)} until the end of ${e.day(textOf(e.event, "until"))}`,
  },
  "hold.released": {
    kind: "change",
    vi: (e) => `${e.Who} thôi giữ ${heldVi(e)}`,
    en: (e) => `${e.Who} released the hold on ${heldEn(e)}`,
  },
  "hold.ended": {
    kind: "change",
    vi: () => "Một thời hạn giữ đã hết: những gì chỉ còn được giữ vì thế đã bị huỷ cùng khoá của nó",
    en: () => "A hold came to its end: what was kept for it alone was destroyed with its key",
  },
  "hold.opened": {
    kind: "reading",
    vi: (e) => `${e.Who} mở phần đang được giữ${e.purpose ? `, cho ${e.purpose}` : ""}: ${e.fields}`,
    en: (e) => `${e.Who} opened what is held${e.purpose ? `, for ${e.purpose}` : ""}: ${e.fields}`,
  },
  "hold.refused": {
    kind: "refusal",
    vi: (e) => `${e.Who} muốn mở phần đang được giữ và bị từ chối`,
    en: (e) => `${e.Who} wanted to open what is held and was refused`,
  },
  "person.merged": {
    kind: "change",
    vi: () => "Hai hồ sơ được xác định là của cùng một người là bạn, và từ nay được xem cùng nhau",
    en: () => "Two records were found to be yours, and are seen together from now on",
  },
  "person.unmerged": {
    kind: "change",
    vi: () => "Hai hồ sơ gộp trước đây được tách lại",
    en: () => "Two records that had been merged were separated again",
  },
  "account.viewed": { kind: "own", vi: () => "Bạn xem trang này", en: () => "You looked at this page" },
  "account.exported": { kind: "own", vi: () => "Bạn tải bản sao dữ liệu", en: () => "You downloaded a copy of your data" },
  "file.downloaded": { kind: "own", vi: () => "Bạn tải một tệp đã gửi", en: () => "You downloaded a file you had sent" },
  "right.undone": {
    kind: "refusal",
    vi: (e) => `Một yêu cầu của bạn chưa làm được: ${e.right(textOf(e.event, "right"))}`,
    en: (e) => `Something you asked could not be done: ${e.right(textOf(e.event, "right"))}`,
  },
  "consent.given": { kind: "consent", vi: (e) => `${e.Who} đồng ý: ${e.purpose}`, en: (e) => `${e.Who} agreed: ${e.purpose}` },
  "consent.refused": {
    kind: "consent",
    vi: (e) => `${e.Who} không đồng ý: ${e.purpose}`,
    en: (e) => `${e.Who} did not agree: ${e.purpose}`,
  },
  "consent.withdrawn": {
    kind: "consent",
    vi: (e) => `${e.Who} rút lại đồng ý: ${e.purpose}`,
    en: (e) => `${e.Who} withdrew the consent: ${e.purpose}`,
  },
  "consent.objected": { kind: "consent", vi: (e) => `${e.Who} phản đối: ${e.purpose}`, en: (e) => `${e.Who} objected: ${e.purpose}` },
  "consent.objection_lifted": {
    kind: "consent",
    vi: (e) => `${e.Who} thôi phản đối: ${e.purpose}`,
    en: (e) => `${e.Who} lifted the objection: ${e.purpose}`,
  },
  "consent.restricted": {
    kind: "consent",
    vi: (e) => `${e.Who} hạn chế xử lý${e.event.purpose ? `: ${e.purpose}` : " cho mọi việc"}${proofVi(e)}`,
    en: (e) => `${e.Who} restricted the processing${e.event.purpose ? `: ${e.purpose}` : " for every purpose"}${proofEn(e)}`,
  },
  "consent.restriction_lifted": {
    kind: "consent",
    vi: (e) => `${e.Who} bỏ hạn chế xử lý${e.event.purpose ? `: ${e.purpose}` : " cho mọi việc"}${proofVi(e)}`,
    en: (e) => `${e.Who} lifted the restriction${e.event.purpose ? `: ${e.purpose}` : " for every purpose"}${proofEn(e)}`,
  },
  "consent.joined": {
    kind: "consent",
    vi: () => "Những câu trả lời đồng ý của bạn được chuyển sang hồ sơ có sẵn của bạn",
    en: () => "Your answers on consent went over to the record you already had",
  },
  "message.queued": {
    kind: "message",
    vi: (e) => `Một thư được soạn cho bạn: ${e.letter}`,
    en: (e) => `A mail to you was written: ${e.letter}`,
  },
  "message.sent": { kind: "message", vi: (e) => `Thư đã gửi: ${e.letter}`, en: (e) => `A mail was sent: ${e.letter}` },
  "message.failed": { kind: "message", vi: (e) => `Thư không gửi được: ${e.letter}`, en: (e) => `A mail could not be sent: ${e.letter}` },
  "message.retried": {
    kind: "message",
    vi: (e) => `${e.Who} cho gửi lại một thư không gửi được`,
    en: (e) => `${e.Who} had a failed mail sent again`,
  },
  "message.opened": {
    kind: "reading",
    vi: (e) => `${e.Who} mở xem một thư gửi cho bạn`,
    en: (e) => `${e.Who} opened a mail that is addressed to you`,
  },
  "identity.account_opened": { kind: "sign_in", vi: () => "Tài khoản của bạn được mở", en: () => "Your account was opened" },
  "identity.account_cancelled": { kind: "change", vi: () => "Tài khoản của bạn được huỷ", en: () => "Your account was cancelled" },
  "identity.contact_confirmed": { kind: "sign_in", vi: () => "Bạn xác nhận địa chỉ liên hệ", en: () => "You confirmed your contact" },
  "identity.contact_changed": {
    kind: "change",
    vi: (e) => `${e.Fields} mới bắt đầu có hiệu lực sau khi bạn nhập mã`,
    en: (e) => `The new ${e.fields} began to count once you entered its code`,
  },
  "identity.code_sent": { kind: "sign_in", vi: () => "Một mã được gửi cho bạn", en: () => "A code was sent to you" },
  "identity.code_refused": {
    kind: "refusal",
    vi: () => "Một lần xin mã bị từ chối vì đã xin quá nhiều",
    en: () => "A code was asked for too often and was not sent",
  },
  "identity.signed_in": {
    kind: "sign_in",
    vi: (e) => (e.flag("new_device") ? "Bạn đăng nhập trên một thiết bị mới" : "Bạn đăng nhập"),
    en: (e) => (e.flag("new_device") ? "You signed in on a new device" : "You signed in"),
  },
  "identity.sign_in_refused": { kind: "refusal", vi: () => "Một lần đăng nhập không thành", en: () => "A sign-in failed" },
  "identity.session_ended": { kind: "sign_in", vi: () => "Một phiên đăng nhập kết thúc", en: () => "A session ended" },
  "identity.stepped_up": { kind: "sign_in", vi: () => "Bạn xác nhận lại đúng là bạn", en: () => "You proved again that it is you" },
  "identity.new_device_alerted": {
    kind: "message",
    vi: () => "Bạn được báo về một thiết bị mới",
    en: () => "You were alerted to a new device",
  },
  "identity.password_changed": { kind: "change", vi: () => "Mật khẩu được đổi", en: () => "The password was changed" },
  "identity.passkey_added": { kind: "change", vi: () => "Một khoá truy cập được thêm", en: () => "A passkey was added" },
  "identity.passkey_removed": { kind: "change", vi: () => "Một khoá truy cập được gỡ", en: () => "A passkey was removed" },
  "identity.locked": { kind: "change", vi: () => "Tài khoản của bạn được khoá", en: () => "Your account was locked" },
  "identity.unlocked": { kind: "change", vi: () => "Tài khoản của bạn được mở khoá", en: () => "Your account was unlocked" },
  ...accessEvents,
  ...disclosureEvents,
  "access.refused": {
    kind: "refusal",
    vi: (e) => `${e.Who} thử làm một việc ngoài quyền và bị từ chối`,
    en: (e) => `${e.Who} tried something beyond their role and was refused`,
  },
};

/** For a type that nobody wrote words for: it is shown all the same. */
export const unnamed: EventWords = {
  kind: "change",
  vi: (e) => `Một việc được ghi lại (${e.event.type})`,
  en: (e) => `Something was recorded (${e.event.type})`,
};

/** Types of a kind, for the query. */
export function typesOf(kind: Kind): string[] {
  return Object.entries(events).flatMap(([type, words]) => (words.kind === kind ? [type] : []));
}

export function wordsOf(type: string): EventWords {
  return (Object.hasOwn(events, type) ? events[type] : undefined) ?? unnamed;
}

function proofVi(e: Told): string {
  return e.proof ? ` theo yêu cầu của bạn (${e.proof})` : "";
}

function proofEn(e: Told): string {
  return e.proof ? ` at your request (${e.proof})` : "";
}

function heldVi(e: Told): string {
  return e.fields === "" ? "dữ liệu của bạn" : e.fields;
}

function heldEn(e: Told): string {
  return e.fields === "" ? "your data" : e.fields;
}
