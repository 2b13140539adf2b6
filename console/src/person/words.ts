import type { Both } from "@kept/language";

export const words = {
  window: { vi: "Hồ sơ một người", en: "A person's record" },
  since: { vi: "Có từ", en: "Held since" },
  record: { vi: "Ghi cuộc gọi", en: "Record a call" },
  parts: { vi: "Phần của hồ sơ", en: "Parts of the record" },
  data: { vi: "Dữ liệu", en: "Data" },
  consents: { vi: "Đồng ý", en: "Consents" },
  occasions: { vi: "Đơn và dịp", en: "Occasions" },
  access: { vi: "Truy cập", en: "Access" },
  timeline: { vi: "Nhật ký", en: "Timeline" },
  more: { vi: "Gộp, xoá", en: "Merge, erase" },
  reveal: { vi: "Mở cả dữ liệu nhạy cảm", en: "Open the sensitive data, too" },
  doing: { vi: "Bạn đang làm việc gì?", en: "What are you doing?" },
  open: { vi: "Mở theo việc này", en: "Open for this" },
  shut: { vi: "Việc không mở được, và vì sao", en: "What cannot be opened, and why" },
  first: {
    vi: "Mọi giá trị đang được che. Chọn việc bạn đang làm để mở đúng những gì việc ấy cần.",
    en: "Every value is masked. Choose what you are doing to open just what it needs.",
  },
  openFor: { vi: "Đang mở cho", en: "Open for" },
  recorded: {
    vi: "Lần đọc này đã ghi; người này thấy được vai trò của bạn và việc này. Tự che lại sau 10 phút.",
    en: "This reading is recorded; the person can see your role and this purpose. It is masked again after 10 minutes.",
  },
  mask: { vi: "Che lại ngay", en: "Mask again now" },
  notYours: {
    vi: "Người này chưa được giao cho bạn nên dữ liệu đang đóng. Nhờ người phân công giao cho bạn; không chờ được thì xin mở khẩn.",
    en: "This person is not assigned to you, so the data is closed. Ask whoever assigns work; if it cannot wait, ask for emergency access.",
  },
  toAccess: { vi: "Xem phần Truy cập", en: "See Access" },
  closedNow: {
    vi: "Lúc này không việc nào mở được. Lý do của từng việc ở ngay dưới.",
    en: "Nothing can be opened now. The reasons are below, purpose by purpose.",
  },
  noPurpose: { vi: "Vai trò của bạn không mở dữ liệu cho việc nào", en: "Your role opens data for no purpose" },
  field: { vi: "Thông tin", en: "Field" },
  value: { vi: "Giá trị", en: "Value" },
  from: { vi: "Từ đâu", en: "From" },
  until: { vi: "Giữ đến", en: "Kept until" },
  none: { vi: "Chưa có giá trị nào", en: "No values yet" },
  noneText: {
    vi: "Những gì người này điền ở phiếu, nói qua điện thoại hay được nhập vào sẽ hiện ở đây.",
    en: "What this person fills in, tells on the phone or has imported will appear here.",
  },
  verified: { vi: "đã xác minh", en: "verified" },
  correct: { vi: "Sửa", en: "Correct" },
  correctTitle: { vi: "Sửa giá trị theo yêu cầu", en: "Correct a value on request" },
  newValue: { vi: "Giá trị đúng", en: "The right value" },
  proof: { vi: "Họ chứng minh bằng cách nào?", en: "How did they prove who they are?" },
  reference: { vi: "Yêu cầu số (nếu có)", en: "Request reference (if any)" },
  corrected: { vi: "Đã sửa và ghi vào nhật ký.", en: "Corrected and recorded." },
  toVerify: {
    vi: "Đã ghi. Liên hệ mới phải được xác nhận bằng mã rồi mới có hiệu lực.",
    en: "Recorded. The new contact counts once its code is confirmed.",
  },
  mergeTitle: { vi: "Gộp với hồ sơ khác", en: "Merge with another record" },
  mergeText: {
    vi: "Khi hai hồ sơ là của cùng một người và bạn có chứng cứ. Từ đó hai hồ sơ được xem cùng nhau; hoàn tác thì tách lại như trước.",
    en: "When two records are one person and you have evidence. From then on they are seen together; undoing separates them as before.",
  },
  other: { vi: "Tìm hồ sơ kia", en: "Find the other record" },
  otherHint: { vi: "Số điện thoại, tên hoặc email", en: "Phone, name or email" },
  look: { vi: "Tìm", en: "Find" },
  otherNone: { vi: "Không có hồ sơ nào khác khớp.", en: "No other record matches." },
  evidence: { vi: "Chứng cứ", en: "Evidence" },
  merge: { vi: "Gộp hai hồ sơ", en: "Merge the two records" },
  merged: { vi: "Đã gộp hai hồ sơ.", en: "The two records are merged." },
  unmerged: { vi: "Đã tách lại như trước.", en: "Separated again as before." },
  eraseTitle: { vi: "Xoá", en: "Erase" },
  eraseText: {
    vi: "Xoá là huỷ khoá của dữ liệu: không ai mở lại được nữa. Chỉ những gì có lệnh giữ còn lại, dưới một khoá riêng.",
    en: "Erasing destroys the key to the data: nobody can open it again. Only what is under a hold stays, under a key of its own.",
  },
  what: { vi: "Xoá gì?", en: "Erase what?" },
  everything: { vi: "Tất cả về người này", en: "Everything about this person" },
  cause: { vi: "Vì sao?", en: "Why?" },
  understand: { vi: "Tôi hiểu việc này không hoàn tác được.", en: "I understand that this cannot be undone." },
  confirmFirst: { vi: "Chọn đủ các mục và xác nhận ở trên trước khi xoá.", en: "Choose every item and confirm above before erasing." },
  erase: { vi: "Xoá vĩnh viễn", en: "Erase for good" },
  keeps: { vi: "Sẽ được giữ lại, không bị xoá:", en: "Will be held back, not erased:" },
  keepsNothing: { vi: "Không có gì được giữ lại.", en: "Nothing will be held back." },
  erasures: { vi: "Những lần đã xoá", en: "Erasures" },
  certificate: { vi: "Chứng nhận (PDF)", en: "Certificate (PDF)" },
  erased: { vi: "Đã xoá.", en: "Erased." },
  asked: { vi: "Người này yêu cầu", en: "The person asked" },
  ended: { vi: "Mục đích đã hết", en: "The purpose has ended" },
  timelineText: {
    vi: "Từng câu đúng như người này đọc trong tài khoản của mình; “bạn” là họ.",
    en: "Each sentence as the person reads it in their account; “you” are they.",
  },
  timelineNone: { vi: "Chưa có gì xảy ra", en: "Nothing has happened yet" },
  timelineNoneText: {
    vi: "Mỗi lần dữ liệu của người này được ghi, đọc, sửa, gửi đi hay xoá, một dòng hiện ở đây.",
    en: "Each time this person's data is written, read, corrected, sent or erased, a line appears here.",
  },
  consentsNone: { vi: "Chính sách chưa khai việc nào", en: "The policy declares no purposes" },
  consentsNoneText: {
    vi: "Khi chính sách khai các việc, mỗi việc hiện ở đây với câu trả lời của người này.",
    en: "When the policy declares purposes, each appears here with this person's answer.",
  },
  purpose: { vi: "Việc", en: "Purpose" },
  may: { vi: "Được làm?", en: "Allowed?" },
  why: { vi: "Vì sao", en: "Why" },
  sinceWhen: { vi: "Từ khi nào", en: "Since" },
  textRead: { vi: "Văn bản đã đọc", en: "Text read" },
  version: { vi: "Phiên bản", en: "Version" },
  receipt: { vi: "Biên nhận", en: "Receipt" },
  answer: { vi: "Trả lời", en: "Answer" },
  how: { vi: "Bằng cách nào", en: "How" },
  yes: { vi: "Được", en: "Yes" },
  no: { vi: "Không", en: "No" },
} as const satisfies Record<string, Both>;

/** Why a person may or may not be used for a purpose: the server's stable codes as sentences. */
export const standings: Readonly<Record<string, Both>> = {
  "consent.given": { vi: "Đã đồng ý", en: "Consented" },
  "consent.missing": { vi: "Chưa hỏi", en: "Not asked" },
  "consent.refused": { vi: "Đã từ chối", en: "Refused" },
  "consent.withdrawn": { vi: "Đã rút lại", en: "Withdrawn" },
  "consent.objected": { vi: "Đã phản đối", en: "Objected" },
  "processing.restricted": { vi: "Đang hạn chế xử lý", en: "Processing is restricted" },
  "consent.asked_again": { vi: "Đang hỏi lại theo văn bản mới", en: "Asked again under a new text" },
  "basis.contract": { vi: "Để thực hiện hợp đồng", en: "To perform a contract" },
  "basis.legal_duty": { vi: "Luật bắt buộc", en: "The law demands it" },
  "basis.protection": { vi: "Để bảo vệ quyền lợi", en: "To protect rights" },
  "basis.emergency": { vi: "Khẩn cấp", en: "Emergency" },
  "basis.state_body": { vi: "Cơ quan nhà nước", en: "A state body" },
  "basis.missing": { vi: "Chính sách chưa nêu căn cứ", en: "The policy gives no basis" },
  "purpose.undeclared": { vi: "Chính sách không còn việc này", en: "The policy no longer declares it" },
  "person.unconfirmed": { vi: "Chưa xác nhận liên hệ", en: "The contact is not confirmed" },
  "person.erased": { vi: "Đã xoá", en: "Erased" },
};

export const acts = {
  given: { vi: "Đồng ý", en: "Given" },
  refused: { vi: "Không đồng ý", en: "Refused" },
  withdrawn: { vi: "Rút lại", en: "Withdrawn" },
  objected: { vi: "Phản đối", en: "Objected" },
  objection_lifted: { vi: "Thôi phản đối", en: "Objection lifted" },
} as const satisfies Record<string, Both>;

export const methods = {
  form: { vi: "Phiếu trên mạng", en: "Online form" },
  recorded_call: { vi: "Cuộc gọi có ghi âm", en: "Recorded call" },
  sms: { vi: "Tin nhắn", en: "Text message" },
  paper: { vi: "Giấy đã ký", en: "Signed paper" },
  email: { vi: "Email", en: "Email" },
  api: { vi: "Trang web của tổ chức", en: "The organisation's site" },
} as const satisfies Record<string, Both>;

export const proofs = {
  account: { vi: "Đã đăng nhập tài khoản của họ", en: "Signed in to their account" },
  call_back: { vi: "Gọi lại số đã xác minh", en: "Called back on a verified number" },
  document: { vi: "Xem giấy tờ", en: "Saw a document" },
  in_person: { vi: "Gặp trực tiếp", en: "Met in person" },
} as const satisfies Record<string, Both>;

export const evidences = {
  same_verified_contact: { vi: "Cùng một liên hệ đã xác minh", en: "The same verified contact" },
  document: { vi: "Giấy tờ cho thấy là một người", en: "A document shows it" },
  call_back: { vi: "Gọi lại và người ấy xác nhận", en: "Called back, and they confirmed" },
  in_person: { vi: "Gặp trực tiếp và họ xác nhận", en: "Met in person, and they confirmed" },
} as const satisfies Record<string, Both>;

/** Why a value stays masked, or a purpose cannot be opened: each code as a sentence. */
export const reasons: Readonly<Record<string, Both>> = {
  role: { vi: "Vai trò của bạn không mở mục này", en: "Your role does not open this" },
  purpose: { vi: "Việc đang làm không cần đến", en: "The purpose does not need it" },
  consent: { vi: "Người này chưa đồng ý, hoặc đã rút lại", en: "The person has not agreed, or has withdrawn" },
  objection: { vi: "Người này đã phản đối", en: "The person objected" },
  restriction: { vi: "Đang hạn chế xử lý", en: "Processing is restricted" },
  unverified: { vi: "Liên hệ chưa được xác nhận", en: "The contact is not confirmed" },
  erased: { vi: "Đã xoá", en: "Erased" },
  caller: {
    vi: "Bạn đang nghe một cuộc gọi mà người này không phải người gọi, hoặc chưa biết họ đã đồng ý",
    en: "You are on a call and this is not the caller, or it is not known that they agreed",
  },
  assignment: { vi: "Người này chưa được giao cho bạn", en: "This person is not assigned to you" },
  retention: { vi: "Đã hết hạn giữ, đang chờ xoá", en: "Past its time, waiting to be erased" },
  reveal: { vi: "Dữ liệu nhạy cảm: mở riêng, sau khi xác nhận lại", en: "Sensitive: opened by itself, after a fresh proof" },
  review: { vi: "Đang chờ xem xét giữ hay xoá", en: "Waiting for the review to decide" },
  held: { vi: "Chỉ còn giữ theo một nghĩa vụ", en: "Kept for one duty alone" },
};

export const channels: Readonly<Record<string, Both>> = {
  form: { vi: "phiếu", en: "form" },
  phone: { vi: "điện thoại", en: "phone" },
  api: { vi: "API", en: "API" },
  import: { vi: "nhập", en: "import" },
  mail: { vi: "thư", en: "mail" },
  script: { vi: "trang web", en: "web site" },
  staff: { vi: "nhân viên", en: "staff" },
};
