import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Lệnh giữ", en: "Holds" },
  under: {
    vi: "Những gì chưa được xoá, vì sao và đến khi nào. Lệnh hết hạn trước đứng trên.",
    en: "What may not be erased yet, why and until when. What ends first stands first.",
  },
  none: { vi: "Chưa có lệnh giữ nào", en: "No holds yet" },
  noneText: {
    vi: "Khi luật, một vụ tranh chấp hay cơ quan nhà nước buộc giữ dữ liệu của ai, bạn đặt lệnh giữ ở hồ sơ của người ấy, phần Gộp, xoá.",
    en: "When the law, a dispute or a state body demands that someone's data be kept, place a hold in their record, under Merge, erase.",
  },
  kind: { vi: "Vì sao", en: "Why" },
  what: { vi: "Giữ gì", en: "What" },
  all: { vi: "Mọi dữ liệu", en: "Everything" },
  until: { vi: "Đến hết", en: "Until the end of" },
  review: { vi: "Xem lại", en: "Review" },
  record: { vi: "Hồ sơ", en: "Record" },
  see: { vi: "Xem hồ sơ", en: "See the record" },
  held: { vi: "Đang nằm dưới khoá giữ", en: "Under the hold's key" },
  nothing: { vi: "chưa có gì", en: "nothing yet" },
  more: { vi: "Xem tiếp", en: "More" },
  first: { vi: "Về đầu", en: "Back to the first" },
  place: { vi: "Đặt lệnh giữ", en: "Place a hold" },
  placeText: {
    vi: "Lệnh giữ thắng mọi lần xoá, kể cả khi người này yêu cầu, cho đến hết ngày bạn chọn. Người này được biết, trừ khi cơ quan nhà nước yêu cầu chưa cho biết.",
    en: "A hold wins over every erasure, even one the person asks for, until the end of the day you choose. The person is told, unless a state body forbids it for now.",
  },
  fields: { vi: "Chỉ những mục này (không chọn là tất cả)", en: "Only these fields (none: everything)" },
  article: { vi: "Điều luật buộc giữ", en: "Article that demands it" },
  reference: { vi: "Số và ngày của văn bản", en: "Number and date of the order" },
  reason: { vi: "Lý do", en: "Reason" },
  reasonHint: { vi: "Được niêm phong cùng lệnh giữ; nhật ký không ghi.", en: "Sealed with the hold; not written in the log." },
  hidden: { vi: "Chưa cho người này biết trước ngày", en: "Not told to the person before" },
  placed: { vi: "Đã đặt lệnh giữ.", en: "The hold is placed." },
  release: { vi: "Gỡ lệnh giữ", en: "Release" },
  releaseText: {
    vi: "Gỡ thì khoá giữ bị huỷ, cùng những gì chỉ còn nằm dưới khoá ấy. Không hoàn tác được.",
    en: "Releasing destroys the hold's key, with whatever lies under it alone. It cannot be undone.",
  },
  released: { vi: "Đã gỡ lệnh giữ.", en: "The hold is released." },
} as const satisfies Record<string, Both>;

export const kinds = {
  legal_duty: { vi: "Luật buộc giữ", en: "Duty of the law" },
  dispute: { vi: "Tranh chấp", en: "Dispute" },
  state_body: { vi: "Cơ quan nhà nước yêu cầu", en: "Order of a state body" },
} as const satisfies Record<string, Both>;
