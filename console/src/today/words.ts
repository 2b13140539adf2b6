import type { Both } from "@kept/language";

export const words = {
  first: { vi: "Làm trước", en: "Do first" },
  quiet: { vi: "Không có việc gấp nào", en: "Nothing urgent" },
  quietText: {
    vi: "Khi một cam kết không giữ được hay có nguy cơ, một thư gửi hỏng, hoặc chính sách còn chỗ thiếu, việc ấy hiện ở đây kèm lối tới chỗ sửa.",
    en: "When a promise breaks or is at risk, a message fails, or the policy lacks something, it appears here with the way to mend it.",
  },
  board: { vi: "Cam kết", en: "Promises" },
  see: { vi: "Xem", en: "See" },
  openPromises: { vi: "Xem cam kết", en: "See the promises" },
  openOutbox: { vi: "Mở thư đi", en: "Open the outbox" },
  openPolicy: { vi: "Mở chính sách", en: "Open the policy" },
  openDraft: { vi: "Mở bản nháp", en: "Open the draft" },
  begin: { vi: "Bắt đầu từ đâu", en: "Where to begin" },
  findText: {
    vi: "Gõ số điện thoại hay tên vào ô trên cùng (Ctrl+K) khi có người gọi.",
    en: "Type a phone number or a name in the box at the top (Ctrl+K) when someone calls.",
  },
  intake: { vi: "Ghi cuộc gọi", en: "Record a call" },
  import: { vi: "Nhập danh sách", en: "Import a list" },
  importText: {
    vi: "đã có từ trước: chạy thử rồi mới ghi, không ai nhận thư.",
    en: "you already have: tried first, kept afterwards, nobody is mailed.",
  },
  intakeText: { vi: "của một người chưa có ở đây.", en: "of someone who is not here yet." },
  draft: { vi: "Bản nháp", en: "Draft" },
  draftText: { vi: "Chính sách có một bản nháp chưa công bố.", en: "The policy has a draft that is not published." },
} as const satisfies Record<string, Both>;

export const lines = {
  broken: (n: number): Both => ({
    vi: `${n} cam kết không giữ được. Phép kiểm nêu rõ sự kiện nào.`,
    en: `${n} ${n === 1 ? "promise is" : "promises are"} broken. The check names the events.`,
  }),
  risk: (n: number): Both => ({ vi: `${n} cam kết có nguy cơ.`, en: `${n} ${n === 1 ? "promise is" : "promises are"} at risk.` }),
  failed: (n: string): Both => ({
    vi: `${n} thư không gửi được; người nhận đang chờ.`,
    en: `${n} messages could not be sent; their recipients are waiting.`,
  }),
  gaps: (n: number): Both => ({
    vi: `Chính sách đang hiệu lực còn ${n} chỗ thiếu.`,
    en: `The policy in force lacks ${n} ${n === 1 ? "thing" : "things"}.`,
  }),
} as const;
