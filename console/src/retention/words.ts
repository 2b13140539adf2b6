import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Thời hạn lưu giữ", en: "How long we keep" },
  under: {
    vi: "Cái gì sắp hết hạn, cái gì chờ bạn quyết, và việc nào còn thiếu ngày để tính hạn.",
    en: "What ends soon, what waits for your decision, and which dates are still missing.",
  },
  parts: { vi: "Các phần", en: "Parts" },
  ahead: { vi: "Sắp hết hạn", en: "Ending soon" },
  queue: { vi: "Chờ xét", en: "To review" },
  dates: { vi: "Việc và ngày", en: "Occasions and dates" },

  rule: { vi: "Quy tắc", en: "Rule" },
  later: { vi: "Sau đó", en: "Later" },
  aheadText: {
    vi: "Số người có dữ liệu hết hạn trong tuần bắt đầu từ ngày ghi ở đầu cột. Mỗi người được tính một lần, ở ngày hết hạn sớm nhất.",
    en: "How many people have data that ends in the week that begins on the day above. Each person counts once, on the earliest day.",
  },
  aheadNone: { vi: "Tám tuần tới không có gì hết hạn", en: "Nothing ends in the next eight weeks" },
  aheadNoneText: {
    vi: "Ngày hết hạn tính từ các quy tắc thời hạn của chính sách và ngày của từng đơn, sự kiện, đợt tuyển. Thiếu ngày thì xem phần Việc và ngày.",
    en: "Ends come from the policy's rules and the dates of orders, events and vacancies. Dates that are missing are under Occasions and dates.",
  },
  sweep: { vi: "Lượt dọn gần nhất", en: "The last sweep" },
  sweepNone: { vi: "Chưa có lượt dọn nào. Máy dọn mỗi giờ.", en: "No sweep has run yet. It runs every hour." },
  clock: { vi: "Hai đồng hồ lệch nhau", en: "The clocks disagree" },
  clockText: {
    vi: "Đồng hồ của máy chủ và của cơ sở dữ liệu lệch quá 5 phút, nên máy không dọn: xoá sớm thì không lấy lại được. Nhờ người vận hành chỉnh giờ (NTP) rồi đợi lượt sau.",
    en: "The clocks of server and database are more than 5 minutes apart, so the sweep does not run: what is erased too early never comes back. Have the operator set the time (NTP), then wait for the next run.",
  },
  silent: { vi: "Máy đã ngừng dọn", en: "The sweep has stopped" },
  silentText: {
    vi: "Hơn ba giờ chưa có lượt dọn nào, dù máy phải dọn mỗi giờ. Nhờ người vận hành xem tiến trình worker có chạy không.",
    en: "No sweep for more than three hours, though one runs every hour. Ask the operator whether the worker is running.",
  },

  none: { vi: "Không có gì chờ xét", en: "Nothing to review" },
  noneText: {
    vi: "Khi mọi mục đích của một mục dữ liệu đã hết (người ấy rút đồng ý, phản đối, hay việc đã xong), mục ấy vào đây và đóng lại với mọi người. Bạn quyết xoá, hoặc giữ cho mục đích khác hay nghĩa vụ luật.",
    en: "When every purpose of a field has ended (consent withdrawn, an objection, the occasion over), it comes here and closes to everyone. You decide to erase it, or to keep it for another purpose or a duty of the law.",
  },
  keys: {
    vi: "Bàn phím, khi đang ở một dòng: J K hoặc mũi tên để chuyển dòng, O xem, E xoá, G giữ, U rút lại.",
    en: "Keys, while on a line: J K or arrows to move, O to look, E to erase, G to keep, U to take back.",
  },
  list: { vi: "Hàng chờ xét", en: "The review queue" },
  look: { vi: "Xem", en: "Look" },
  hide: { vi: "Đóng lại", en: "Close" },
  erase: { vi: "Xoá", en: "Erase" },
  keep: { vi: "Giữ", en: "Keep" },
  undo: { vi: "Rút lại", en: "Take back" },
  erased: { vi: "Sẽ xoá sau nửa giờ. Trong lúc ấy bạn rút lại được.", en: "It goes in half an hour. Until then you can take it back." },
  undone: { vi: "Đã rút lại quyết định.", en: "The decision is taken back." },
  kept: { vi: "Đã giữ lại, và sẽ nhắc bạn xem lại.", en: "Kept; you will be reminded to look again." },
  record: { vi: "Hồ sơ", en: "Record" },
  recordOf: { vi: "Xem hồ sơ", en: "See the record" },
  take: { vi: "Tôi nhận", en: "I take it" },
  owner: { vi: "Phụ trách", en: "Owner" },
  anyone: { vi: "Chưa ai", en: "Nobody yet" },
  looking: { vi: "Lần xem này được ghi lại, và người ấy thấy trong hồ sơ của mình.", en: "This look is recorded, and the person sees it." },
  secret: { vi: "Không mở được, hoặc là mục bí mật.", en: "It does not open, or is a secret." },
  keepText: {
    vi: "Chỉ giữ được cho mục đích mà chính sách khai cho mục này và người ấy đang cho phép, hoặc cho một nghĩa vụ luật. Đến ngày xem lại, mục này quay về hàng chờ.",
    en: "It may be kept only for a purpose that the policy declares for this field and that stands for the person, or for a duty of the law. On the day of the next look it comes back.",
  },
  keepFor: { vi: "Giữ để làm gì", en: "Keep it for" },
  duty: { vi: "Nghĩa vụ luật (đặt lệnh giữ)", en: "A duty of the law (places a hold)" },
  noWay: {
    vi: "Không còn mục đích nào giữ được mục này, và vai trò của bạn không đặt được lệnh giữ. Chỉ còn cách xoá.",
    en: "No purpose is left for this field, and your role may not place a hold. It can only be erased.",
  },
  article: { vi: "Điều luật buộc giữ", en: "Article that demands it" },
  until: { vi: "Giữ đến hết", en: "Until the end of" },
  nextLook: { vi: "Ngày xem lại", en: "Look again on" },
  keptTitle: { vi: "Đang giữ, chờ xem lại", en: "Kept until the next look" },
  again: { vi: "Xét lại ngay", en: "Review now" },
  field: { vi: "Mục", en: "Field" },
  for: { vi: "Giữ để", en: "Kept for" },
  by: { vi: "Người quyết", en: "Decided by" },
  more: { vi: "Xem tiếp", en: "More" },
  first: { vi: "Về đầu", en: "Back to the first" },

  kind: { vi: "Loại", en: "Kind" },
  allKinds: { vi: "Mọi loại", en: "Every kind" },
  onlyMissing: { vi: "Chỉ những việc thiếu ngày", en: "Only those that lack a date" },
  reference: { vi: "Mã", en: "Reference" },
  unnamed: { vi: "chưa có mã", en: "no reference yet" },
  opened: { vi: "Mở ngày", en: "Opened" },
  recorded: { vi: "Ngày đã ghi", en: "Dates" },
  missing: { vi: "Thiếu", en: "Missing" },
  people: { vi: "Người", en: "People" },
  write: { vi: "Ghi ngày", en: "Record a date" },
  writeText: {
    vi: "Ghi lại với ngày khác thì ngày ghi sau được tính. Hạn của mọi người trong việc này tính lại ngay.",
    en: "Recorded again with another date, the newer counts. Everyone's end is counted anew at once.",
  },
  event: { vi: "Mốc nào", en: "What happened" },
  on: { vi: "Ngày", en: "On" },
  referenceHint: {
    vi: "Mã của chính bạn cho việc này, không phải số điện thoại hay giấy tờ của ai.",
    en: "Your own number for it; never anyone's phone or identity number.",
  },
  written: { vi: "Đã ghi ngày.", en: "The date is recorded." },
  outcomes: { vi: "Kết quả", en: "Outcomes" },
  outcomesText: {
    vi: "Ai không được nhận thì dữ liệu hết hạn cùng đợt (Luật 91/2025 điều 25). Danh sách này đã che, và việc xem được ghi lại.",
    en: "Data of those not taken ends with the vacancy (law 91/2025 art. 25). The list is masked, and looking at it is recorded.",
  },
  noOutcome: { vi: "Chưa có", en: "None yet" },
  noPeople: { vi: "Chưa ai tham gia việc này.", en: "Nobody takes part in it yet." },
  morePeople: { vi: "Chỉ hiện 200 người đầu.", en: "Only the first 200 are shown." },
  came: { vi: "Đã ghi kết quả.", en: "The outcome is recorded." },
  allDated: { vi: "Không việc nào thiếu ngày", en: "No date is missing" },
  allDatedText: {
    vi: "Mọi việc đều có ngày mà quy tắc thời hạn cần. Bỏ dấu chọn ở trên để xem tất cả.",
    en: "Every occasion has the dates the retention rules count from. Untick the box above to see all.",
  },
  noOccasions: { vi: "Chưa có việc nào", en: "No occasions yet" },
  noOccasionsText: {
    vi: "Việc là đơn hàng, sự kiện, đợt tuyển mà dữ liệu thuộc về. Việc đến từ biểu mẫu, từ API, hay từ cuộc gọi bạn ghi; thời hạn tính từ ngày của việc.",
    en: "An occasion is an order, event or vacancy that data belong to. They come from forms, from the API, or from calls you record; retention counts from their dates.",
  },
  undeclared: { vi: "Chính sách chưa khai loại việc nào", en: "The policy declares no occasions" },
  undeclaredText: {
    vi: "Khai ở mục occasions của chính sách (đơn hàng, sự kiện, đợt tuyển) thì thời hạn mới tính được từ ngày của chúng.",
    en: "Declare them under occasions in the policy (orders, events, vacancies), so that retention can count from their dates.",
  },
  dueReview: { vi: "Dữ liệu chờ xét giữ hay xoá", en: "Data waits for a review" },
  dueDates: { vi: "Việc thiếu ngày", en: "Occasions lack a date" },
  see: { vi: "Xem", en: "See" },
} as const satisfies Record<string, Both>;

/** Why every purpose ended. */
export const reasons = {
  withdrawn: { vi: "Đã rút đồng ý", en: "Consent withdrawn" },
  objected: { vi: "Đã phản đối", en: "Objected" },
  refused: { vi: "Đã từ chối", en: "Refused" },
  never: { vi: "Chưa từng đồng ý", en: "Never agreed" },
  occasion_over: { vi: "Việc đã xong", en: "The occasion is over" },
  undeclared: { vi: "Chính sách không còn mục đích ấy", en: "The policy no longer has the purpose" },
} as const satisfies Record<string, Both>;

export const lines = {
  decideBy: (day: string): Both => ({ vi: `quyết trước hết ${day}`, en: `decide by ${day}` }),
  late: (days: number): Both => ({ vi: `quá hạn ${days} ngày`, en: `${days} days late` }),
  left: (days: number): Both => ({ vi: `còn ${days} ngày`, en: `${days} days left` }),
  goesAt: (at: string): Both => ({ vi: `xoá lúc ${at}`, en: `goes at ${at}` }),
  swept: (at: string, looked: string, persons: string, fields: string, held: string): Both => ({
    vi: `${at}: xem ${looked} người, xoá trọn ${persons} người và ${fields} mục; ${held} người có phần còn lệnh giữ.`,
    en: `${at}: looked at ${looked} people, erased ${persons} whole and ${fields} fields; ${held} have something under a hold.`,
  }),
  due: (n: string): Both => ({ vi: `${n} người đến lượt xem ở lượt tới.`, en: `${n} people are due at the next run.` }),
  later: (n: string): Both => ({ vi: `${n} người hết hạn sau đó.`, en: `${n} people end later.` }),
  dueReview: (n: string, late: number): Both => ({
    vi: `${n} mục không còn mục đích${late > 0 ? `, ${late} mục đã quá hạn quyết` : ""}.`,
    en: `${n} fields without a purpose${late > 0 ? `, ${late} past their term` : ""}.`,
  }),
  dueDates: (n: string): Both => ({
    vi: `${n} việc chưa có ngày mà thời hạn tính từ đó.`,
    en: `${n} lack a date that retention counts from.`,
  }),
};
