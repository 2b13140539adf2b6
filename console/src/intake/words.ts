import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Ghi cuộc gọi", en: "Record a call" },
  under: {
    vi: "Ghi điều người gọi cho biết, đúng như họ tự điền phiếu: cùng câu hỏi, cùng cách kiểm, không điền sẵn câu trả lời nào.",
    en: "Write down what the caller tells, just as if they filled in the form: the same questions, the same checks, no answer preset.",
  },
  none: { vi: "Chính sách không nhận dữ liệu qua điện thoại", en: "The policy takes no data by phone" },
  noneText: {
    vi: "Khi một điểm thu thập trong chính sách có kênh điện thoại (phone), nó hiện ở đây.",
    en: "When a touchpoint of the policy has the phone channel, it appears here.",
  },
  which: { vi: "Người gọi cần gì?", en: "What does the caller need?" },
  tells: { vi: "Người gọi cho biết", en: "What the caller tells" },
  kind: { vi: "Loại", en: "Kind" },
  more: { vi: "Thêm dòng", en: "Add a line" },
  lang: { vi: "Đã đọc bằng", en: "Read out in" },
  consents: { vi: "Hỏi đồng ý", en: "Ask for consent" },
  consentsText: {
    vi: "Đọc từng đoạn cho người gọi rồi ghi câu trả lời. Chưa trả lời thì để trống; để trống không phải là đồng ý.",
    en: "Read each passage to the caller and record the answer. Leave it empty when unanswered; empty is not consent.",
  },
  given: { vi: "Đồng ý", en: "Agrees" },
  refused: { vi: "Không đồng ý", en: "Does not agree" },
  unanswered: { vi: "Chưa trả lời", en: "Not answered" },
  method: { vi: "Họ đồng ý bằng cách nào?", en: "How did they agree?" },
  methodHint: { vi: "Phải kiểm chứng lại được về sau.", en: "It must be verifiable afterwards." },
  methodNeed: { vi: "Ghi cách họ đồng ý nhé.", en: "Please say how they agreed." },
  duties: { vi: "Người gọi xác nhận", en: "The caller acknowledges" },
  accuracy: { vi: "Người gọi xác nhận những điều trên là đủ và đúng.", en: "The caller confirms that this is complete and true." },
  proved: { vi: "Tôi đã gọi lại đúng số này, hoặc đã gặp họ.", en: "I called this very number back, or met them." },
  provedNote: {
    vi: "Nếu không, họ nhận mã để xác nhận; trước đó dữ liệu chưa được dùng.",
    en: "Otherwise they get a code to confirm; until then nothing is used.",
  },
  send: { vi: "Ghi lại", en: "Record" },
  done: { vi: "Đã ghi cuộc gọi.", en: "The call is recorded." },
  confirmed: { vi: "Đã xác nhận, dùng được ngay.", en: "Confirmed; it can be used now." },
  pending: {
    vi: "Đang chờ người ấy xác nhận bằng mã. Trước đó không ai dùng được dữ liệu này.",
    en: "Waiting for the person to confirm by code. Until then nobody can use it.",
  },
  open: { vi: "Mở hồ sơ", en: "Open the record" },
  next: { vi: "Ghi cuộc gọi khác", en: "Record another call" },
} as const satisfies Record<string, Both>;
