import type { RefusalText } from "./text.js";

/** Policies and the promises in them. */
export const policy = {
  "policy.errors": {
    status: 422,
    vi: "Chính sách này còn lỗi nên chưa công bố được. Bản đang hiệu lực vẫn giữ nguyên.",
    en: "This policy has errors and was not published. The version in force stays.",
  },
  "policy.other_organisation": {
    status: 422,
    vi: "Tệp này là chính sách của một tổ chức khác: `organisation.id` không khớp.",
    en: "This file is another organisation's policy: `organisation.id` does not match.",
  },
  "policy.unchanged": {
    status: 409,
    vi: "Chính sách này giống hệt bản đang hiệu lực, không có gì để công bố.",
    en: "This policy equals the version in force; there is nothing to publish.",
  },
  "policy.moved": {
    status: 409,
    vi: "Vừa có người công bố một phiên bản khác. Bạn xem bản ấy rồi công bố lại nhé.",
    en: "Someone has just published another version. Look at it, then publish again.",
  },
  "policy.draft_moved": {
    status: 409,
    vi: "Bản nháp đã được người khác lưu hoặc bỏ từ lúc bạn mở. Bạn mở lại để không ghi đè lên nhau.",
    en: "Someone else saved or discarded the draft since you opened it. Open it again so that nothing is overwritten.",
  },
  "policy.version_unknown": { status: 404, vi: "Không có phiên bản này của chính sách.", en: "There is no such version of the policy." },
  "promise.unknown": { status: 404, vi: "Chính sách đang hiệu lực không có cam kết này.", en: "The policy in force has no such promise." },
  "promise.not_attested": {
    status: 422,
    vi: "Cam kết này không do người xác nhận.",
    en: "This promise is not one that a person confirms.",
  },
  "promise.attested_until": {
    status: 422,
    vi: "Ngày xác nhận phải từ hôm nay và không sau ngày ghi trong chính sách.",
    en: "The date must not be past, nor later than the date in the policy.",
  },
} as const satisfies Record<string, RefusalText>;
