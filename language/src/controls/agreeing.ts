import { z } from "zod";
import type { Policy } from "../schema/policy.js";
import { name, period } from "../schema/words.js";
import { control } from "./control.js";

const names = z.array(name).min(1);
const marketing = (policy: Policy) =>
  Object.values(policy.purposes).some((p) => p.marketing)
    ? null
    : { vi: "một mục đích `marketing: true`", en: "a purpose with `marketing: true`" };
const spoken = (policy: Policy) =>
  Object.values(policy.purposes).some((p) => p.channels.length > 0)
    ? null
    : { vi: "một mục đích có `channels`", en: "a purpose with `channels`" };

/** What people agreed to, and what may then be done. */
export const agreeing = [
  control(
    "consent.per_purpose",
    z.strictObject({ purposes: names }),
    "Mỗi mục đích một lần đồng ý riêng, không đánh dấu sẵn.",
    "Each purpose has a consent of its own; nothing is ticked beforehand.",
    (policy) =>
      Object.values(policy.purposes).some((p) => (p.basis ?? "consent") === "consent")
        ? null
        : { vi: "một mục đích dựa trên đồng ý", en: "a purpose that rests on consent" },
  ),
  control(
    "consent.agreed_version",
    z.strictObject({ duties: names }),
    "Việc đã đọc một phiên bản được ghi lại, và không bao giờ tính là đồng ý.",
    "Having read a version is recorded, and never counts as consent.",
    (policy) => (Object.keys(policy.duties).length > 0 ? null : { vi: "mục `duties`", en: "`duties`" }),
  ),
  control(
    "consent.reasked",
    z.strictObject({ on: z.array(z.enum(["purpose", "recipient", "sensitive_field"])).min(1) }),
    "Có mục đích, bên nhận hay dữ liệu nhạy cảm mới thì hỏi lại.",
    "A new purpose, recipient or sensitive field asks consent again.",
  ),
  control(
    "consent.asked_by_mail",
    z.strictObject({ purposes: names, not_again_within: period.optional() }),
    "Hỏi đồng ý bằng thư có nút nhận và nút từ chối; im lặng là từ chối.",
    "Consent is asked by a mail with accept and decline; silence is refusal.",
    (policy) =>
      Object.values(policy.purposes).some((p) => p.asked_by_mail)
        ? null
        : { vi: "một mục đích `asked_by_mail: true`", en: "a purpose with `asked_by_mail: true`" },
  ),
  control(
    "purpose.limited",
    z.strictObject({ purposes: names }),
    "Dùng ngoài mục đích đã khai thì bị từ chối.",
    "Use outside the declared purposes is refused.",
  ),
  control(
    "segment.consented",
    z.strictObject({ purpose: name }),
    "Nhóm khách hàng chỉ gồm người đang đồng ý; rút lại là ra khỏi nhóm.",
    "Segments hold only people whose consent covers it; they leave with it.",
  ),
  control(
    "messages.consented",
    z.strictObject({
      purposes: names,
      channels: z
        .array(z.enum(["email", "phone", "sms", "social", "post"]))
        .min(1)
        .optional(),
    }),
    "Không có đồng ý còn hiệu lực cho mục đích và kênh thì không gửi.",
    "No message without a live consent for its purpose and channel.",
    spoken,
  ),
  control(
    "messages.stoppable",
    z.strictObject({ purposes: names }),
    "Một lần bấm là dừng hẳn tin quảng bá, kể cả tin đang chờ gửi.",
    "One click stops marketing for good, queued mail included.",
    marketing,
  ),
] as const;
