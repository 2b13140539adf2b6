import type { RefusalText } from "./text.js";

export const retention = {
  "occasion.unknown": { status: 404, vi: "Không có mã này để tham gia.", en: "There is nothing to join under this reference." },
  "occasion.kind": { status: 422, vi: "Chính sách không có loại việc này.", en: "The policy declares no such kind of occasion." },
  "occasion.outcome": { status: 422, vi: "Chính sách không có kết quả này.", en: "The policy declares no such outcome." },
  "occasion.not_in": { status: 404, vi: "Người này không có trong việc ấy.", en: "This person takes no part in it." },
  "occasion.event": { status: 422, vi: "Chính sách không có mốc này.", en: "The policy declares no such event." },
  "occasion.reference": {
    status: 422,
    vi: "Mã này không dùng được: chỉ gồm chữ, số và dấu . _ - /, và không được là số điện thoại, email hay số giấy tờ.",
    en: "This reference cannot be used: letters, digits and . _ - / only, and never a phone number, an e-mail or an identity number.",
  },
} as const satisfies Record<string, RefusalText>;
