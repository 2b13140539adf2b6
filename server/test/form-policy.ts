import type { PolicyDraft } from "./policy.js";

/** Gives the sample policy a field of every awkward kind: repeated, a file, sensitive; a duty; and a form that takes a file. */
export function withAwkwardFields(d: PolicyDraft): void {
  d.fields.phone = {
    type: "phone",
    text: { vi: "Điện thoại", en: "Phone" },
    category: "basic",
    basic: 7,
    index: "exact",
    repeat: { kinds: { home: { vi: "Nhà", en: "Home" }, office: { vi: "Cơ quan", en: "Office" } } },
  };
  d.fields.cv = {
    type: "file",
    text: { vi: "Hồ sơ", en: "CV" },
    category: "basic",
    basic: 11,
    file: { types: ["pdf", "txt"], max_mib: 1 },
  };
  d.fields.illness = {
    type: "lines",
    text: { vi: "Bệnh nền", en: "Conditions" },
    category: "sensitive",
    sensitive: "health",
    sensitive_notice: { vi: "Đây là dữ liệu nhạy cảm về sức khoẻ.", en: "This is sensitive data on health." },
  };
  const join = d.touchpoints.join;
  if (!join) throw new Error("the sample policy has a form");
  join.accuracy = true;
  join.fields.phone = { purposes: ["membership"] };
  join.fields.illness = { purposes: ["membership"] };
  d.duties = { rules: { text: { vi: "Tôi giữ nội quy.", en: "I keep the rules." }, manner: "form" } };
  join.duties = ["rules"];
  d.touchpoints.apply = {
    text: { vi: "Ứng tuyển", en: "Apply" },
    channels: ["form"],
    for: "membership",
    fields: { full_name: { required: true, purposes: ["membership"] }, cv: { required: true, purposes: ["membership"] } },
  };
}
