import type { RefusalText } from "./text.js";

export const access = {
  "read.role": {
    status: 403,
    vi: "Vai trò của bạn không đọc dữ liệu cho việc này. Bạn chọn một việc khác, hoặc hỏi người có vai trò ấy.",
    en: "Your role does not read data for this purpose. Choose another purpose, or ask someone whose role does.",
  },
  "read.assignment": {
    status: 403,
    vi: "Vai trò của bạn chỉ đọc dữ liệu của người được giao cho bạn, và người này chưa được giao. Bạn nhờ người phân công giao việc này.",
    en: "Your role reads only people assigned to you, and this person is not. Ask whoever assigns work to assign this to you.",
  },
  "read.purpose": {
    status: 403,
    vi: "Dữ liệu này không được thu thập cho việc này, hoặc chính sách không nêu việc này.",
    en: "This data was not collected for this purpose, or the policy does not declare it.",
  },
  "read.consent": {
    status: 403,
    vi: "Người này chưa đồng ý, hoặc đã rút lại đồng ý cho việc này.",
    en: "This person has not agreed to this, or has withdrawn the consent.",
  },
  "read.objection": { status: 403, vi: "Người này đã phản đối việc này.", en: "This person has objected to this." },
  "read.restriction": {
    status: 403,
    vi: "Người này đã yêu cầu hạn chế xử lý: dữ liệu vẫn được giữ, nhưng không dùng vào việc này.",
    en: "This person has asked to restrict processing: the data is kept, but not used for this.",
  },
  "read.unverified": {
    status: 403,
    vi: "Người này chưa xác nhận liên hệ, nên chưa gì được dùng.",
    en: "This person has not confirmed their contact, so nothing is used yet.",
  },
  "read.retention": {
    status: 403,
    vi: "Dữ liệu này đã hết hạn giữ và đang chờ xoá.",
    en: "The time to keep this data is over; it is waiting to be erased.",
  },
  "read.review": {
    status: 403,
    vi: "Mọi việc cần dữ liệu này đã xong; nó chờ người xem xét quyết định giữ hay xoá.",
    en: "All purposes of this data have ended; it waits for the review to decide.",
  },
  "read.held": {
    status: 403,
    vi: "Giấy tờ này chỉ còn được giữ theo một nghĩa vụ, và chỉ mở cho đúng nghĩa vụ ấy.",
    en: "This is kept for one duty alone, and opens for that duty only.",
  },
  "read.erased": { status: 403, vi: "Dữ liệu của người này đã được xoá.", en: "This person's data has been erased." },
  "merge.same": { status: 422, vi: "Đây là cùng một hồ sơ.", en: "These are the same record." },
  "merge.unknown": { status: 404, vi: "Không có lần gộp này.", en: "There is no such merge." },
  "merge.undone": { status: 409, vi: "Lần gộp này đã được tách lại.", en: "This merge has been undone already." },
} as const satisfies Record<string, RefusalText>;
