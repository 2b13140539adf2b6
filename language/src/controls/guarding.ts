import { z } from "zod";
import type { Policy } from "../schema/policy.js";
import { name, period, text } from "../schema/words.js";
import { control } from "./control.js";

const names = z.array(name).min(1);
const nothing = z.strictObject({});
const roles = (policy: Policy) => (Object.keys(policy.roles).length > 0 ? null : { vi: "mục `roles`", en: "`roles`" });
const account = (policy: Policy) =>
  Object.values(policy.touchpoints).some((t) => t.account)
    ? null
    : { vi: "một điểm thu thập mở tài khoản", en: "a touchpoint that opens an account" };
const files = (policy: Policy) =>
  Object.values(policy.fields).some((f) => f.type === "file") || policy.retention.some((r) => r.until === "law")
    ? null
    : { vi: "một mục kiểu `file`, hoặc giấy tờ giữ theo luật", en: "a field of type `file`, or papers kept by law" };

/** Who may read, and what stands between data and everyone else. */
export const guarding = [
  control(
    "access.roles",
    z.strictObject({ roles: names, fields: names.optional(), assigned: z.boolean().optional() }),
    "Chỉ vai trò đã khai đọc được, đúng mục, đúng mục đích.",
    "Only declared roles read, only their fields, only for their purposes.",
    roles,
  ),
  control(
    "access.caller_check",
    z.strictObject({ purpose: name, topics: z.array(text).min(1).optional() }),
    "Người gọi phải là người đã đăng ký và đồng ý thì mới được trả lời.",
    "A caller is answered only after it is known that they registered and agreed.",
    roles,
  ),
  control(
    "access.watched",
    z.strictObject({
      reads_per_hour: z.number().int().min(1).optional(),
      within: period.optional(),
      /** Full hours in Vietnam between which reading is usual (left out: 7 to 19), and whether Sundays are usual days. */
      from_hour: z.number().int().min(0).max(23).optional(),
      to_hour: z.number().int().min(1).max(24).optional(),
      sundays: z.boolean().optional(),
    }),
    "Đọc nhiều bất thường thì báo động, và có người xem báo động.",
    "Unusual reading raises an alarm, and somebody looks at it.",
    roles,
  ),
  control("security.at_rest", nothing, "Mọi giá trị được niêm phong khi lưu.", "Every stored value is sealed."),
  control("security.in_transit", nothing, "Mọi đường truyền đều được mã hoá.", "Every channel is encrypted."),
  control(
    "security.measures",
    z.strictObject({ list: z.array(z.enum(["firewall", "access_control", "encryption", "restore_drill", "integrity", "experts"])).min(1) }),
    "Biện pháp đã nêu được dò thử định kỳ.",
    "The measures named are probed regularly.",
  ),
  control(
    "security.sign_in",
    z.strictObject({ alerts: z.boolean().default(true), lock: z.boolean().default(true), throttle: z.boolean().default(true) }),
    "Đăng nhập từ thiết bị mới có báo; dò mật khẩu bị chặn; tự khoá được ngay.",
    "A new device raises an alert, guessing is slowed, and the account can be locked at once.",
    account,
  ),
  control(
    "documents.sealed",
    z.strictObject({ fields: names.optional() }),
    "Tệp chỉ mở được bằng khoá của người đó.",
    "A file opens only with its person's key.",
    files,
  ),
  control(
    "public.no_contact_values",
    nothing,
    "Không trang công khai nào hiện thông tin liên hệ của người dùng.",
    "No public page shows a person's contact value.",
  ),
  control(
    "site.cookies",
    z.strictObject({ categories: names }),
    "Trước khi bạn chọn, trang chỉ đặt cookie cần thiết.",
    "Before the choice only necessary cookies are set.",
    (policy) =>
      Object.keys(policy.cookies?.categories ?? {}).length > 0 ? null : { vi: "mục `cookies.categories`", en: "`cookies.categories`" },
  ),
  control(
    "site.hosts",
    z.strictObject({ hosts: z.array(z.string()).optional() }),
    "Máy chủ không khai thì trang không được gọi đến.",
    "Hosts that are not declared cannot be reached.",
    (policy) => (policy.cookies ? null : { vi: "mục `cookies.hosts`", en: "`cookies.hosts`" }),
  ),
  control(
    "attested",
    z.strictObject({ who: z.string().min(1), until: z.iso.date() }),
    "Một người có tên xác nhận điều này đến một ngày.",
    "A named person confirms this until a date.",
  ),
] as const;
