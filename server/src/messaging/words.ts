import type { Text } from "@kept/language";

type Both = Required<Text>;
interface Template {
  readonly subject: Both;
  readonly lines: readonly Both[];
}

/** What each mail says. `{name}` stands for a value that the verb puts in; nothing a person wrote ever does. */
export const templates = {
  "keeping.ends": {
    subject: { vi: "Dữ liệu của bạn sẽ được xoá sau ngày {day}", en: "Your data will be erased after {day}" },
    lines: [
      {
        vi: "{organisation} giữ dữ liệu của bạn đến hết ngày {day}, đúng như thông báo về quyền riêng tư. Sau ngày đó một phần hoặc tất cả sẽ được xoá và không lấy lại được.",
        en: "{organisation} keeps your data until the end of {day}, as its privacy notice says. After that day some or all of it is erased and cannot be brought back.",
      },
      {
        vi: "Muốn xem hoặc tải bản sao trước khi xoá, bạn vào đây: {url}",
        en: "To look at it or download a copy before then, go here: {url}",
      },
      { vi: "Nếu không cần gì, bạn không phải làm gì cả.", en: "If you need nothing, there is nothing you have to do." },
    ],
  },
  "code.confirm_contact": {
    subject: { vi: "Mã xác nhận: {code}", en: "Your confirmation code: {code}" },
    lines: [
      {
        vi: "Mã xác nhận của bạn là {code}. Mã dùng được một lần, trong {minutes} phút.",
        en: "Your confirmation code is {code}. It works once, for {minutes} minutes.",
      },
      {
        vi: "Trước khi bạn nhập mã, những gì bạn gửi chưa được dùng vào việc gì.",
        en: "Until you enter it, nothing of what you sent is used.",
      },
      {
        vi: "Nếu bạn không gửi gì cho {organisation}, bạn bỏ qua thư này.",
        en: "If you sent nothing to {organisation}, ignore this mail.",
      },
    ],
  },
  "code.sign_in": {
    subject: { vi: "Mã đăng nhập: {code}", en: "Your sign-in code: {code}" },
    lines: [
      {
        vi: "Mã đăng nhập của bạn là {code}. Mã dùng được một lần, trong {minutes} phút, trên đúng trình duyệt đã hỏi mã.",
        en: "Your sign-in code is {code}. It works once, for {minutes} minutes, in the browser that asked for it.",
      },
      {
        vi: "Không ai của {organisation} hỏi bạn mã này. Nếu bạn không đăng nhập, bạn bỏ qua thư này.",
        en: "Nobody at {organisation} will ask you for it. If you are not signing in, ignore this mail.",
      },
    ],
  },
  "code.step_up": {
    subject: { vi: "Mã để xác nhận đúng là bạn: {code}", en: "Your code to confirm that it is you: {code}" },
    lines: [
      {
        vi: "Mã của bạn là {code}. Mã dùng được một lần, trong {minutes} phút, cho việc quan trọng bạn vừa chọn.",
        en: "Your code is {code}. It works once, for {minutes} minutes, for the grave step you have just chosen.",
      },
      { vi: "Nếu không phải bạn, hãy khoá tài khoản: {url}", en: "If it was not you, lock the account: {url}" },
    ],
  },
  "code.changed_contact": {
    subject: { vi: "Mã xác nhận địa chỉ mới: {code}", en: "Your code for the new address: {code}" },
    lines: [
      {
        vi: "Mã của bạn là {code}. Địa chỉ mới chỉ có hiệu lực khi bạn nhập mã, trong {minutes} phút.",
        en: "Your code is {code}. The new address counts only once you enter it, within {minutes} minutes.",
      },
    ],
  },
  "code.reset": {
    subject: { vi: "Mã đặt lại mật khẩu: {code}", en: "Your password reset code: {code}" },
    lines: [
      {
        vi: "Mã để đặt mật khẩu mới là {code}. Mã dùng được một lần, trong {minutes} phút.",
        en: "Your code to set a new password is {code}. It works once, for {minutes} minutes.",
      },
      {
        vi: "Nếu không phải bạn hỏi, mật khẩu vẫn như cũ và bạn không cần làm gì.",
        en: "If you did not ask, your password is unchanged and you need do nothing.",
      },
    ],
  },
  "code.unlock": {
    subject: { vi: "Mã mở khoá tài khoản: {code}", en: "Your code to unlock the account: {code}" },
    lines: [
      {
        vi: "Mã để mở lại tài khoản là {code}. Mã dùng được một lần, trong {minutes} phút.",
        en: "Your code to open the account again is {code}. It works once, for {minutes} minutes.",
      },
      {
        vi: "Nếu không phải bạn hỏi, tài khoản vẫn khoá và bạn không cần làm gì.",
        en: "If you did not ask, the account stays locked and you need do nothing.",
      },
    ],
  },
  "alert.new_device": {
    subject: { vi: "Có lần đăng nhập từ thiết bị mới", en: "A sign-in from a new device" },
    lines: [
      { vi: "Lúc {time}, tài khoản của bạn được mở trên {device}.", en: "At {time} your account was opened on {device}." },
      {
        vi: "Nếu là bạn, bạn không cần làm gì. Nếu không, hãy khoá tài khoản ngay: {url}",
        en: "If it was you, do nothing. If not, lock the account at once: {url}",
      },
    ],
  },
  "alert.changed": {
    subject: { vi: "Thông tin đăng nhập của bạn đã đổi", en: "Your sign-in details have changed" },
    lines: [
      {
        vi: "Lúc {time}, mật khẩu, khoá đăng nhập hoặc địa chỉ liên hệ của bạn đã đổi.",
        en: "At {time} your password, passkey or contact changed.",
      },
      { vi: "Nếu không phải bạn, hãy khoá tài khoản ngay: {url}", en: "If it was not you, lock the account at once: {url}" },
    ],
  },
  "alert.break_glass": {
    subject: { vi: "Một lần mở khẩn vừa được duyệt", en: "Emergency access was agreed to" },
    lines: [
      {
        vi: "Lúc {time}, một nhân viên được mở khẩn dữ liệu của một người trong {minutes} phút, cho việc: {purpose}. Người thứ hai đã đồng ý.",
        en: "At {time} a colleague was let read somebody's data for {minutes} minutes, for: {purpose}. A second person agreed.",
      },
      { vi: "Xem lý do và kết luận báo động ở đây: {url}", en: "See the reason and settle the alarm here: {url}" },
    ],
  },
  "alert.locked": {
    subject: { vi: "Tài khoản của bạn đã được khoá", en: "Your account is locked" },
    lines: [
      {
        vi: "Lúc {time}, tài khoản của bạn được khoá và mọi phiên đăng nhập đã kết thúc.",
        en: "At {time} your account was locked and every session ended.",
      },
      {
        vi: "Để mở lại, bạn đăng nhập bằng mã gửi tới email: {url}",
        en: "To open it again, sign in with a code sent to your e-mail: {url}",
      },
    ],
  },
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof templates;
