import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Yêu cầu của cơ quan nhà nước", en: "Demands of state bodies" },
  under: {
    vi: "Toà án, viện kiểm sát, công an… yêu cầu bằng văn bản. Không có văn bản thì không quyết định được, và chỉ đúng phần được chấp nhận mới rời đi.",
    en: "A court, the procuracy, the police… ask in writing. Nothing is decided without their document, and only what was granted leaves.",
  },
  make: { vi: "Ghi một yêu cầu", en: "Enter a demand" },
  makeUnder: {
    vi: "Ghi đúng như văn bản. Ghi vào sổ chưa cho gì đi; việc ấy được quyết định riêng.",
    en: "Enter what the document says. Entering lets nothing out; that is decided apart.",
  },
  none: { vi: "Chưa cơ quan nào yêu cầu gì", en: "No state body has asked for anything" },
  noneText: {
    vi: "Khi có công văn yêu cầu cung cấp hay xoá dữ liệu, ghi vào đây: hạn trả lời được canh, và mỗi bước có bằng chứng.",
    en: "When a letter demands data or its erasure, enter it here: the day of the reply is watched, and each step leaves evidence.",
  },
  undeclared: { vi: "Chính sách không khai cơ quan nhà nước nào", en: "The policy declares no state body" },
  undeclaredText: {
    vi: "Muốn trả lời yêu cầu của cơ quan nhà nước, khai họ là bên nhận trong chính sách và công bố trước.",
    en: "To answer the demands of state bodies, declare them as a recipient in the policy and publish it first.",
  },
  unregistered: { vi: "Sổ bên nhận chưa có cơ quan nào", en: "No state body is in the register yet" },
  unregisteredText: {
    vi: "Ghi cơ quan gửi văn bản vào sổ trước: tên đầy đủ, như trên con dấu.",
    en: "Enter the body that sent the document first: its full name, as on its stamp.",
  },
  register: { vi: "Ghi cơ quan vào sổ", en: "Enter a body" },
  another: { vi: "Cơ quan khác chưa có trong danh sách?", en: "Another body, not in the list?" },
  party: { vi: "Cơ quan", en: "Body" },
  body: { vi: "Loại cơ quan", en: "Kind of body" },
  reason: { vi: "Lý do", en: "Reason" },
  kind: { vi: "Họ yêu cầu", en: "They demand" },
  violation: { vi: "Vi phạm đang được xem xét", en: "Violation looked into" },
  violationHint: { vi: "Số vụ án, điều luật. Không ghi tên ai.", en: "Case number, article. Name nobody." },
  basis: { vi: "Căn cứ pháp luật", en: "Basis in law" },
  basisHint: { vi: "Điều luật cho họ quyền yêu cầu.", en: "The article that lets them demand it." },
  number: { vi: "Số văn bản", en: "Number of the document" },
  documentOn: { vi: "Văn bản ngày", en: "Dated" },
  purpose: { vi: "Dữ liệu này đang giữ để làm gì", en: "What the data is held for" },
  fields: { vi: "Mục dữ liệu", en: "Fields" },
  allFields: { vi: "mọi mục", en: "every field" },
  fieldsHint: { vi: "Không chọn mục nào nghĩa là xoá tất cả.", en: "None chosen means all of them." },
  persons: { vi: "Số người", en: "People" },
  ids: { vi: "Hoặc dán mã hồ sơ, mỗi dòng một mã", en: "Or paste ids of records, one to a line" },
  idsWrong: { vi: "Có dòng không phải mã hồ sơ.", en: "A line is not the id of a record." },
  needPersons: { vi: "Chọn ít nhất một người.", en: "Choose at least one person." },
  received: { vi: "Nhận ngày", en: "Received on" },
  replyBy: { vi: "Trả lời trước hết ngày", en: "Reply by" },
  hidden: { vi: "Chưa cho người trong cuộc thấy trước ngày", en: "Hidden from those concerned until" },
  hiddenHint: {
    vi: "Chỉ khi văn bản đòi giữ kín. Sau ngày ấy họ thấy ai đã nhận dữ liệu của họ.",
    en: "Only where the document demands secrecy. After that day they see who received their data.",
  },
  hiddenTill: { vi: "Giữ kín đến", en: "Hidden until" },
  file: { vi: "Văn bản của cơ quan (PDF, PNG, JPEG)", en: "The body's document (PDF, PNG, JPEG)" },
  fileLater: { vi: "Có thể tải lên sau; chưa có thì chưa quyết định được.", en: "May be added later; nothing is decided without it." },
  enter: { vi: "Ghi vào sổ", en: "Enter it" },
  entered: { vi: "Đã ghi yêu cầu.", en: "The demand is entered." },
  due: { vi: "Hạn trả lời", en: "Reply" },
  state: { vi: "Tình trạng", en: "State" },
  open: { vi: "Mở", en: "Open" },
  list: { vi: "Mọi yêu cầu", en: "All demands" },
  document: { vi: "Văn bản", en: "Document" },
  documentHere: { vi: "Đã niêm phong trong sổ.", en: "Sealed in the register." },
  documentMissing: {
    vi: "Chưa có văn bản. Tải lên rồi mới quyết định được.",
    en: "The document is missing. Add it; nothing can be decided before.",
  },
  documentOpen: { vi: "Mở văn bản", en: "Open the document" },
  documentKeep: { vi: "Cất văn bản", en: "Keep the document" },
  documentAgain: { vi: "Thay bằng tệp khác", en: "Replace it by another file" },
  documentKept: { vi: "Đã cất văn bản, niêm phong.", en: "The document is kept, sealed." },
  decide: { vi: "Quyết định", en: "Decide" },
  decideText: {
    vi: "Phần không chấp nhận phải nêu lý do theo luật. Quyết định rồi thì không đổi được.",
    en: "What is not granted needs its reason in law. A decision is not changed afterwards.",
  },
  grantedFields: { vi: "Mục được chấp nhận", en: "Fields granted" },
  grantedPersons: { vi: "Người được chấp nhận", en: "People granted" },
  refusal: { vi: "Lý do từ chối", en: "Reason of the refusal" },
  refusalHint: { vi: "Nêu điều luật hay phạm vi vụ việc; không ghi tên ai.", en: "An article, or the scope of the case; name nobody." },
  decided: { vi: "Đã quyết định.", en: "Decided." },
  pick: { vi: "Chọn quyết định trước.", en: "Choose a decision first." },
  record: { vi: "Hồ sơ", en: "Record" },
  erasedDone: { vi: "đã xoá", en: "erased" },
  notCovered: { vi: "ngoài quyết định", en: "outside the decision" },
  covered: { vi: "trong quyết định", en: "covered" },
  answer: { vi: "Thi hành", en: "Carry it out" },
  form: { vi: "Dạng tệp", en: "File" },
  deliver: { vi: "Lấy tệp để giao", en: "Make the file to hand over" },
  deliverText: {
    vi: "Tệp chỉ có phần đã quyết định, và mọi điều kiện được xét lại lúc này. Lấy xong, yêu cầu được ghi là đã trả lời hôm nay.",
    en: "The file holds what was decided and no more; everything is looked at again now. Taking it answers the demand today.",
  },
  again: { vi: "Lấy lại tệp", en: "Make the file again" },
  delivered: { vi: "Tệp đã rời đi.", en: "The file has left." },
  erase: { vi: "Xoá theo quyết định", en: "Erase as decided" },
  eraseText: {
    vi: "Khoá của những người này bị huỷ, không lấy lại được. Phần luật buộc giữ vẫn giữ, và ghi trong giấy chứng nhận.",
    en: "Their keys are destroyed and cannot be brought back. What the law holds stays, and stands in each certificate.",
  },
  eraseYes: { vi: "Xoá, tôi chắc chắn", en: "Erase, I am certain" },
  erasing: { vi: "Đang xoá", en: "Erasing" },
  begun: { vi: "Đã bắt đầu xoá.", en: "The erasure has begun." },
  sent: { vi: "Ghi đã gửi thư từ chối", en: "Record that the refusal went out" },
  sentOn: { vi: "Gửi ngày", en: "Sent on" },
  sentDone: { vi: "Đã ghi trả lời.", en: "The reply is recorded." },
  letter: { vi: "Thư trả lời", en: "Letter of reply" },
  letterOpen: { vi: "Xem thư trả lời", en: "See the letter of reply" },
  print: { vi: "In thư", en: "Print the letter" },
  letterHint: {
    vi: "Ghi số công văn và ký trên bản in. Thư không nêu tên ai; dữ liệu nằm trong tệp giao riêng.",
    en: "Number and sign the printed letter. It names nobody; the data is in the file handed over apart.",
  },
  back: { vi: "Về yêu cầu", en: "Back to the demand" },
  history: { vi: "Đã diễn ra", en: "What happened" },
  hReceived: { vi: "Nhận văn bản", en: "Received" },
  hDecided: { vi: "Quyết định", en: "Decided" },
  hAnswered: { vi: "Trả lời", en: "Answered" },
  openList: { vi: "Xem yêu cầu", en: "See the demands" },
} as const satisfies Record<string, Both>;

export const kinds = {
  disclosure: { vi: "Cung cấp dữ liệu", en: "Data" },
  erasure: { vi: "Xoá dữ liệu", en: "Erasure" },
} as const satisfies Record<string, Both>;

export const bodies = {
  procuracy: { vi: "Viện kiểm sát", en: "Procuracy" },
  court: { vi: "Toà án", en: "Court" },
  police: { vi: "Công an", en: "Police" },
  data_authority: { vi: "Cơ quan chuyên trách bảo vệ dữ liệu", en: "Data protection authority" },
  other: { vi: "Cơ quan khác có thẩm quyền", en: "Another competent body" },
} as const satisfies Record<string, Both>;

export const reasons = {
  criminal_inquiry: { vi: "Điều tra hình sự", en: "Criminal inquiry" },
  legal_compliance: { vi: "Tuân thủ pháp luật", en: "Compliance with law" },
  community_interest: { vi: "Lợi ích cộng đồng", en: "Interest of the community" },
  violation: { vi: "Xem xét một vi phạm", en: "A violation is looked into" },
  terms_breach: { vi: "Vi phạm điều khoản", en: "Breach of terms" },
  own_report: { vi: "Tự báo", en: "Own report" },
} as const satisfies Record<string, Both>;

export const states = {
  received: { vi: "Chờ quyết định", en: "To be decided" },
  decided: { vi: "Đã quyết định, chưa trả lời", en: "Decided, not answered" },
  answered: { vi: "Đã trả lời", en: "Answered" },
} as const satisfies Record<string, Both>;

export const decisions = {
  granted: { vi: "Chấp nhận toàn bộ", en: "Granted whole" },
  partial: { vi: "Chấp nhận một phần", en: "Granted in part" },
  refused: { vi: "Từ chối", en: "Refused" },
} as const satisfies Record<string, Both>;

export const answers = {
  delivered: { vi: "Đã giao dữ liệu", en: "Data handed over" },
  partial: { vi: "Đã thực hiện một phần", en: "Carried out in part" },
  refused: { vi: "Đã gửi thư từ chối", en: "The refusal went out" },
  erased: { vi: "Đã xoá", en: "Erased" },
} as const satisfies Record<string, Both>;
