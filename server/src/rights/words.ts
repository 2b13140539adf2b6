import type { Basis, Both, Channel } from "@kept/language";
import type { ActKind, Method, StandingReason } from "../consent/index.js";
import type { Ground } from "../disclosure/index.js";
import type { Kind } from "./timeline/events.js";

/** What the account's pages say. Sentences with a blank are functions. */
export const words = {
  received: { vi: "Ai đã nhận dữ liệu của tôi", en: "Who received my data" },
  receivedNone: {
    vi: "Chưa có gì của bạn được chuyển cho ai.",
    en: "Nothing of yours was passed on to anyone.",
  },
  title: (organisation: string): Both => ({ vi: `${organisation} giữ gì về bạn`, en: `What ${organisation} holds about you` }),
  held: { vi: "Dữ liệu đang giữ", en: "What is held" },
  nothing: { vi: "Không còn giữ dữ liệu nào của bạn.", en: "Nothing of yours is held any more." },
  nothingMore: {
    vi: "Khi bạn gửi gì qua một biểu mẫu, từng mục sẽ hiện ở đây, kèm lý do và thời hạn giữ.",
    en: "When you send something by a form, each item will stand here, with why and how long it is kept.",
  },
  closed: { vi: "Chưa mở được dữ liệu của bạn lúc này", en: "Your data cannot be opened right now" },
  closedMore: {
    vi: "Dữ liệu vẫn còn nguyên và vẫn được niêm phong. Bạn vẫn rút lại đồng ý và phản đối được ở dưới; phần còn lại bạn quay lại sau ít phút nhé.",
    en: "It is whole and still sealed. Below you can withdraw and object all the same; for the rest, come back in a few minutes.",
  },
  why: { vi: "Vì sao", en: "Why" },
  source: { vi: "Từ đâu", en: "From" },
  until: { vi: "Đến khi", en: "Until" },
  basis: { vi: "Căn cứ", en: "Basis" },
  noRule: { vi: "Khi bạn yêu cầu xoá, hoặc mục đích đã xong", en: "You ask for erasure, or the purpose is done" },
  keptTo: (day: string): Both => ({ vi: `Hết ngày ${day}.`, en: `The end of ${day}.` }),
  endedOn: (day: string): Both => ({ vi: `Đã hết hạn ngày ${day}, đang được xoá.`, en: `It ended on ${day} and is being erased.` }),
  inReview: { vi: "Mọi mục đích đã xong; đang được xét xoá.", en: "Every purpose has ended; its erasure is being decided." },
  notice: (version: number): Both => ({ vi: `thông báo bản ${version}`, en: `notice version ${version}` }),
  verified: { vi: "đã xác nhận", en: "confirmed" },
  unverified: { vi: "chưa xác nhận", en: "not confirmed" },
  waits: { vi: "Đang chờ mã", en: "Waiting for its code" },
  waitsMore: { vi: "Giá trị cũ còn hiệu lực đến khi bạn nhập mã.", en: "The old one counts until you enter the code." },
  enterCode: { vi: "Nhập mã", en: "Enter the code" },
  former: { vi: "Trước đây", en: "Before" },
  upTo: { vi: "đến", en: "until" },
  merged: { vi: "hồ sơ đã gộp", en: "merged record" },
  correct: { vi: "Sửa", en: "Correct" },
  erase: { vi: "Xoá", en: "Erase" },
  download: { vi: "Tải về", en: "Download" },
  purposes: { vi: "Dữ liệu được dùng vào việc gì", en: "What it is used for" },
  purposesMore: {
    vi: "Mỗi việc một câu trả lời riêng. Dừng việc nào, việc ấy dừng ngay.",
    en: "Each purpose has an answer of its own. What you stop, stops at once.",
  },
  since: { vi: "từ", en: "since" },
  receipt: { vi: "Biên nhận", en: "Receipt" },
  withdraw: { vi: "Rút lại đồng ý", en: "Withdraw consent" },
  object: { vi: "Phản đối", en: "Object" },
  lift: { vi: "Thôi phản đối", en: "Lift the objection" },
  again: { vi: "Đọc lại và trả lời", en: "Read it and answer" },
  cannotStop: {
    vi: "Việc này luật cho làm mà không cần hỏi, nên không dừng ở đây được.",
    en: "The law allows this without asking, so it cannot be stopped here.",
  },
  actions: { vi: "Bạn có thể", en: "You can" },
  copy: { vi: "Tải bản sao", en: "Download a copy" },
  stopMarketing: { vi: "Dừng mọi thư quảng cáo", en: "Stop all marketing" },
  eraseAll: { vi: "Xoá mọi thứ về tôi", en: "Erase everything about me" },
  eraseNote: {
    vi: "Xoá xong, bạn nhận một giấy xác nhận có mã. Không nút nào ở đây đưa dữ liệu trở lại.",
    en: "Afterwards you get a certificate with its id. No button here brings anything back.",
  },
  sessions: { vi: "Phiên đăng nhập và thiết bị", en: "Sessions and devices" },
  passkeys: { vi: "Khoá truy cập", en: "Passkeys" },
  lock: { vi: "Khoá tài khoản ngay", en: "Lock the account at once" },
  signOut: { vi: "Thoát", en: "Sign out" },
  log: { vi: "Nhật ký về bạn", en: "Your timeline" },
  logMore: {
    vi: "Mỗi lần có người đọc, sửa, hay gửi thư, ở đây có một dòng. Phần mềm này không có chỗ nào để sửa hay bỏ một dòng.",
    en: "Each time somebody reads, changes or sends something, a line stands here. This software has no way to change or drop one.",
  },
  logAll: { vi: "Xem cả nhật ký", en: "See the whole timeline" },
  logEmpty: { vi: "Chưa có việc nào thuộc loại này.", en: "Nothing of this kind has happened yet." },
  logEmptyMore: { vi: "Có việc nào, việc ấy hiện ở đây ngay.", en: "When something does, it stands here at once." },
  filter: { vi: "Lọc nhật ký", en: "Filter the timeline" },
  all: { vi: "Tất cả", en: "All" },
  older: { vi: "Xem cũ hơn", en: "Older" },
  evidence: { vi: "bằng chứng", en: "evidence" },
  back: { vi: "Về trang của tôi", en: "Back to my page" },
  keep: { vi: "Giữ lại", en: "Keep it" },
  acknowledged: { vi: "Bạn đã ghi nhận", en: "You acknowledged" },
} as const;

export const correctWords = {
  title: (field: string): Both => ({ vi: `Sửa ${lower(field)}`, en: `Correct: ${lower(field)}` }),
  save: { vi: "Lưu", en: "Save" },
  contactNote: {
    vi: "Chúng tôi gửi mã để chắc rằng địa chỉ mới là của bạn. Trước khi bạn nhập mã, địa chỉ cũ vẫn có hiệu lực.",
    en: "We send a code to be sure that the new one is yours. Until you enter it, the old one counts.",
  },
  note: { vi: "Giá trị cũ được cất lại, niêm phong, kèm ngày sửa.", en: "The former value is kept, sealed, with the date." },
  codeTitle: { vi: "Nhập mã xác nhận", en: "Enter the code" },
  codeNote: {
    vi: "Mã có 8 chữ số, dùng được trong 10 phút, trên đúng trình duyệt này. Số điện thoại mới được xác nhận bằng mã gửi tới email của bạn.",
    en: "The code has 8 digits and works for 10 minutes, in this browser. A new telephone number is confirmed by a code to your e-mail.",
  },
  code: { vi: "Mã", en: "Code" },
  confirm: { vi: "Xác nhận", en: "Confirm" },
  resend: { vi: "Gửi mã mới", en: "Send a new code" },
} as const;

export const receiptWords = {
  title: { vi: "Biên nhận", en: "Receipt" },
  said: { vi: "Bạn đã nói", en: "What you said" },
  purpose: { vi: "Việc", en: "Purpose" },
  when: { vi: "Khi nào", en: "When" },
  how: { vi: "Bằng cách nào", en: "How" },
  where: { vi: "Ở đâu", en: "Where" },
  notice: { vi: "Thông báo áp dụng", en: "Notice that applied" },
  controller: { vi: "Bên kiểm soát dữ liệu", en: "Controller" },
  text: { vi: "Nguyên văn bạn đã đọc", en: "The exact words you read" },
  noText: { vi: "Không cần đọc gì để dừng.", en: "Nothing has to be read to stop." },
  digest: { vi: "Dấu vân tay SHA-256 của nguyên văn", en: "SHA-256 of these words" },
  event: { vi: "Mã bằng chứng", en: "Evidence id" },
  id: { vi: "Mã biên nhận", en: "Receipt id" },
  withdraw: { vi: "Rút lại bằng cách nào", en: "How to withdraw" },
  byYou: { vi: "chính bạn", en: "by you" },
  byStaff: { vi: "nhân viên ghi giúp", en: "entered by staff" },
  byKey: { vi: "hệ thống của tổ chức ghi", en: "entered by the organisation's system" },
} as const;

export const exportWords = {
  title: { vi: "Tải bản sao dữ liệu của bạn", en: "Download a copy of your data" },
  inside: {
    vi: "Một tệp zip: data.json cho máy, các bảng CSV, một trang HTML để đọc, biên nhận, nhật ký và các tệp bạn đã gửi.",
    en: "A zip: data.json for machines, tables as CSV, an HTML page to read, receipts, your timeline and the files you sent.",
  },
  care: {
    vi: "Trong đó có dữ liệu riêng của bạn: bạn cất ở nơi chỉ mình bạn mở được.",
    en: "It holds your own data: keep it where only you can open it.",
  },
  get: { vi: "Tải về (.zip)", en: "Download (.zip)" },
} as const;

/** The two answers to a consent, of equal weight. */
export const answerWords = {
  given: { vi: "Đồng ý", en: "Agree" },
  refused: { vi: "Không đồng ý", en: "Do not agree" },
} as const;

/** What has just been done, told once at the top of the page it leads back to. */
export const done = {
  corrected: { vi: "Đã sửa. Giá trị trước đây được cất lại, kèm ngày.", en: "Corrected. The former value is kept, with its date." },
  verified: { vi: "Đã xác nhận. Địa chỉ mới có hiệu lực từ bây giờ.", en: "Confirmed. The new one counts from now on." },
  erased: { vi: "Đã xoá. Mục này không mở lại được nữa.", en: "Erased. It cannot be opened any more." },
  withdraw: { vi: "Đã rút lại đồng ý. Việc ấy dừng từ bây giờ.", en: "Consent withdrawn. It stops as of now." },
  object: { vi: "Đã ghi nhận phản đối. Việc ấy dừng từ bây giờ.", en: "Objection recorded. It stops as of now." },
  lift: { vi: "Đã thôi phản đối.", en: "Objection lifted." },
  agree: { vi: "Đã ghi nhận bạn đồng ý.", en: "Your consent is recorded." },
  refuse: { vi: "Đã ghi nhận bạn không đồng ý.", en: "Your refusal is recorded." },
  restrict: {
    vi: "Đã hạn chế xử lý: dữ liệu của bạn vẫn được giữ, nhưng không ai đọc hay dùng, đến khi bạn bỏ hạn chế.",
    en: "Processing is restricted: your data is kept, and nobody reads or uses it until you lift this.",
  },
  unrestrict: { vi: "Đã bỏ hạn chế xử lý.", en: "The restriction is lifted." },
  stopped: { vi: "Đã dừng mọi việc quảng cáo.", en: "All marketing is stopped." },
} as const satisfies Record<string, Both>;
export type Done = keyof typeof done;

export const reasonWords: Readonly<Record<StandingReason, Both>> = {
  "consent.given": { vi: "Bạn đồng ý", en: "You agreed" },
  "consent.missing": { vi: "Chưa dùng: bạn chưa trả lời", en: "Not used: you have not answered" },
  "consent.refused": { vi: "Không dùng: bạn không đồng ý", en: "Not used: you did not agree" },
  "consent.withdrawn": { vi: "Đã dừng: bạn rút lại đồng ý", en: "Stopped: you withdrew your consent" },
  "consent.objected": { vi: "Đã dừng: bạn phản đối", en: "Stopped: you objected" },
  "processing.restricted": { vi: "Đã hạn chế: chỉ giữ, không dùng", en: "Restricted: kept, and not used" },
  "consent.asked_again": { vi: "Không dùng đến khi bạn trả lời lại", en: "Not used until you answer anew" },
  "basis.contract": { vi: "Được dùng, để thực hiện thoả thuận với bạn", en: "In use, to perform what was agreed with you" },
  "basis.legal_duty": { vi: "Được dùng, vì luật buộc", en: "In use, as the law demands" },
  "basis.protection": {
    vi: "Được dùng, để bảo vệ bạn và người khác trước hành vi xâm phạm",
    en: "In use, to protect you and others from infringement",
  },
  "basis.emergency": { vi: "Được dùng trong tình trạng khẩn cấp", en: "In use in an emergency" },
  "basis.state_body": { vi: "Được dùng cho hoạt động của cơ quan nhà nước", en: "In use for the work of a state body" },
  "basis.missing": { vi: "Không dùng: chưa có căn cứ", en: "Not used: it has no lawful basis" },
  "purpose.undeclared": { vi: "Không dùng nữa: chính sách đã bỏ việc này", en: "No longer used: the policy dropped it" },
  "person.unconfirmed": { vi: "Chưa dùng: địa chỉ liên hệ chưa được xác nhận", en: "Not used: the contact is not confirmed" },
  "person.erased": { vi: "Đã xoá", en: "Erased" },
};

export const actWords: Readonly<Record<ActKind, Both>> = {
  given: { vi: "Đồng ý", en: "I agree" },
  refused: { vi: "Không đồng ý", en: "I do not agree" },
  withdrawn: { vi: "Rút lại đồng ý", en: "I withdraw my consent" },
  objected: { vi: "Phản đối", en: "I object" },
  objection_lifted: { vi: "Thôi phản đối", en: "I lift my objection" },
};

export const methodWords: Readonly<Record<Method, Both>> = {
  form: { vi: "trên trang này", en: "on this site" },
  recorded_call: { vi: "cuộc gọi có ghi âm", en: "a recorded call" },
  sms: { vi: "tin nhắn", en: "a text message" },
  paper: { vi: "giấy", en: "paper" },
  email: { vi: "email", en: "e-mail" },
  api: { vi: "trang hoặc ứng dụng của tổ chức", en: "the organisation's own site or app" },
};

export const basisWords: Readonly<Record<Basis, Both>> = {
  consent: { vi: "bạn đồng ý", en: "your consent" },
  contract: { vi: "thoả thuận với bạn", en: "an agreement with you" },
  legal_duty: { vi: "luật buộc", en: "a duty set by law" },
  protection: { vi: "chống xâm phạm", en: "protection from infringement" },
  emergency: { vi: "tình trạng khẩn cấp", en: "an emergency" },
  state_body: { vi: "hoạt động của cơ quan nhà nước", en: "the work of a state body" },
};

export const channelWords: Readonly<Record<Channel, Both>> = {
  form: { vi: "biểu mẫu trên trang", en: "a form on the site" },
  phone: { vi: "cuộc gọi", en: "a call" },
  api: { vi: "trang hoặc ứng dụng của tổ chức", en: "the organisation's own site or app" },
  import: { vi: "danh sách được đưa vào", en: "a list that was brought in" },
  mail: { vi: "thư", en: "mail" },
  script: { vi: "đoạn mã trên trang", en: "a script on the site" },
};

export const withdrawalWords: Readonly<Record<string, Both>> = {
  account: { vi: "trang “Của tôi”", en: "the “Mine” page" },
  form: { vi: "phiếu yêu cầu", en: "a request form" },
  email: { vi: "email", en: "e-mail" },
  phone: { vi: "điện thoại", en: "telephone" },
  post: { vi: "thư gửi đến địa chỉ của tổ chức", en: "a letter to the organisation's address" },
};

export const kindWords: Readonly<Record<Kind, Both>> = {
  disclosure: { vi: "Chuyển đi", en: "Passed on" },
  reading: { vi: "Ai đã đọc", en: "Who has read" },
  own: { vi: "Bạn tự xem", en: "Your own looks" },
  change: { vi: "Thay đổi", en: "Changes" },
  consent: { vi: "Đồng ý", en: "Consent" },
  message: { vi: "Thư", en: "Mail" },
  refusal: { vi: "Bị từ chối", en: "Refusals" },
  sign_in: { vi: "Đăng nhập", en: "Sign-in" },
};

export function lower(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase("vi") + text.slice(1);
}

/** What a disclosure rested on, as its person reads it. */
export const groundWords: Readonly<Record<Ground, Both>> = {
  consent: { vi: "bạn đồng ý", en: "you agreed" },
  written: { vi: "văn bản bạn đã ký", en: "the paper you signed" },
  order: { vi: "để làm việc bạn đã đặt", en: "to deliver what you ordered" },
  authority: { vi: "cơ quan nhà nước yêu cầu theo luật", en: "a state body demanded it by law" },
  article: { vi: "chúng tôi báo cơ quan theo điều luật", en: "we reported it under an article of the law" },
  contract: { vi: "hợp đồng với bên xử lý cho chúng tôi", en: "the contract with who works for us" },
  terms_breach: { vi: "điều khoản dịch vụ bị vi phạm", en: "terms of service were broken" },
};
