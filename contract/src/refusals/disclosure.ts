import type { RefusalText } from "./text.js";

const no = (vi: string, en: string): RefusalText => ({ status: 403, vi, en });

/** Why data does not leave: what the gate says, and what the register of recipients refuses. */
export const disclosure = {
  "recipient.unknown": { status: 404, vi: "Sổ bên nhận không có bên này.", en: "The register has no such party." },
  "recipient.undeclared": {
    status: 422,
    vi: "Chính sách không khai bên nhận này. Cần khai và công bố trước.",
    en: "The policy declares no such recipient. Declare it and publish first.",
  },
  "recipient.country": {
    status: 422,
    vi: "Nước này không khớp với nước đã khai trong chính sách.",
    en: "This country is not the one the policy declares.",
  },
  "recipient.dossier": {
    status: 422,
    vi: "Bên nhận ở nước ngoài: ghi số hồ sơ chuyển dữ liệu (Luật 91/2025 điều 20) trước.",
    en: "The recipient is abroad: record the dossier of the transfer first (law 91/2025 art. 20).",
  },
  "recipient.age_key": {
    status: 422,
    vi: "Đây không phải khoá công khai age (bắt đầu bằng age1).",
    en: "This is no age public key (they begin with age1).",
  },
  "contract.unknown": { status: 404, vi: "Không có hợp đồng này.", en: "There is no such contract." },
  "contract.dates": {
    status: 422,
    vi: "Ngày hết hạn phải sau ngày ký, và ngày ký không ở tương lai.",
    en: "The end must follow the signing, and the signing must not be to come.",
  },
  "paper.unknown": { status: 404, vi: "Không có văn bản này.", en: "There is no such paper." },
  "paper.dates": {
    status: 422,
    vi: "Ngày ký không ở tương lai, và ngày hết hiệu lực không trước ngày ký.",
    en: "It cannot be signed in the future, nor end before it was signed.",
  },
  "disclosure.unknown": { status: 404, vi: "Không có lần chuyển giao này.", en: "There is no such disclosure." },
  "disclosure.ended": {
    status: 409,
    vi: "Lần chuyển giao này đã kết thúc, hết hạn hoặc chưa được duyệt.",
    en: "This disclosure has ended, expired, or is not approved yet.",
  },
  "disclosure.too_many": {
    status: 422,
    vi: "Mỗi lần chuyển nhiều nhất 2.000 người. Bạn chia thành nhiều lần nhé.",
    en: "At most 2,000 people a time. Split it into several.",
  },
  "disclosure.same_person": no(
    "Người yêu cầu không tự duyệt được. Cần một người khác có quyền chuyển giao.",
    "Whoever asked cannot approve it. Another person who may disclose decides.",
  ),
  "disclosure.party_ended": no("Bên nhận này đã ngừng trong sổ.", "This party was ended in the register."),
  "disclosure.purpose_undeclared": no(
    "Chính sách không khai mục đích này cho bên nhận.",
    "The policy does not declare this purpose for the recipient.",
  ),
  "disclosure.field_undeclared": no(
    "Có mục dữ liệu mà chính sách không khai cho bên nhận.",
    "A field is asked that the policy does not declare for the recipient.",
  ),
  "disclosure.field_closed": no("Mật khẩu và tệp không chuyển được bằng cách này.", "Passwords and files do not leave this way."),
  "disclosure.contract_missing": no("Bên nhận chưa có hợp đồng chuyển dữ liệu.", "There is no contract with this party."),
  "disclosure.contract_incomplete": no(
    "Hợp đồng còn thiếu mục mà Nghị định 356/2025 điều 7.1 đòi.",
    "The contract lacks an item that decree 356/2025 art. 7.1 demands.",
  ),
  "disclosure.contract_expired": no("Hợp đồng với bên nhận đã hết hạn.", "The contract with this party has ended."),
  "disclosure.contract_sensitive": no(
    "Có dữ liệu nhạy cảm mà hợp đồng chưa có điều khoản theo Nghị định 356/2025 điều 7.2.",
    "Sensitive data is asked, and the contract lacks the terms of decree 356/2025 art. 7.2.",
  ),
  "disclosure.country_unlisted": no(
    "Bên nhận ở nước không có trong chính sách hay hồ sơ chuyển dữ liệu ra nước ngoài.",
    "The party is in a country that neither the policy nor a dossier lists.",
  ),
  "disclosure.ground_other": no(
    "Căn cứ đưa ra không phải căn cứ mà chính sách đòi ở bên nhận này.",
    "The ground given is not the one the policy demands for this recipient.",
  ),
  "disclosure.ground_incomplete": no(
    "Căn cứ chưa đủ: cần điều luật hoặc điều khoản bị vi phạm, kèm bằng chứng.",
    "The ground is incomplete: the article or the broken term is needed, with evidence.",
  ),
  "disclosure.order_missing": no(
    "Chưa có đơn, hoặc văn bản yêu cầu, để dựa vào.",
    "There is no order, or no document of the demand, to rest on.",
  ),
  "disclosure.order_other": no("Việc này không phải loại đơn mà chính sách khai.", "This occasion is not the order the policy declares."),
  "disclosure.order_closed": no(
    "Đơn này chưa được đặt, hoặc đã xong, nên không còn là căn cứ.",
    "The order is not placed yet, or is over, and no longer a ground.",
  ),
  "disclosure.authority": no(
    "Yêu cầu của cơ quan chưa được quyết định cho phạm vi này.",
    "No decision on an authority's demand covers this.",
  ),
  "disclosure.consent": no("Người này không đồng ý, hoặc đã rút lại.", "The person has not agreed, or took it back."),
  "disclosure.consent_unnamed": no(
    "Bản người này đồng ý chưa nêu bên nhận, mục đích hay mục dữ liệu này.",
    "The version this person agreed to does not name this recipient, purpose or field.",
  ),
  "disclosure.written": no(
    "Hồ sơ của người này chưa có văn bản đã ký, còn hiệu lực, cho việc này.",
    "There is no signed paper in force on this person's file for this.",
  ),
  "disclosure.order": no("Đơn này không phải của người này.", "The order is not this person's."),
  "disclosure.objection": no("Người này phản đối.", "The person objects."),
  "disclosure.restriction": no("Người này yêu cầu hạn chế xử lý.", "The person asked for restriction."),
  "disclosure.retention": no("Dữ liệu của người này đã đến hạn xoá.", "This person's data is due to be erased."),
  "disclosure.hold": no("Dữ liệu này đang được giữ riêng cho một nghĩa vụ khác.", "The data is held for another duty."),
  "disclosure.unverified": no("Dữ liệu của người này chưa được xác nhận.", "This person's data is not confirmed yet."),
  "disclosure.erased": no("Dữ liệu của người này đã được xoá.", "This person's data was erased."),
  "disclosure.nothing": no("Không có mục nào để chuyển cho mục đích này.", "There is nothing to pass on for this purpose."),
  "disclosure.purpose": no(
    "Dữ liệu của người này không được thu thập cho mục đích này.",
    "This person's data was not collected for this purpose.",
  ),
  "webhook.address": {
    status: 422,
    vi: "Địa chỉ này không nhận được: cần https, và tên máy chủ phải dẫn đến địa chỉ công khai, không phải máy này hay mạng nội bộ.",
    en: "This address cannot be used: it needs https, and a name that leads to public addresses, not to this machine or a private network.",
  },
  "webhook.none": { status: 409, vi: "Bên này chưa đặt webhook.", en: "This party has no webhook." },
  "webhook.signature": { status: 401, vi: "Chữ ký không đúng hoặc đã cũ.", en: "The signature is wrong, or too old." },
  "told.unknown": { status: 404, vi: "Không có lời báo này.", en: "Nothing like this was told." },
  "delivery.unknown": { status: 404, vi: "Không có thư gửi dở này.", en: "There is no such dead message." },
} as const satisfies Record<string, RefusalText>;
