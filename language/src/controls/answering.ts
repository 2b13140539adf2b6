import { z } from "zod";
import { body, right, rightChannel } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { name, period } from "../schema/words.js";
import { control } from "./control.js";

const names = z.array(name).min(1);
const nothing = z.strictObject({});
const rightsOf = z.strictObject({ rights: z.array(right).min(1) });
const complaints = (policy: Policy) => (policy.complaints ? null : { vi: "mục `complaints`", en: "`complaints`" });
const breach = (policy: Policy) => (policy.breach ? null : { vi: "mục `breach`", en: "`breach`" });
const kept = (until: readonly string[], vi: string, en: string) => (policy: Policy) =>
  policy.retention.some((r) => until.includes(r.until)) ? null : { vi, en };

/** Rights, complaints, incidents, ends of keeping, and the notice itself. */
export const answering = [
  control(
    "rights.self_service",
    rightsOf,
    "Bạn tự làm được, trong tài khoản hoặc qua biểu mẫu.",
    "You can do it yourself, in the account or by a form.",
    (policy) =>
      policy.rights?.channels.some((c) => c === "account" || c === "form")
        ? null
        : { vi: "`rights.channels` có `account` hoặc `form`", en: "`account` or `form` among `rights.channels`" },
  ),
  control(
    "rights.assisted",
    rightsOf,
    "Nhân viên làm giúp khi người yêu cầu chứng minh được quyền của mình.",
    "Staff do it for someone who proves the right to it.",
    (policy) =>
      policy.rights?.proof ? null : { vi: "`rights.proof`: chứng minh bằng cách nào", en: "`rights.proof`: how someone proves it" },
  ),
  control(
    "rights.answered",
    z.strictObject({ within: period.optional() }),
    "Yêu cầu được trả lời và làm xong đúng hạn.",
    "A request is answered and done in time.",
    (policy) => (policy.rights ? null : { vi: "mục `rights`", en: "`rights`" }),
  ),
  control(
    "rights.objected",
    z.strictObject({ purposes: names }),
    "Bạn phản đối thì dừng, kể cả việc cung cấp cho bên khác.",
    "An objection stops use, and disclosure too.",
  ),
  control(
    "retention.until_asked",
    z.strictObject({ rule: name }),
    "Bạn yêu cầu xoá là xoá.",
    "What you ask to be erased is erased.",
    kept(["asked"], "một quy tắc giữ `until: asked`", "a retention rule with `until: asked`"),
  ),
  control(
    "retention.after_event",
    z.strictObject({ rules: names }),
    "Đến ngày thì xoá; thiếu ngày thì báo và dùng hạn mặc định.",
    "Erased when its date comes; without a date it is flagged and has a default end.",
    kept(["event"], "một quy tắc giữ `until: event`", "a retention rule with `until: event`"),
  ),
  control(
    "retention.reviewed",
    z.strictObject({ rule: name }),
    "Dữ liệu hết mục đích thì vào hàng xét xoá.",
    "Data with no purpose left goes to review.",
    kept(["purposes_end"], "một quy tắc giữ `until: purposes_end`", "a retention rule with `until: purposes_end`"),
  ),
  control(
    "retention.held",
    z.strictObject({ rules: names }),
    "Giấy tờ luật buộc giữ chỉ mở được cho đúng việc ấy, đến đúng ngày.",
    "Papers the law keeps open for that duty alone, until their date.",
    kept(["law"], "một quy tắc giữ `until: law`", "a retention rule with `until: law`"),
  ),
  control(
    "erasure.lasting",
    z.strictObject({ backup_bound: period.optional() }),
    "Đã xoá thì không khôi phục lại được.",
    "What is erased cannot come back.",
  ),
  control(
    "erasure.ordered",
    z.strictObject({ bodies: z.array(body).min(1) }),
    "Lệnh xoá của cơ quan có thẩm quyền được thực hiện và trả lời.",
    "An order of erasure by a competent body is carried out and answered.",
  ),
  control(
    "notice.announced",
    z.strictObject({ within: period }),
    "Thay đổi được báo cho người liên quan đúng hạn.",
    "Those touched by a change are told in time.",
  ),
  control(
    "notice.identifies",
    nothing,
    "Thông báo và mọi tin gửi đi đều nêu bên kiểm soát và cách liên hệ.",
    "The notice and every message name the controller and how to reach it.",
    (policy) => {
      const { address, email, phone } = policy.organisation.contact;
      return address || email || phone ? null : { vi: "`organisation.contact`", en: "`organisation.contact`" };
    },
  ),
  control("notice.history", nothing, "Mọi phiên bản và khác biệt đều xem lại được.", "Every version and its differences can be seen."),
  control(
    "complaints.received",
    z.strictObject({ channels: z.array(rightChannel).min(1) }),
    "Khiếu nại đến bằng đường nào cũng thành một việc có mã.",
    "A complaint becomes a case with a reference, whichever way it comes.",
    complaints,
  ),
  control(
    "complaints.steps",
    z.strictObject({ steps: names, role: name }),
    "Thiếu một bước thì không đóng được khiếu nại.",
    "A complaint cannot be closed with a step missing.",
    complaints,
  ),
  control("complaints.answered", nothing, "Khiếu nại được giải quyết đúng hạn.", "Complaints are settled in time.", complaints),
  control(
    "incidents.reportable",
    nothing,
    "Bạn báo được việc lạm dụng, và có ngày trả lời.",
    "You can report misuse, and there is a date for the outcome.",
    (policy) =>
      policy.breach?.report_outcome_within
        ? null
        : {
            vi: "`breach.report_outcome_within`: trả lời người báo trong bao lâu",
            en: "`breach.report_outcome_within`: how soon a report has its outcome",
          },
  ),
  control(
    "incidents.notified",
    z.strictObject({ authority_within: period.optional(), persons_within: period.optional() }),
    "Có sự cố thì cơ quan và người bị ảnh hưởng được báo đúng hạn.",
    "When data is lost, the authority and those affected are told in time.",
    breach,
  ),
] as const;
