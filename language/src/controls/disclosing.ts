import { z } from "zod";
import { recipient } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { name } from "../schema/words.js";
import { control } from "./control.js";

const names = z.array(name).min(1);
const to = z.strictObject({ recipients: names });
const reasons = recipient.shape.reasons.unwrap();
const some = (needs: readonly string[], vi: string, en: string) => (policy: Policy) =>
  Object.values(policy.recipients).some((r) => needs.includes(r.needs)) ? null : { vi, en };

/** What may leave, to whom, on what ground. */
export const disclosing = [
  control(
    "disclosure.recipients",
    z.strictObject({ recipients: names }),
    "Chỉ bên nhận đã khai, đúng mục đích và mục dữ liệu của họ.",
    "Only recipients in the register, within their purposes and fields.",
    (policy) => (Object.keys(policy.recipients).length > 0 ? null : { vi: "mục `recipients`", en: "`recipients`" }),
  ),
  control(
    "disclosure.consented",
    z.strictObject({ recipients: names.optional() }),
    "Chưa có đồng ý thì không chuyển cho ai.",
    "Nothing goes to anyone without consent.",
  ),
  control(
    "disclosure.written",
    z.strictObject({ recipients: names.optional() }),
    "Chỉ chuyển khi có văn bản đồng ý đã ký trong hồ sơ.",
    "Nothing goes without a signed document on file.",
  ),
  control(
    "disclosure.ordered",
    to,
    "Chỉ chuyển để thực hiện dịch vụ bạn đã đặt, đúng mục cần.",
    "Data goes only to deliver what you ordered, and only the fields needed.",
    some(["order"], "một bên nhận `needs: order`", "a recipient with `needs: order`"),
  ),
  control(
    "disclosure.lawful",
    z.strictObject({ recipients: names, reasons: reasons.min(1).optional() }),
    "Cơ quan yêu cầu thì chỉ cung cấp đúng phạm vi đã quyết định, có căn cứ.",
    "To an authority only the scope decided goes out, on a stated basis.",
    some(["authority"], "một bên nhận `needs: authority`", "a recipient with `needs: authority`"),
  ),
  control(
    "disclosure.own_report",
    to,
    "Tự báo cơ quan thì ghi điều luật và người duyệt.",
    "A report of our own names its article and who approved it.",
    reasonOf("own_report"),
  ),
  control(
    "disclosure.terms_breach",
    to,
    "Cung cấp vì vi phạm điều khoản thì ghi điều khoản, bằng chứng, người duyệt.",
    "A disclosure for a breach of terms names the term, the evidence and who approved it.",
    reasonOf("terms_breach"),
  ),
  control(
    "disclosure.abroad",
    to,
    "Chỉ chuyển đến nước và nền tảng đã khai trong hồ sơ.",
    "Data goes only to the countries and platforms listed.",
    (policy) =>
      Object.values(policy.recipients).some((r) => r.country !== policy.organisation.country)
        ? null
        : { vi: "một bên nhận ở nước ngoài", en: "a recipient abroad" },
  ),
] as const;

function reasonOf(reason: "own_report" | "terms_breach") {
  return (policy: Policy) =>
    Object.values(policy.recipients).some((r) => r.reasons.includes(reason))
      ? null
      : { vi: `một bên nhận có lý do \`${reason}\``, en: `a recipient with the reason \`${reason}\`` };
}
