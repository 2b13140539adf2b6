/** A fault planted in a clean policy, and what the check must say of it. */
export type Fault = Readonly<{
  code: string;
  level: "error" | "gap";
  /** What the clinic's clean policy is changed by: text found, text put in its place. */
  edits: readonly (readonly [string | RegExp, string])[];
  /** Words on the line the finding must point to. */
  at: string;
}>;
const error = (code: string, at: string, ...edits: Fault["edits"]): Fault => ({ code, level: "error", edits, at });
const gap = (code: string, at: string, ...edits: Fault["edits"]): Fault => ({ code, level: "gap", edits, at });

/** A top-level part, from its key to the next. */
const part = (key: string): RegExp => new RegExp(`^${key}:\\n(?:(?: .*)?\\n)*`, "m");

const shape: readonly Fault[] = [
  error("yaml.duplicate_key", "  records:", ["  reminders:\n    text: { vi: Nhắc", "  records:\n    text: { vi: Nhắc"]),
  error("yaml.odd_key", "? [a", ["  prefix: PK", "  ? [a, b]\n  : x\n  prefix: PK"]),
  error("yaml.syntax", "contact:", ["prefix: PK", "prefix: [PK"]),
  error("yaml.alias", "prefix", ["country: VN", "country: &c VN"], ["prefix: PK", "prefix: *c"]),
  error("yaml.too_long", "# A clinic", ["prefix: PK", `prefix: PK # ${"x".repeat(1024 * 1024)}`]),
  error("yaml.too_deep", "# A clinic", ["prefix: PK", `prefix: ${"[".repeat(60)}${"]".repeat(60)}`]),
  error("yaml.not_unicode", "# A clinic", ["Đỗ Minh Hà", '"\\uD800"']),
  error("text.vi_missing", "text: { en: Visit }", ["text: { vi: Lượt khám, en: Visit }", "text: { en: Visit }"]),
  error("shape.missing", "organisation:", ["  prefix: PK\n", ""]),
  error("shape.unknown_key", "colour", ["prefix: PK", "prefix: PK\n  colour: red"]),
  error("shape.wrong_type", "prefix", ["prefix: PK", "prefix: 7"]),
  error("shape.wrong_value", "basis: interest", [
    "basis: consent\n    channels: [phone, email]",
    "basis: interest\n    channels: [phone, email]",
  ]),
  error("shape.unfit", "review", ["review: 30 days", "review: soon"]),
];

const naming: readonly Fault[] = [
  error("name.undeclared", "consents: [reminders, raffle]", ["consents: [reminders, newsletter]", "consents: [reminders, raffle]"]),
  error("name.undeclared", "role: nobody", ["role: privacy_officer\n  steps", "role: nobody\n  steps"]),
  error("name.undeclared", "rule: forgotten", ["rule: rest", "rule: forgotten"]),
  error("name.undeclared", "shoe_size", ["fields: [phone]\n    needs", "fields: [phone, shoe_size]\n    needs"]),
  gap("name.unused", "  shoe_size:", [
    "  birth_date:\n    type",
    "  shoe_size: { type: number, text: { vi: Cỡ giày, en: Shoe size }, category: basic }\n  birth_date:\n    type",
  ]),
  gap("name.unused", "  idle:", ["  care:\n    text", "  idle: { text: { vi: Nghỉ, en: Idle }, basis: consent }\n  care:\n    text"]),
  gap("name.unused", "  idle:", ["duties:\n  truthful:", "duties:\n  idle: { text: { vi: Nghỉ, en: Idle }, manner: form }\n  truthful:"]),
  gap("name.unused", "  idle:", ["occasions:\n", "occasions:\n  idle: { text: { vi: Nghỉ, en: Idle } }\n"]),
  gap("name.unused", "  idle:", ["roles:\n", "roles:\n  idle: { text: { vi: Nghỉ, en: Idle } }\n"]),
  error("name.twice", "id: clinic-1", ["id: clinic-2", "id: clinic-1"]),
  error("name.twice", "id: rest", ["id: medical_record", "id: rest"]),
  error("name.twice", "id: verify", ["id: answer", "id: verify"]),
  error("name.twice", "consents:", ["consents: [reminders, newsletter]", "consents: [reminders, reminders, newsletter]"]),
  error("promise.foreign_id", "id: okr-1", ["id: clinic-1", "id: okr-1"]),
  gap("text.en_missing", "text: { vi: Lượt khám }", ["text: { vi: Lượt khám, en: Visit }", "text: { vi: Lượt khám }"]),
];

const dateText = "text: { vi: Ngày sinh, en: Date of birth }\n    category: basic\n    basic: 2\n";
const date = (more: string): readonly [string, string] => [dateText, `${dateText}${more}`];
const fields: readonly Fault[] = [
  error("sensitive.called_basic", "category: basic", [
    "category: sensitive\n    sensitive: health\n    sensitive_notice:\n      vi: Đây là dữ liệu sức khoẻ, thuộc loại nhạy cảm. Bạn",
    "category: basic # here\n    sensitive: health\n    sensitive_notice:\n      vi: Đây là dữ liệu sức khoẻ, thuộc loại nhạy cảm. Bạn",
  ]),
  gap("sensitive.looks_so", "category: basic # here", [
    /category: sensitive\n {4}sensitive: health\n {4}sensitive_notice:\n.*Chỉ bác sĩ.*\n.*\n/,
    "category: basic # here\n",
  ]),
  error("sensitive.kind_missing", "category: sensitive # here", [
    "category: sensitive\n    sensitive: health\n",
    "category: sensitive # here\n",
  ]),
  gap("sensitive.no_notice", "  symptoms:", [/ {4}sensitive_notice:\n.*Chỉ bác sĩ.*\n.*\n/, ""]),
  gap(
    "sensitive.indexed",
    "index: words # here",
    ["max: 2000", "index: words # here"],
    ["type: lines\n    text: { vi: Triệu chứng", "type: line\n    text: { vi: Triệu chứng"],
  ),
  error("field.options_unfit", "options: { a", date("    options: { a: { vi: A, en: A } }\n")),
  error("field.options_missing", "  guardian_relation:", [/ {4}options:\n {6}mother.*\n.*\n.*\n/, ""]),
  error("field.file_unfit", "file: {", date("    file: { types: [pdf], max_mib: 1 }\n")),
  error("field.file_missing", "  test_result:", [/ {4}file: \{.*\n/, ""]),
  error("field.index_unfit", "index: words # here", date("    index: words # here\n")),
  error("field.repeat_unfit", "repeat:", [/ {4}file: \{.*\n/, "$&    repeat: { kinds: { a: { vi: A, en: A } } }\n"]),
  error("field.repeat_without_kinds", "repeat:", date("    repeat: { kinds: {} }\n")),
];

const asking: readonly Fault[] = [
  error("field.no_purpose", "test_result: {", ["test_result: { purposes: [care] }", "test_result: { purposes: [] }"]),
  error(
    "touchpoint.for_unserved",
    "for: records",
    [
      "for: care\n    fields:\n      patient_name: { required: true, purposes: [care, records] }\n      birth_date: { required: true, purposes: [care, records] }\n      phone",
      "for: newsletter # for: records\n    fields:\n      patient_name: { required: true, purposes: [care, records] }\n      birth_date: { required: true, purposes: [care, records] }\n      phone",
    ],
    ["purposes: [care, reminders, newsletter] }\n      symptoms", "purposes: [care, reminders] }\n      symptoms"],
  ),
  error("touchpoint.confirms_not_asked", "confirms: guardian_name", [
    "confirms: phone\n    account",
    "confirms: guardian_name\n    account",
  ]),
  error("touchpoint.confirms_unreachable", "confirms: birth_date", ["confirms: phone\n    account", "confirms: birth_date\n    account"]),
  error("touchpoint.confirms_optional", "confirms: email", ["confirms: phone\n    account", "confirms: email\n    account"]),
  gap("touchpoint.confirms_by_phone_alone", "confirms: phone", ["      email: { purposes: [care, reminders] }\n", ""]),
  error("touchpoint.password_not_asked", "account: password", ["account: code", "account: password"]),
  error("touchpoint.secret_without_account", "birth_date: {", ["type: date", "type: secret"]),
  error("touchpoint.code_nowhere", "account: code", ["confirms: phone\n    account: code", "account: code"]),
  gap("consent.how_by_phone", "  visit:", ["    consent_by: [recorded_call, sms]\n", ""]),
  error("touchpoint.representative_of_whom", "representative:", ["    about: child\n", ""]),
  gap("touchpoint.child_alone", "  child_visit:", [/ {4}representative: .*\n/, ""]),
  error("touchpoint.representative_not_asked", "representative:", ["guardian_name: { required: true,", "guardian_name: { "]),
];

const purposes: readonly Fault[] = [
  gap("purpose.no_basis", "  reminders:", ["en: Remind of the next visit }\n    basis: consent\n", "en: Remind of the next visit }\n"]),
  error("purpose.basis_impossible", "basis: state_body", ["basis: legal_duty", "basis: state_body"]),
  error("purpose.basis_impossible", "basis: contract", ["basis: consent\n    marketing: true", "basis: contract\n    marketing: true"]),
  gap("purpose.basis_unproved", "basis: legal_duty", [/ {4}article: Luật Khám bệnh.*\n/, ""]),
  gap("marketing.no_channel", "  newsletter:", ["    channels: [email]\n    frequency", "    frequency"]),
  gap("marketing.no_frequency", "  newsletter:", [/ {4}frequency: .*\n {4}cap: .*\n/, ""]),
  gap("marketing.cap_above_law", "cap:", ["cap: { at_most: 1, per: 1 month }", "cap: { at_most: 4, per: 24 hours }"]),
  gap("consent.bundles_marketing", "  reminders:", ["Nhắc lịch tái khám", "Nhắc lịch tái khám và khuyến mại"]),
  gap("purpose.candidate_not_asked", "for: records", ["about: child\n    for: care", "about: candidate\n    for: records"]),
  error("cookies.not_asked", "ads:", [
    "cookies:\n",
    "cookies:\n  categories:\n    ads: { text: { vi: A, en: A }, purpose: records, sensitive: behaviour }\n",
  ]),
  error("cookies.necessary_marketing", "ads:", [
    "cookies:\n",
    "cookies:\n  categories:\n    ads: { text: { vi: A, en: A }, purpose: newsletter, necessary: true }\n",
  ]),
  gap("cookies.behaviour_not_sensitive", "ads:", [
    "cookies:\n",
    "cookies:\n  categories:\n    ads: { text: { vi: A, en: A }, purpose: newsletter }\n",
  ]),
];

const consents: readonly Fault[] = [
  error("consent.forced_by_field", "email: { required", [
    "email: { purposes: [care, reminders, newsletter] }",
    "email: { required: true, purposes: [reminders, newsletter] }",
  ]),
  error("consent.asked_twice", "consents: [care", ["consents: [reminders, newsletter]", "consents: [care, reminders, newsletter]"]),
  error("consent.not_the_basis", "consents: [records", ["consents: [reminders, newsletter]", "consents: [records, reminders, newsletter]"]),
  error("consent.never_asked", "    fields:", ["consents: [reminders, newsletter]", "consents: [reminders]"]),
  error(
    "consent.covers_two",
    "text: { vi: nhắc",
    ["Giới thiệu gói khám mới", "Nhắc lịch tái khám"],
    ["  newsletter:\n    text: { vi: Nhắc", "  newsletter:\n    text: { vi: nhắc"],
  ),
  gap("duty.agreement_by_use", "  truthful:", ["manner: form", "manner: use"]),
  gap("duty.reads_as_consent", "text: { vi: Tôi đồng ý", [
    "{ vi: Thông tin tôi khai",
    "{ vi: Tôi đồng ý cho dùng dữ liệu; thông tin tôi khai",
  ]),
];

const ends: readonly Fault[] = [
  gap("retention.missing", "# A clinic", [part("retention"), ""]),
  gap(
    "retention.uncovered",
    "  visit:",
    ["    until: purposes_end", "    of: { touchpoints: [child_visit] }\n    until: purposes_end"],
    ["of: { occasion: visit }", "of: { touchpoints: [child_visit] }"],
  ),
  error("retention.contradicts", "period: 1 year", ["until: purposes_end", "until: purposes_end\n    period: 1 year"]),
  error("retention.part_missing", "id: rest", ["until: purposes_end\n    review: 30 days", "until: time"]),
  gap("retention.no_end", "id: rest", ["    review: 30 days\n", ""]),
  gap("retention.no_end", "id: rest", ["until: purposes_end\n    review: 30 days", "until: asked"]),
  error(
    "retention.event_elsewhere",
    "event: called_off",
    ["occasions:\n", "occasions:\n  other: { text: { vi: A, en: A }, events: { called_off: { vi: A, en: A } } }\n"],
    ["      called_off: {", "      moved: {"],
  ),
  error("retention.outcome_elsewhere", "unless:", ["    event: called_off\n", "    event: called_off\n    unless: [hired]\n"]),
  gap("retention.candidates", "  child_visit:", ["about: child", "about: candidate"], ["    occasion: visit\n\noccasions", "\noccasions"]),
];

const answers: readonly Fault[] = [
  gap("rights.missing", "# A clinic", [part("rights"), ""]),
  gap("rights.no_channel", "rights:", ["channels: [account, form, phone]\n", "channels: []\n"]),
  gap("rights.no_withdrawal", "rights:", ["  withdrawal: [account, form, phone]\n", ""]),
  gap("rights.no_proof", "rights:", [/ {2}proof: .*\n/, ""]),
  gap("rights.channel_unreachable", "channels: [account", ["    account: code\n", ""]),
  gap("deadline.later_than_law", "see: 11 days", ["see: 5 days", "see: 11 days"]),
  gap("deadline.later_than_law", "copy: 7 working days", ["copy: 5 days", "copy: 7 working days"]),
  gap("deadline.later_than_law", "erase: 1 month", ["erase: 15 days", "erase: 1 month"]),
  gap("deadline.later_than_law", "withdraw: 16 days", ["withdraw: 24 hours", "withdraw: 16 days"]),
  gap("deadline.later_than_law", "acknowledged_within: 4", ["acknowledged_within: 1 working day", "acknowledged_within: 4 working days"]),
  gap("deadline.later_than_law", "authority_within: 73", [
    "authority_within: 48 hours\n  persons",
    "authority_within: 73 hours\n  persons",
  ]),
  gap(
    "deadline.later_than_law",
    "persons_within: 4 days",
    ["persons_within: 72 hours\n  report", "persons_within: 4 days\n  report"],
    [/sensitive: health/, "sensitive: biometric"],
  ),
  gap("complaints.missing", "# A clinic", [part("complaints"), ""]),
  gap("complaints.no_steps", "complaints:", [/ {2}steps:\n {4}- \{ id: verify.*\n.*\n/, ""]),
  gap("complaints.no_term", "complaints:", ["  within: 7 days\n", ""]),
  error("complaints.terms_reversed", "within: {", ["within: 7 days", "within: { simple: 15 days, complex: 7 days }"]),
  gap("complaints.role_may_not", "role: doctor", ["role: privacy_officer\n  steps", "role: doctor\n  steps"]),
  gap("breach.missing", "# A clinic", [part("breach"), ""]),
  gap("breach.authority_not_told", "tells:", ["tells: [authority, persons]", "tells: [persons]"]),
  gap("breach.no_term", "breach:", ["  authority_within: 48 hours\n  persons", "  persons"]),
  gap(
    "breach.persons_not_told",
    "tells:",
    ["tells: [authority, persons]", "tells: [authority]"],
    [/sensitive: health/, "sensitive: location"],
  ),
];

const others: readonly Fault[] = [
  gap("contact.no_address", "  contact:", [/ {4}address: \{.*\n/, ""]),
  gap("contact.no_email", "  contact:", ["    email: rieng@phongkham.example\n    phone", "    phone"]),
  gap("contact.no_officer", "organisation:", [/ {2}officer:\n(?: {4}.*\n)*/, ""]),
  error("contact.phone_unreadable", 'phone: "12"', ["phone: 028 3930 0000", 'phone: "12"']),
  gap("contact.channel_nowhere", "channels: [account, form, phone]", ["    phone: 028 3930 0000\n", ""]),
  gap("recipient.abroad_without_transfer", "  messages_provider:", [/ {4}transfer:\n(?: {6}.*\n)*/, ""]),
  gap("recipient.transfer_without_dossier", "    transfer:", ["      dossier: HS-2026-01\n", ""]),
  gap("recipient.country_unknown", "country: ZZ", ["country: SG", "country: ZZ"]),
  gap("recipient.no_purposes", "  laboratory:", [
    "    purposes: [care]\n    fields: [patient_name, birth_date]\n    needs: order",
    "    fields: [patient_name, birth_date]\n    needs: order",
  ]),
  gap("recipient.no_fields", "  laboratory:", ["    fields: [patient_name, birth_date]\n    needs: order", "    needs: order"]),
  error("recipient.field_outside_purpose", "fields: [birth_date]", ["fields: [phone]\n    needs", "fields: [birth_date]\n    needs"]),
  error("recipient.wrong_ground", "needs: consent # here", ["needs: authority", "needs: consent # here"]),
  error("recipient.wrong_ground", "needs: authority # here", ["needs: order", "needs: authority # here"]),
  gap("recipient.no_order", "  laboratory:", [part("occasions"), ""]),
  error("recipient.other_event", "after: vanished", [
    "    needs: order\n",
    "    needs: order\n    order: { occasion: visit,\n      after: vanished }\n",
  ]),
  gap("recipient.no_reason", "  health_authority:", ["    reasons: [legal_compliance]\n", ""]),
  gap("role.nobody", "roles:", ["outbox, staff, keys", "outbox, keys"]),
  gap("role.nobody_takes", "channels: [form, phone, api, import]", [/, import, /g, ", "]),
  gap("role.acts_blind", "  reception:", [/ {2}reception:\n(.*\n) {4}reads:\n.*\n/, "  reception:\n$1"]),
  gap(
    "role.reads_outside_purpose",
    "fields: [test_result, email",
    ["fields: [test_result, guardian_relation]", "fields: [test_result, email, guardian_relation]"],
    ["purposes: [care], fields: [test_result", "purposes: [records], fields: [test_result"],
  ),
];

const said: readonly Fault[] = [
  gap("contradiction.purposes", "only_purposes", [
    "claims: { only_roles: [doctor, reception, privacy_officer] }",
    "claims: { only_purposes: [care, records] }",
  ]),
  gap("contradiction.bases", "only_bases", [
    "claims: { only_roles: [doctor, reception, privacy_officer] }",
    "claims: { only_bases: [consent] }",
  ]),
  gap("contradiction.roles", "only_roles", ["claims: { only_roles: [doctor, reception,", "claims: { only_roles: [doctor,"]),
  gap("contradiction.complaint_role", "role: privacy_officer", [
    "claims: { only_roles: [doctor, reception, privacy_officer] }",
    "claims: { only_roles: [doctor, reception] }",
  ]),
  gap("contradiction.channels", "only_channels", [
    "claims: { only_roles: [doctor, reception, privacy_officer] }",
    "claims: { only_channels: [form] }",
  ]),
  gap("contradiction.recipients", "no_recipients", [
    "claims: { only_roles: [doctor, reception, privacy_officer] }",
    "claims: { no_recipients: true }",
  ]),
  error("contradiction.limit", "purpose.limited", [
    "purposes: [care, records, reminders, newsletter]",
    "purposes: [care, records, reminders]",
  ]),
  error("contradiction.limit", "access.roles", ["roles: [doctor, reception, privacy_officer] } }", "roles: [doctor, privacy_officer] } }"]),
  gap("promise.words_only", "id: clinic-1", [/ {4}kept_by:\n.*collection\.declared.*\n/, ""]),
  error("promise.unknown_control", "collection.magic", ["collection.declared", "collection.magic"]),
  gap("promise.parameter_missing", "consent.per_purpose", [/consent\.per_purpose, with: \{.*\}/, "consent.per_purpose }"]),
  error("promise.parameter_wrong", "within: sometime", ["with: { within: 1 working day }", "with: { within: sometime }"]),
  error("promise.parameter_wrong", "extra: 1", ["with: { within: 1 working day }", "with: { extra: 1 }"]),
  gap("promise.unsupported", "disclosure.abroad", ["country: SG", "country: VN"]),
];

/** At least one for every code the rules can give. */
export const faults: readonly Fault[] = [
  ...shape,
  ...naming,
  ...fields,
  ...asking,
  ...purposes,
  ...consents,
  ...ends,
  ...answers,
  ...others,
  ...said,
];
