import type { RefusalText } from "./text.js";

export const access = {
  "read.purpose": {
    status: 403,
    vi: "Vai trò của bạn không mở dữ liệu cho việc này.",
    en: "Your role does not open data for this purpose.",
  },
  "read.standing": {
    status: 403,
    vi: "Người này không đồng ý, hoặc đã phản đối việc này.",
    en: "This person has not agreed to this, or has objected to it.",
  },
  "merge.same": { status: 422, vi: "Đây là cùng một hồ sơ.", en: "These are the same record." },
  "merge.unknown": { status: 404, vi: "Không có lần gộp này.", en: "There is no such merge." },
  "merge.undone": { status: 409, vi: "Lần gộp này đã được tách lại.", en: "This merge has been undone already." },
} as const satisfies Record<string, RefusalText>;
