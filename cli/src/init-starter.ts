/** A policy to begin from: one contact form, two purposes, nothing invented. It checks without errors; its gaps are what is yours to say. */
export function starter(id: string): string {
  return `# Chính sách dữ liệu cá nhân của ${id}. The personal data policy of ${id}.
# Sửa từng mục cho đúng với tổ chức của bạn, rồi chạy: kept check ${id}.yaml
# Make each part true of your organisation, then run: kept check ${id}.yaml
language: 1

organisation:
  id: ${quoted(id)}
  name: { vi: ${quoted(id)}, en: ${quoted(id)} }
  # Hai đến bốn chữ hoa cho mã vụ việc. Two to four capitals for case references: ${prefix(id)}-2026-0001.
  prefix: ${quoted(prefix(id))}
  contact: {}
  # contact:
  #   address: { vi: "Số nhà, đường, tỉnh thành", en: "Number, street, city" }
  #   email: privacy@example.com
  #   phone: 028 3930 0000
  # officer:
  #   role: { vi: Phụ trách bảo vệ dữ liệu, en: Data protection officer }

# Mọi mục bạn giữ về một người. Everything you hold about a person.
# category: basic | sensitive (Nghị định 356/2025, điều 3 và 4; decree 356/2025, art. 3 and 4)
# index: exact | words | bucket | none. Chỉ tra cứu được mục có chỉ mục. Only indexed fields can be looked up.
fields:
  full_name:
    type: name
    text: { vi: Họ và tên, en: Full name }
    category: basic
    basic: 1
    index: words
  email:
    type: email
    text: { vi: Email, en: Email }
    category: basic
    basic: 10
    index: exact
  phone:
    type: phone
    text: { vi: Số điện thoại, en: Telephone number }
    category: basic
    basic: 7
    index: exact
  message:
    type: lines
    text: { vi: Nội dung, en: Message }
    category: basic
    basic: 11

# Dùng vào việc gì, dựa vào đâu. What data is used for, and why that is lawful.
# basis: consent | contract | legal_duty | protection | emergency (Luật 91/2025, điều 9 và 19; law 91/2025, art. 9 and 19)
purposes:
  service:
    text: { vi: Trả lời và làm điều bạn yêu cầu, en: Answer and do what you ask for }
    basis: consent
    channels: [email, phone]
  newsletter:
    text: { vi: Gửi tin về sản phẩm và dịch vụ, en: Send news of products and services }
    basis: consent
    marketing: true
    channels: [email]
    frequency: { vi: Nhiều nhất một thư mỗi tháng, en: One mail a month at most }
    cap: { at_most: 1, per: 1 month }

# Nơi hỏi dữ liệu. Where data is asked for.
touchpoints:
  contact:
    text: { vi: Liên hệ, en: Contact us }
    channels: [form]
    # Việc người ta đến để làm: chỉ đồng ý cho việc này mới có thể cần. What people come for: only its consent may be needed.
    for: service
    fields:
      full_name: { required: true, purposes: [service] }
      email: { required: true, purposes: [service, newsletter] }
      phone: { purposes: [service] }
      message: { required: true, purposes: [service] }
    # Hỏi riêng, không bắt buộc. Asked apart, never required.
    consents: [newsletter]
    confirms: email
    account: code

# Ai được xem gì, để làm gì. Who may see what, for what.
roles:
  privacy_officer:
    text: { vi: Phụ trách bảo vệ dữ liệu, en: Privacy officer }
    reads:
      - { purposes: [service], fields: [full_name, email] }
    may: [find, correct, erase, merge, export, import, publish, outbox, staff, keys, complaints, requests, disclose, authority, recipients, assign, break_glass, watch, calls, segments, hold, review]
  staff:
    text: { vi: Nhân viên, en: Staff }
    reads:
      - { purposes: [service], fields: [full_name, email, phone, message] }
    may: [find, intake, correct]

# Giữ đến bao giờ. Until when: asked | event | time | purposes_end | law
retention:
  - id: purposes_over
    text: { vi: Xoá khi không còn mục đích nào., en: Erased when no purpose is left. }
    until: purposes_end
    review: 30 days

# Thực hiện quyền ở đâu. Where rights are exercised.
rights:
  channels: [account, form]
  withdrawal: [account, form]

# Câu bạn cam kết, và điều giữ nó. What you promise, and what keeps it.
promises:
  - id: ${id}-1
    about: purposes
    text: { vi: Mỗi mục đích được hỏi riêng một lần., en: Each purpose is asked for on its own. }
    kept_by:
      - { control: consent.per_purpose, with: { purposes: [service, newsletter] } }
`;
}

/** YAML would read an id such as \`no\` or \`null\` as something else. */
function quoted(id: string): string {
  return JSON.stringify(id);
}

function prefix(id: string): string {
  return id
    .replace(/[^a-z]/g, "")
    .slice(0, 2)
    .padEnd(2, "x")
    .toUpperCase();
}
