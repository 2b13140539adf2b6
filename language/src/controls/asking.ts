import { z } from "zod";
import { basis } from "../schema/parts.js";
import { channel } from "../schema/touchpoints.js";
import { name, period } from "../schema/words.js";
import { control } from "./control.js";

const names = z.array(name).min(1);

/** What is taken, how, and on whose word. */
export const asking = [
  control(
    "collection.declared",
    z.strictObject({ touchpoints: names.optional(), bases: z.array(basis).min(1).optional() }),
    "Chỉ nhận những mục đã khai, cho mục đích và căn cứ đã khai.",
    "Only declared fields are taken, for declared purposes and bases.",
  ),
  control(
    "collection.required",
    z.strictObject({ touchpoint: name, fields: names }),
    "Mục bắt buộc để trống thì biểu mẫu không qua.",
    "A form does not pass without its required fields.",
  ),
  control(
    "collection.confirmed",
    z.strictObject({ touchpoint: name, channel: z.enum(["email", "phone"]) }),
    "Chưa xác nhận liên hệ thì tài khoản chưa dùng được.",
    "Nothing is used before the contact is verified.",
    (policy) =>
      Object.values(policy.touchpoints).some((t) => t.confirms)
        ? null
        : { vi: "một điểm thu thập có `confirms`", en: "a touchpoint with `confirms`" },
  ),
  control(
    "collection.channels",
    z.strictObject({ kinds: z.array(channel).min(1) }),
    "Dữ liệu chỉ đến bằng những đường đã khai.",
    "Data arrives only by the declared ways.",
  ),
  control(
    "collection.after_consent",
    z.strictObject({ fields: names, purpose: name }),
    "Chưa có đồng ý thì chưa thu thập.",
    "Nothing is collected before consent.",
  ),
  control(
    "collection.as_given",
    z.strictObject({ touchpoints: names.optional() }),
    "Giá trị khai ban đầu và mỗi lần xác minh được giữ nguyên đến khi xoá.",
    "What was first given, and each verification, is kept as given until erasure.",
  ),
  control(
    "accuracy.confirmed",
    z.strictObject({ touchpoints: names, remind_every: period.optional() }),
    "Người khai xác nhận thông tin đúng và đủ, và được nhắc xem lại.",
    "Whoever gives data confirms that it is true and complete, and is reminded later.",
    (policy) =>
      Object.values(policy.touchpoints).some((t) => t.accuracy)
        ? null
        : { vi: "một điểm thu thập có `accuracy: true`", en: "a touchpoint with `accuracy: true`" },
  ),
  control(
    "identity.reverified",
    z.strictObject({ fields: names }),
    "Đổi email hay điện thoại phải xác nhận lại trước khi có hiệu lực.",
    "A changed identifier takes effect only after it is verified again.",
  ),
  control(
    "identity.step_up",
    z.strictObject({ deeds: z.array(z.enum(["cancel", "erase", "export", "change_contact", "change_password"])).min(1) }),
    "Việc quan trọng trong tài khoản phải chứng minh lại là chính chủ.",
    "Grave steps in the account ask for fresh proof of who it is.",
    (policy) =>
      Object.values(policy.touchpoints).some((t) => t.account)
        ? null
        : { vi: "một điểm thu thập mở tài khoản", en: "a touchpoint that opens an account" },
  ),
] as const;
