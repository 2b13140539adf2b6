import { digestText } from "./digest.js";
import { sayPeriod } from "./period.js";
import type { Field } from "./schema/fields.js";
import type { Policy } from "./schema/policy.js";
import { type Language, say } from "./schema/words.js";

/** What is asked: a consent to one purpose, or the acknowledgement of one duty. */
export type Asked = Readonly<{ purpose: string }> | Readonly<{ duty: string }>;

/** The exact words put before a person. Stored with the answer, so that who agreed to what can be shown (decree 356/2025 art. 6.1). */
export type Shown = Readonly<{
  /** One statement per line, as rendered. */
  lines: readonly string[];
  /** The lines joined by line feeds, NFC. */
  text: string;
  /** SHA-256 of `text`, hex. */
  digest: string;
  lang: Language;
  /** Whether sensitive data is among it, and said to be (decree 356/2025 art. 6.4). */
  sensitive: boolean;
}>;

/**
 * The text a person reads when asked for a consent or a duty at a touchpoint: controller, purpose, data types, rights
 * (law 91/2025 art. 9.2), the sensitive notice (decree 356/2025 art. 6.4), and for advertising how and how often (art. 28).
 * Throws a RangeError for a touchpoint, purpose or duty the policy does not declare.
 */
export async function shown(policy: Policy, touchpoint: string, asked: Asked, lang: Language): Promise<Shown> {
  const lines = shownLines(policy, touchpoint, asked, lang);
  const text = lines.join("\n");
  const sensitive = "purpose" in asked && sensitiveNames(policy, touchpoint, asked.purpose, lang).length > 0;
  return { lines, text, digest: await digestText(text), lang, sensitive };
}

/** The lines of `shown`, without the digest. */
export function shownLines(policy: Policy, touchpoint: string, asked: Asked, lang: Language): readonly string[] {
  const where = own(policy.touchpoints, touchpoint);
  if (!where) throw new RangeError("no such touchpoint");
  const lines = "duty" in asked ? dutyLines(policy, asked.duty, lang) : purposeLines(policy, touchpoint, asked.purpose, lang);
  return lines.map((line) => line.normalize("NFC"));
}

function dutyLines(policy: Policy, id: string, lang: Language): string[] {
  const duty = own(policy.duties, id);
  if (!duty) throw new RangeError("no such duty");
  return [
    say(duty.text, lang),
    lang === "vi"
      ? `Xác nhận với ${controller(policy, lang)}. Việc này được ghi riêng và không tính là đồng ý cho dùng dữ liệu.`
      : `Acknowledged to ${controller(policy, lang)}. This is recorded apart and does not count as consent to use data.`,
  ];
}

function purposeLines(policy: Policy, touchpoint: string, id: string, lang: Language): string[] {
  const purpose = own(policy.purposes, id);
  if (!purpose) throw new RangeError("no such purpose");
  const vi = lang === "vi";
  const fields = fieldsFor(policy, touchpoint, id);
  const names = [...fields.map((f) => say(f.text, lang)), ...storedFor(policy, id, lang)];
  const needed = policy.touchpoints[touchpoint]?.for === id;
  const lines = [
    say(purpose.text, lang),
    ...(purpose.explain ? [say(purpose.explain, lang)] : []),
    vi ? `Bên kiểm soát dữ liệu: ${controller(policy, lang)}` : `Controller: ${controller(policy, lang)}`,
    vi ? `Dữ liệu được dùng: ${names.join("; ")}` : `Data used: ${names.join("; ")}`,
    ...sensitiveLines(fields, sensitiveNames(policy, touchpoint, id, lang), lang),
  ];
  if (purpose.channels.length > 0) {
    const by = purpose.channels.map((c) => channelWords[c][lang]).join(", ");
    const often = purpose.frequency ? say(purpose.frequency, lang) : purpose.cap ? capWords(purpose.cap, lang) : null;
    lines.push(`${vi ? "Liên hệ qua" : "Reached by"}: ${by}${often ? `; ${often}` : ""}`);
  }
  if (purpose.marketing) {
    lines.push(
      vi
        ? "Có nội dung giới thiệu sản phẩm, dịch vụ. Bạn có thể dừng bất cứ lúc nào."
        : "This introduces products or services. You may stop it at any time.",
    );
  }
  if (policy.touchpoints[touchpoint]?.about === "child") {
    // Law 91/2025 art. 24: a child's rights are exercised by the representative.
    lines.push(
      vi
        ? "Người trả lời là người đại diện của trẻ. Trẻ từ 7 tuổi cũng phải đồng ý."
        : "The answer is the representative's, for the child. A child of 7 or more agrees too.",
    );
  }
  lines.push(
    vi
      ? "Bạn được biết, xem, sửa, nhận bản sao, xoá, hạn chế, phản đối và khiếu nại về dữ liệu của mình, và có trách nhiệm cung cấp đúng. Đồng ý rồi vẫn rút lại được bất cứ lúc nào; phần đã làm trước đó không đổi."
      : "You may know, see, correct, copy, erase, restrict and object to what is done with your data, and complain; what you give should be true. Consent may be withdrawn at any time; what was done before stays done.",
    vi ? "Không trả lời nghĩa là không đồng ý." : "No answer means no consent.",
    needed
      ? vi
        ? "Không đồng ý thì việc bạn đang yêu cầu chưa thể thực hiện."
        : "Without your consent, what you are asking for cannot be done."
      : vi
        ? "Không đồng ý thì việc bạn đang yêu cầu vẫn được làm như thường."
        : "Without your consent, what you are asking for goes on as usual.",
  );
  return lines;
}

function sensitiveLines(fields: readonly Field[], names: readonly string[], lang: Language): string[] {
  if (names.length === 0) return [];
  return [
    lang === "vi"
      ? `Dữ liệu nhạy cảm: ${names.join("; ")}. Luật xếp dữ liệu này vào loại cần bảo vệ chặt chẽ hơn.`
      : `Sensitive data: ${names.join("; ")}. The law asks for stronger protection of such data.`,
    ...fields.flatMap((f) => (f.category === "sensitive" && f.sensitive_notice ? [say(f.sensitive_notice, lang)] : [])),
  ];
}

/** Sensitive fields, and cookies that follow behaviour (decree 356/2025 art. 4.1.l). */
function sensitiveNames(policy: Policy, touchpoint: string, purpose: string, lang: Language): string[] {
  const fields = fieldsFor(policy, touchpoint, purpose).filter((f) => f.category === "sensitive");
  const cookies = Object.values(policy.cookies?.categories ?? {}).filter((c) => c.purpose === purpose && c.sensitive);
  return [...fields.map((f) => say(f.text, lang)), ...cookies.flatMap((c) => c.stores.map((s) => say(s, lang)))];
}

/** The fields asked here for the purpose; where it is asked elsewhere, every field declared for it. */
function fieldsFor(policy: Policy, touchpoint: string, purpose: string): Field[] {
  const asksIn = (id: string): string[] =>
    Object.entries(own(policy.touchpoints, id)?.fields ?? {}).flatMap(([field, ask]) => (ask.purposes.includes(purpose) ? [field] : []));
  const here = asksIn(touchpoint);
  const names = here.length > 0 ? here : [...new Set(Object.keys(policy.touchpoints).flatMap(asksIn))];
  return names.flatMap((n) => own(policy.fields, n) ?? []);
}

/** What cookies of this purpose store. */
function storedFor(policy: Policy, purpose: string, lang: Language): string[] {
  const categories = Object.values(policy.cookies?.categories ?? {}).filter((c) => c.purpose === purpose);
  return categories.flatMap((c) => c.stores.map((s) => say(s, lang)));
}

function controller(policy: Policy, lang: Language): string {
  const { name, legal_name, contact } = policy.organisation;
  const reach = [contact.address ? say(contact.address, lang) : null, contact.email, contact.phone].filter((r) => typeof r === "string");
  return [say(legal_name ?? name, lang), ...reach].join(", ");
}

function capWords(cap: { at_most: number; per: string }, lang: Language): string {
  const per = sayPeriod(cap.per, lang);
  return lang === "vi" ? `nhiều nhất ${cap.at_most} lần trong ${per}` : `at most ${cap.at_most} in ${per}`;
}

const channelWords = {
  email: { vi: "email", en: "email" },
  phone: { vi: "điện thoại", en: "telephone" },
  sms: { vi: "tin nhắn SMS", en: "SMS" },
  social: { vi: "mạng xã hội", en: "social networks" },
  post: { vi: "thư giấy", en: "post" },
} as const;

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
