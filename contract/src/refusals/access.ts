import type { RefusalText } from "./text.js";

export const access = {
  "read.role": {
    status: 403,
    vi: "Vai trò của bạn không đọc dữ liệu cho việc này. Bạn chọn một việc khác, hoặc hỏi người có vai trò ấy.",
    en: "Your role does not read data for this purpose. Choose another purpose, or ask someone whose role does.",
  },
  "read.assignment": {
    status: 403,
    vi: "Vai trò của bạn chỉ đọc dữ liệu của người được giao cho bạn, và người này chưa được giao. Bạn nhờ người phân công giao việc này.",
    en: "Your role reads only people assigned to you, and this person is not. Ask whoever assigns work to assign this to you.",
  },
  "read.purpose": {
    status: 403,
    vi: "Dữ liệu này không được thu thập cho việc này, hoặc chính sách không nêu việc này.",
    en: "This data was not collected for this purpose, or the policy does not declare it.",
  },
  "read.consent": {
    status: 403,
    vi: "Người này chưa đồng ý, hoặc đã rút lại đồng ý cho việc này.",
    en: "This person has not agreed to this, or has withdrawn the consent.",
  },
  "read.objection": { status: 403, vi: "Người này đã phản đối việc này.", en: "This person has objected to this." },
  "read.restriction": {
    status: 403,
    vi: "Người này đã yêu cầu hạn chế xử lý: dữ liệu vẫn được giữ, nhưng không dùng vào việc này.",
    en: "This person has asked to restrict processing: the data is kept, but not used for this.",
  },
  "read.unverified": {
    status: 403,
    vi: "Người này chưa xác nhận liên hệ, nên chưa gì được dùng.",
    en: "This person has not confirmed their contact, so nothing is used yet.",
  },
  "read.retention": {
    status: 403,
    vi: "Dữ liệu này đã hết hạn giữ và đang chờ xoá.",
    en: "The time to keep this data is over; it is waiting to be erased.",
  },
  "read.review": {
    status: 403,
    vi: "Mọi việc cần dữ liệu này đã xong; nó chờ người xem xét quyết định giữ hay xoá.",
    en: "All purposes of this data have ended; it waits for the review to decide.",
  },
  "read.reveal": {
    status: 403,
    vi: "Đây là dữ liệu nhạy cảm: bạn chọn mở dữ liệu nhạy cảm và xác nhận lại rằng đúng là bạn.",
    en: "This is sensitive data: ask for it, and prove again that it is you.",
  },
  "read.held": {
    status: 403,
    vi: "Giấy tờ này chỉ còn được giữ theo một nghĩa vụ, và chỉ mở cho đúng nghĩa vụ ấy.",
    en: "This is kept for one duty alone, and opens for that duty only.",
  },
  "read.erased": { status: 403, vi: "Dữ liệu của người này đã được xoá.", en: "This person's data has been erased." },
  "read.caller": {
    status: 403,
    vi: "Bạn đang nghe một cuộc gọi: chỉ mở được hồ sơ của người gọi sau khi kiểm tra ra “có”. Nếu cuộc gọi đã xong, bạn đóng nó trước.",
    en: "You are on a call: only the caller may be opened, after the check said yes. If the call is over, close it first.",
  },
  "call.contact": {
    status: 422,
    vi: "Bạn gõ đủ số điện thoại hoặc email người gọi cho. Vài số cuối thì chưa đủ để trả lời.",
    en: "Type the whole phone number or email that the caller gives. A few digits are not enough for an answer.",
  },
  "call.purpose": { status: 422, vi: "Chính sách không có mục đích này.", en: "The policy declares no such purpose." },
  "call.open": {
    status: 409,
    vi: "Bạn còn một cuộc gọi chưa đóng. Bạn chọn chủ đề và đóng nó rồi kiểm tra người gọi mới.",
    en: "You still have a call open. Choose its topic and close it, then check the new caller.",
  },
  "call.unknown": {
    status: 404,
    vi: "Không có cuộc gọi này, hoặc người khác đang nghe.",
    en: "There is no such call, or it is someone else's.",
  },
  "call.closed": { status: 409, vi: "Cuộc gọi này đã đóng.", en: "This call is closed." },
  "call.over": {
    status: 409,
    vi: "Cuộc gọi đã mở quá lâu nên không còn xem được. Bạn đóng nó và kiểm tra lại nếu người gọi còn trên máy.",
    en: "The call has been open too long to show anything. Close it, and check again if the caller is still there.",
  },
  "call.tries": {
    status: 429,
    vi: "Đã thử hết số lần cho một cuộc gọi. Bạn đóng cuộc gọi này.",
    en: "This call has used up its tries. Close it.",
  },
  "call.settled": {
    status: 409,
    vi: "Cuộc gọi này đã kiểm tra ra “có”. Người gọi khác thì là cuộc gọi khác.",
    en: "The answer for this call is yes already. Another caller is another call.",
  },
  "call.not_agreed": {
    status: 403,
    vi: "Chưa biết người gọi đã đăng ký và đồng ý, nên chưa thể trả lời hay xem hồ sơ.",
    en: "It is not known that the caller registered and agreed, so nothing may be answered or shown.",
  },
  "call.topic": { status: 422, vi: "Chính sách không có chủ đề này.", en: "The policy has no such topic." },
  "call.topic_outside": {
    status: 422,
    vi: "Đường dây này chỉ trả lời các chủ đề trong chính sách. Chủ đề khác thì chọn “chuyển người khác”, “không trả lời” hoặc “mất liên lạc”.",
    en: "This line answers the topics of the policy only. For another topic choose passed on, declined or cut off.",
  },
  "segment.unknown": { status: 404, vi: "Không có nhóm này.", en: "There is no such segment." },
  "segment.purpose": {
    status: 422,
    vi: "Nhóm phải dùng cho một mục đích mà chính sách đã nêu.",
    en: "A segment serves a purpose that the policy declares.",
  },
  "segment.needs_consent": {
    status: 422,
    vi: "Chia nhóm chỉ cho mục đích dựa trên sự đồng ý; mục đích này dựa trên căn cứ khác.",
    en: "Segments are for purposes that rest on consent; this one rests on another basis.",
  },
  "segment.field": { status: 422, vi: "Chính sách không có mục dữ liệu này.", en: "The policy declares no such field." },
  "segment.not_indexed": {
    status: 422,
    vi: "Mục này không có chỉ mục nên không hỏi được mà không mở dữ liệu. Muốn hỏi theo mục này thì thêm `index` trong chính sách.",
    en: "This field has no index, so it cannot be asked without opening data. To ask by it, give it an `index` in the policy.",
  },
  "segment.not_for_purpose": {
    status: 422,
    vi: "Mục này không được thu thập cho mục đích ấy, nên không dùng để chia nhóm được.",
    en: "This field is not collected for that purpose, so it cannot form a segment for it.",
  },
  "segment.condition": {
    status: 422,
    vi: "Điều kiện này chưa hợp với mục dữ liệu: chọn một vài giá trị, hoặc một khoảng từ nhỏ đến lớn.",
    en: "This condition does not fit the field: give some values, or a range from small to large.",
  },
  "merge.same": { status: 422, vi: "Đây là cùng một hồ sơ.", en: "These are the same record." },
  "merge.unknown": { status: 404, vi: "Không có lần gộp này.", en: "There is no such merge." },
  "merge.undone": { status: 409, vi: "Lần gộp này đã được tách lại.", en: "This merge has been undone already." },
  "assignment.unknown": {
    status: 404,
    vi: "Không có lần phân công này, hoặc nó đã hết.",
    en: "There is no such assignment, or it has ended.",
  },
  "assignment.stands": {
    status: 409,
    vi: "Người ấy đang chịu trách nhiệm về việc này rồi.",
    en: "That colleague is responsible for this already.",
  },
  "assignment.past": { status: 422, vi: "Ngày hết phân công phải ở phía trước.", en: "The end of an assignment lies ahead of now." },
  "grant.unknown": { status: 404, vi: "Không có lần xin mở khẩn này.", en: "There is no such request for emergency access." },
  "grant.same_person": {
    status: 403,
    vi: "Bạn không thể tự duyệt lần xin của chính mình. Một người khác có quyền mở khẩn phải duyệt. Lần thử này được ghi lại.",
    en: "You cannot answer your own request. Somebody else who may break the glass has to. This attempt is on record.",
  },
  "grant.closed": {
    status: 409,
    vi: "Lần xin này đã được trả lời, đã hết hạn hoặc đã kết thúc.",
    en: "This request has been answered, has lapsed, or is over.",
  },
  "alarm.unknown": { status: 404, vi: "Không có báo động này.", en: "There is no such alarm." },
  "alarm.settled": { status: 409, vi: "Báo động này đã được xem và kết luận.", en: "This alarm has been settled already." },
  "alarm.self": {
    status: 403,
    vi: "Báo động này về chính bạn, nên người khác phải xem và kết luận. Lần thử này được ghi lại.",
    en: "This alarm is about you, so somebody else has to settle it. This attempt is on record.",
  },
} as const satisfies Record<string, RefusalText>;
