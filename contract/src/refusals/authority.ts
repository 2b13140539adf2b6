import type { RefusalText } from "./text.js";

/** What a state body asks, and what it lacks. */
export const authority = {
  "order.unknown": { status: 404, vi: "Không có yêu cầu này.", en: "There is no such demand." },
  "order.not_state_body": {
    status: 422,
    vi: "Bên này không phải cơ quan nhà nước được yêu cầu theo chính sách.",
    en: "This party is no state body that may demand, by the policy.",
  },
  "order.body": { status: 422, vi: "Chính sách không nêu loại cơ quan này.", en: "The policy does not name this kind of body." },
  "order.reason": {
    status: 422,
    vi: "Chính sách không nhận lý do này cho cơ quan ấy.",
    en: "The policy does not accept this reason from that body.",
  },
  "order.violation": {
    status: 422,
    vi: "Ghi rõ vi phạm đang được xem xét: cơ quan chỉ được cung cấp về một vi phạm cụ thể.",
    en: "Cite the violation looked into: data is given about a particular violation only.",
  },
  "order.dates": {
    status: 422,
    vi: "Ngày không hợp lý: văn bản có trước khi nhận, hạn trả lời có sau, và không nhận ở tương lai.",
    en: "The dates do not fit: the document comes before its receipt, the reply after, and nothing is received in the future.",
  },
  "order.scope": {
    status: 422,
    vi: "Phạm vi không hợp lệ: chỉ những mục và người đã nêu trong yêu cầu, và ít nhất một.",
    en: "The scope does not fit: fields and persons of the demand only, and at least one.",
  },
  "order.no_document": {
    status: 422,
    vi: "Chưa có văn bản của cơ quan. Tải văn bản lên rồi mới quyết định.",
    en: "The body's document is missing. Keep it here, then decide.",
  },
  "order.decided": { status: 409, vi: "Yêu cầu này đã được quyết định.", en: "This demand was decided already." },
  "order.not_decided": {
    status: 409,
    vi: "Yêu cầu này chưa được quyết định, hoặc đã trả lời xong.",
    en: "This demand is not decided, or was answered already.",
  },
  "order.other_kind": {
    status: 422,
    vi: "Việc này không hợp với loại yêu cầu hoặc quyết định.",
    en: "This does not fit the demand or its decision.",
  },
  "order.refusal_missing": {
    status: 422,
    vi: "Từ chối toàn bộ hay một phần phải nêu lý do theo luật.",
    en: "A refusal, whole or in part, gives its reason in law.",
  },
} as const satisfies Record<string, RefusalText>;
