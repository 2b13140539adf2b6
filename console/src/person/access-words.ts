import type { Both } from "@kept/language";

export const words = {
  responsible: { vi: "Ai chịu trách nhiệm", en: "Who is responsible" },
  responsibleText: {
    vi: "Vai trò chỉ đọc người được giao thì chỉ những người ở đây đọc được. Giao theo một đơn, mọi người của đơn ấy đều được giao.",
    en: "Of the roles that read only their own people, only these read. An assignment by an order covers everyone of that order.",
  },
  nobody: { vi: "Chưa ai chịu trách nhiệm về người này.", en: "Nobody is responsible for this person yet." },
  askAssign: {
    vi: "Cần đọc mà chưa được giao thì nhờ người phân công giao cho bạn, hoặc xin mở khẩn nếu không chờ được.",
    en: "If you need to read and are not assigned, ask whoever assigns work, or ask for emergency access if it cannot wait.",
  },
  name: { vi: "Nhân viên", en: "Staff" },
  by: { vi: "Theo", en: "By" },
  alone: { vi: "cả người này", en: "this person" },
  since: { vi: "Từ", en: "Since" },
  until: { vi: "Đến", en: "Until" },
  open: { vi: "không hẹn ngày", en: "no end set" },
  intake: { vi: "ghi cuộc gọi", en: "took the call" },
  end: { vi: "Thôi giao", en: "End" },
  ended: { vi: "Đã thôi giao. Từ giờ không đọc được nữa.", en: "Ended. From now on it opens nothing." },
  assign: { vi: "Giao cho nhân viên", en: "Assign" },
  to: { vi: "Giao cho ai", en: "To whom" },
  what: { vi: "Giao gì", en: "What" },
  last: { vi: "Ngày cuối (nếu có)", en: "Last day (if any)" },
  assigned: { vi: "Đã giao.", en: "Assigned." },

  glass: { vi: "Xin mở khẩn", en: "Ask for emergency access" },
  glassText: {
    vi: "Khi thật cần đọc mà vai trò hay phân công không cho: một người khác phải đồng ý, có giờ kết thúc, người này thấy được. Phản đối, hạn chế và việc xoá vẫn giữ nguyên.",
    en: "When you truly need to read what your role or assignment does not open: somebody else has to agree, it ends by the clock, and the person sees it. Objection, restriction and erasure stand all the same.",
  },
  purpose: { vi: "Để làm gì", en: "What for" },
  reason: { vi: "Lý do", en: "Reason" },
  reasonHint: {
    vi: "Ít nhất 10 ký tự. Lý do được niêm phong bằng khoá của người này.",
    en: "10 characters at least. It is sealed with the person's own key.",
  },
  minutes: { vi: "Trong bao lâu", en: "For how long" },
  ask: { vi: "Xin mở khẩn", en: "Ask" },
  asked: { vi: "Đã xin. Một người khác có quyền này phải đồng ý.", en: "Asked. Somebody else with this right has to agree." },
  seeAsks: { vi: "Xem các lần xin", en: "See the requests" },

  restriction: { vi: "Hạn chế xử lý", en: "Restricted processing" },
  restrictionText: {
    vi: "Khi người này yêu cầu hạn chế: dữ liệu vẫn giữ, nhưng không đọc và không dùng cho việc ấy, đến khi họ bỏ hạn chế (luật 91/2025, điều 4).",
    en: "When the person asks for it: the data is kept, and neither read nor used for that, until they lift it (law 91/2025 art. 4).",
  },
  free: { vi: "Không có hạn chế nào.", en: "Nothing is restricted." },
  all: { vi: "Mọi việc", en: "Everything" },
  proof: { vi: "Họ chứng minh bằng cách nào?", en: "How did they prove who they are?" },
  restrict: { vi: "Hạn chế theo yêu cầu", en: "Restrict on request" },
  lift: { vi: "Bỏ hạn chế", en: "Lift" },
  restricted: { vi: "Đã hạn chế.", en: "Restricted." },
  lifted: { vi: "Đã bỏ hạn chế.", en: "Lifted." },
  which: { vi: "Việc nào", en: "Which purpose" },
} as const satisfies Record<string, Both>;

export const spans = {
  "15": { vi: "15 phút", en: "15 minutes" },
  "30": { vi: "30 phút", en: "30 minutes" },
  "60": { vi: "1 giờ", en: "1 hour" },
  "240": { vi: "4 giờ", en: "4 hours" },
} as const satisfies Record<string, Both>;
