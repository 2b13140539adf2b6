import type { RefusalText } from "./text.js";

export const consent = {
  "notice.stale": {
    status: 409,
    vi: "Thông báo vừa có phiên bản mới nên chưa ghi gì cả. Bạn đọc lại rồi gửi lại nhé.",
    en: "The notice has a newer version, so nothing was recorded. Read it again and send again.",
  },
  "purpose.unknown": { status: 422, vi: "Chính sách không có mục đích này.", en: "The policy declares no such purpose." },
  "consent.not_asked": {
    status: 422,
    vi: "Mục đích này không dựa trên sự đồng ý nên không nhận câu trả lời đồng ý hay từ chối.",
    en: "This purpose does not rest on consent, so it takes no consent or refusal.",
  },
  "consent.unknown": { status: 404, vi: "Không có biên nhận này.", en: "There is no such receipt." },
} as const satisfies Record<string, RefusalText>;
