import type { RefusalText } from "./text.js";

export const collection = {
  "touchpoint.unknown": { status: 404, vi: "Chính sách không có biểu mẫu này.", en: "The policy declares no such touchpoint." },
  "touchpoint.channel": {
    status: 422,
    vi: "Nơi này không nhận dữ liệu theo cách đó.",
    en: "This touchpoint does not take data this way.",
  },
  "form.expired": {
    status: 422,
    vi: "Biểu mẫu đã mở quá lâu. Những gì bạn gõ vẫn còn; bạn xem lại rồi gửi lần nữa nhé.",
    en: "The form was open for too long. What you typed is still here; look at it and send it again.",
  },
  "form.too_fast": {
    status: 422,
    vi: "Biểu mẫu được gửi nhanh hơn một người có thể gõ. Những gì bạn gõ vẫn còn; bạn bấm gửi lần nữa nhé.",
    en: "The form was sent faster than a person can type. What you typed is still here; press send once more.",
  },
} as const satisfies Record<string, RefusalText>;
