import type { Both } from "@kept/language";

export const words = {
  mineTitle: { vi: "Giao cho tôi", en: "Assigned to me" },
  mineUnder: {
    vi: "Những người bạn đang chịu trách nhiệm. Vai trò chỉ đọc người được giao thì đọc được đúng những người này.",
    en: "The people you are responsible for. A role that reads only its own people reads these.",
  },
  mineNone: { vi: "Chưa ai được giao cho bạn", en: "Nobody is assigned to you yet" },
  mineNoneText: {
    vi: "Khi bạn ghi cuộc gọi của một người mới, người ấy được giao cho bạn ngay. Người phân công cũng giao được, ở trang của từng người.",
    en: "When you record a newcomer's call, they are assigned to you at once. Whoever assigns work does it on the page of each person.",
  },
  mineMore: { vi: "Chỉ hiện 200 người mới nhất.", en: "Only the newest 200 are shown." },
  person: { vi: "Người", en: "Person" },
  by: { vi: "Theo", en: "By" },
  alone: { vi: "cả người này", en: "this person" },
  since: { vi: "Từ", en: "Since" },
  until: { vi: "Đến", en: "Until" },
  open: { vi: "không hẹn ngày", en: "no end set" },

  glassTitle: { vi: "Mở khẩn", en: "Emergency access" },
  glassUnder: {
    vi: "Đọc vượt vai trò và phân công khi thật cần: một người xin, một người khác duyệt, có giờ kết thúc. Mọi lần đọc đều đánh dấu, và người ấy thấy được.",
    en: "Reading past role and assignment when it is truly needed: one asks, another agrees, and it ends by the clock. Every reading is marked, and the person sees it.",
  },
  glassNone: { vi: "Chưa ai xin mở khẩn", en: "Nobody has asked for emergency access" },
  glassNoneText: {
    vi: "Cần thì vào trang của người ấy, phần Truy cập, và nêu lý do. Lần xin sẽ hiện ở đây cho người thứ hai.",
    en: "If it is needed, ask on the person's page, under Access, and say why. The request appears here for the second person.",
  },
  waiting: { vi: "Chờ người thứ hai", en: "Waiting for a second person" },
  running: { vi: "Đang mở", en: "Running" },
  past: { vi: "Trước đây", en: "Before" },
  asked: { vi: "Người xin", en: "Asked by" },
  why: { vi: "Lý do", en: "Reason" },
  noReason: { vi: "đã xoá cùng dữ liệu", en: "erased with the data" },
  purpose: { vi: "Để làm gì", en: "Purpose" },
  record: { vi: "Hồ sơ", en: "Record" },
  state: { vi: "Kết quả", en: "Outcome" },
  second: { vi: "Người thứ hai", en: "Second person" },
  when: { vi: "Lúc", en: "At" },
  agree: { vi: "Đồng ý cho mở", en: "Agree" },
  refuse: { vi: "Từ chối", en: "Turn down" },
  end: { vi: "Kết thúc ngay", en: "End now" },
  takeBack: { vi: "Rút lại", en: "Take back" },
  yours: { vi: "Bạn xin, nên người khác phải duyệt.", en: "You asked, so somebody else has to agree." },
  seePerson: { vi: "Xem hồ sơ", en: "See the record" },
  agreed: { vi: "Đã đồng ý. Người canh việc đọc được báo.", en: "Agreed. Whoever watches reading is told." },
  refusedIt: { vi: "Đã từ chối.", en: "Turned down." },
  endedIt: { vi: "Đã kết thúc.", en: "Ended." },

  alarmTitle: { vi: "Báo động đọc", en: "Reading alarms" },
  alarmUnder: {
    vi: "Đọc nhiều bất thường, đọc ngoài giờ, mở khẩn. Mỗi báo động cần một người khác xem và kết luận đúng hạn.",
    en: "Much reading, reading at odd hours, emergency access. Somebody else looks at each and settles it in time.",
  },
  alarmNone: { vi: "Không có báo động nào", en: "No alarms" },
  alarmNoneText: {
    vi: "Khi một nhân viên hay một khoá API đọc nhiều hơn mức của chính sách, hoặc có người đọc lúc không ai làm việc, báo động hiện ở đây.",
    en: "When staff or an API key read more than the policy's limit, or somebody reads when nobody is at work, the alarm appears here.",
  },
  seeWhy: { vi: "Xem lý do", en: "See the reason" },
  toSettle: { vi: "Cần xem", en: "To settle" },
  settled: { vi: "Đã kết luận", en: "Settled" },
  what: { vi: "Việc gì", en: "What" },
  reader: { vi: "Ai đọc", en: "Reader" },
  key: { vi: "một khoá API", en: "an API key" },
  due: { vi: "Hạn xem", en: "Due" },
  finding: { vi: "Kết luận", en: "Finding" },
  settle: { vi: "Kết luận", en: "Settle" },
  settleTitle: { vi: "Bạn thấy gì?", en: "What did you find?" },
  caseReference: { vi: "Số vụ việc (nếu có)", en: "Case reference (if any)" },
  aboutYou: { vi: "Về chính bạn: người khác phải xem.", en: "About you: somebody else has to look." },
  settledIt: { vi: "Đã ghi kết luận.", en: "The finding is recorded." },
  late: { vi: "quá hạn", en: "overdue" },
} as const satisfies Record<string, Both>;

export const grantStates = {
  asked: { vi: "Đang chờ", en: "Waiting" },
  running: { vi: "Đang mở", en: "Running" },
  refused: { vi: "Bị từ chối", en: "Turned down" },
  lapsed: { vi: "Không ai trả lời", en: "Nobody answered" },
  over: { vi: "Hết giờ", en: "Time over" },
  ended: { vi: "Kết thúc sớm", en: "Ended early" },
} as const satisfies Record<string, Both>;

export const alarmKinds = {
  bulk: { vi: "Đọc nhiều bất thường", en: "Much reading" },
  odd_hour: { vi: "Đọc ngoài giờ", en: "Reading at an odd hour" },
  break_glass: { vi: "Mở khẩn", en: "Emergency access" },
} as const satisfies Record<string, Both>;

export const findings = {
  justified: { vi: "Có lý do chính đáng", en: "Justified" },
  mistake: { vi: "Nhầm lẫn, đã nhắc nhở", en: "A mistake, spoken about" },
  misuse: { vi: "Dùng sai quyền", en: "Misuse" },
  incident: { vi: "Là sự cố, đã mở vụ việc", en: "An incident, a case is open" },
} as const satisfies Record<string, Both>;

export const lines = {
  wanted: (n: number): Both => ({ vi: `Xin mở ${n} phút`, en: `For ${n} ${n === 1 ? "minute" : "minutes"}` }),
  leftOf: (n: number): Both => ({ vi: `Còn ${n} phút`, en: `${n} ${n === 1 ? "minute" : "minutes"} left` }),
  readings: (n: number): Both => ({ vi: `${n} lần đọc trong một giờ`, en: `${n} readings in one hour` }),
  alarms: (n: number): Both => ({
    vi: `${n} báo động đọc chờ người xem.`,
    en: `${n} reading ${n === 1 ? "alarm waits" : "alarms wait"} for someone.`,
  }),
  asks: (n: number): Both => ({
    vi: `${n} lần xin mở khẩn chờ người thứ hai.`,
    en: `${n} ${n === 1 ? "request" : "requests"} for emergency access ${n === 1 ? "waits" : "wait"} for a second person.`,
  }),
  dueIn: (hours: number): Both => ({ vi: `còn ${hours} giờ`, en: `${hours} ${hours === 1 ? "hour" : "hours"} left` }),
} as const;
