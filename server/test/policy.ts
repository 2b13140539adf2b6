import type { policy } from "@kept/language";
import type { z } from "zod";

export type PolicyDraft = z.input<typeof policy>;

/** A small policy that has no errors, as a file's text (JSON is YAML). `change` makes it another one. */
export function policyFile(id: string, change: (draft: PolicyDraft) => void = () => {}): string {
  const draft = smallPolicy(id);
  change(draft);
  return JSON.stringify(draft, null, 1);
}

/** A club with one form, an e-mail address, a name, and a newsletter one may also agree to. */
export function smallPolicy(id: string): PolicyDraft {
  return {
    language: 1,
    organisation: {
      id,
      name: { vi: "Câu lạc bộ Mẫu", en: "Sample Club" },
      legal_name: { vi: "Hội Câu lạc bộ Mẫu", en: "The Sample Club Association" },
      prefix: "CM",
      contact: {
        address: { vi: "1 đường Mẫu, Hà Nội", en: "1 Sample Street, Hanoi" },
        email: "lienhe@mau.example",
        phone: "028 0000 0104",
      },
      officer: { role: { vi: "Người phụ trách dữ liệu", en: "Privacy officer" } },
    },
    intro: { vi: "Bạn vào hội thì chúng tôi giữ vài thông tin.", en: "When you join, we hold some information." },
    fields: {
      full_name: { type: "name", text: { vi: "Họ và tên", en: "Full name" }, category: "basic", basic: 1, index: "words" },
      email: { type: "email", text: { vi: "Email", en: "Email" }, category: "basic", basic: 10, index: "exact" },
    },
    purposes: {
      membership: { text: { vi: "Nhận hội viên", en: "Admit members" }, basis: "contract" },
      newsletter: {
        text: { vi: "Gửi bản tin", en: "Send the newsletter" },
        basis: "consent",
        marketing: true,
        channels: ["email"],
        frequency: { vi: "mỗi tháng một thư", en: "once a month" },
      },
    },
    touchpoints: {
      join: {
        text: { vi: "Đơn vào hội", en: "Application to join" },
        channels: ["form", "api"],
        for: "membership",
        fields: {
          full_name: { required: true, purposes: ["membership"] },
          email: { required: true, purposes: ["membership", "newsletter"] },
        },
        consents: ["newsletter"],
        confirms: "email",
        account: "code",
      },
    },
    roles: {
      secretary: {
        text: { vi: "Thư ký", en: "Secretary" },
        reads: [{ purposes: ["membership", "newsletter"], fields: "*" }],
        may: ["find", "correct", "erase", "complaints", "requests", "publish", "staff"],
      },
    },
    retention: [{ id: "members", text: { vi: "Giữ đến khi bạn ra khỏi hội.", en: "Kept until you leave the club." }, until: "asked" }],
    rights: {
      channels: ["account", "email"],
      withdrawal: ["account", "email"],
      proof: { vi: "Mã gửi đến email", en: "A code to the e-mail" },
    },
    complaints: { channels: ["email", "post"], role: "secretary", within: "7 working days" },
    breach: { tells: ["authority", "persons"], authority_within: "72 hours", persons_within: "72 hours" },
    promises: [
      {
        id: `${id}-1`,
        text: { vi: "Bạn luôn biết ai giữ dữ liệu và liên hệ ở đâu.", en: "You always know who holds your data and how to reach them." },
        about: "who",
        kept_by: [{ control: "notice.identifies" }],
      },
      {
        id: `${id}-2`,
        text: { vi: "Thay đổi nào cũng xem lại được.", en: "Every change can be looked up." },
        about: "changes",
        kept_by: [{ control: "notice.history" }],
      },
    ],
  };
}
