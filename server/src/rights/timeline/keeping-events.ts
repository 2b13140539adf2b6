import type { EventWords } from "./events.js";
import { textOf } from "./read-event.js";

/** What events of occasions and of the review queue say. */
export const keepingEvents: Readonly<Record<string, EventWords>> = {
  "occasion.joined": {
    kind: "change",
    vi: () => "Dữ liệu của bạn được gắn với một việc (đơn, sự kiện, hồ sơ)",
    en: () => "Your data was tied to an order, event or application",
  },
  "occasion.event": {
    kind: "change",
    vi: (e) => `Một mốc của việc bạn tham gia được ghi lại, ngày ${e.day(textOf(e.event, "on"))}`,
    en: (e) => `A date of something you take part in was recorded: ${e.day(textOf(e.event, "on"))}`,
  },
  "occasion.refused": {
    kind: "refusal",
    vi: () => "Một mốc gửi đến bị từ chối, vì không có việc, loại mốc hoặc ngày ấy",
    en: () => "A date that was sent was refused: there is no such occasion, kind of date, or day",
  },
  "occasion.outcome": {
    kind: "change",
    vi: () => "Kết quả của việc bạn tham gia được ghi lại",
    en: () => "How something you take part in came out for you was recorded",
  },
  "review.decided": {
    kind: "change",
    vi: (e) =>
      textOf(e.event, "decision") === "erase"
        ? `${e.Who} quyết định xoá ${e.fields}, vì mọi mục đích đã xong`
        : `${e.Who} quyết định giữ lại ${e.fields}, và sẽ xem lại`,
    en: (e) =>
      textOf(e.event, "decision") === "erase"
        ? `${e.Who} decided to erase ${e.fields}, as every purpose has ended`
        : `${e.Who} decided to keep ${e.fields}, to be looked at again`,
  },
  "review.undone": {
    kind: "change",
    vi: (e) => `${e.Who} rút lại quyết định về ${e.fields}`,
    en: (e) => `${e.Who} took back the decision on ${e.fields}`,
  },
  "review.owned": {
    kind: "change",
    vi: (e) => `Việc xét giữ hay xoá ${e.fields} đổi người phụ trách`,
    en: (e) => `Who decides whether ${e.fields} is kept or erased changed`,
  },
  "review.read": {
    kind: "reading",
    vi: (e) => `${e.Who} xem ${e.fields} để quyết định giữ hay xoá`,
    en: (e) => `${e.Who} looked at ${e.fields} to decide whether to keep or erase`,
  },
  "review.refused": {
    kind: "refusal",
    vi: (e) => `${e.Who} bị từ chối khi xét giữ hay xoá. Không có gì thay đổi`,
    en: (e) => `${e.Who} was refused in a review of what to keep. Nothing changed`,
  },
  "review.opened": {
    kind: "change",
    vi: (e) => `Mọi mục đích của ${e.fields} đã xong, nên việc xoá đang được xét, chậm nhất ngày ${e.day(textOf(e.event, "term"))}`,
    en: (e) =>
      `Every purpose of ${e.fields} has ended, so its erasure is being decided, by ${e.day(textOf(e.event, "term"))} at the latest`,
  },
};
