import { error, type Fault, gap } from "../finding.js";
import { article } from "../law/index.js";
import type { Policy } from "../schema/policy.js";
import { basisOf, declared, type Rule } from "./rule.js";

/** Consent is asked for one purpose at a time, only where it is the basis, and never forced. */
export const consents: readonly Rule[] = [forced, asked, sameWords, duties];

/** A required field that serves only optional consents forces them (law 91/2025 art. 9.4). */
function forced(policy: Policy): Fault[] {
  return Object.entries(policy.touchpoints).flatMap(([id, t]) =>
    Object.entries(t.fields).flatMap(([field, ask]) => {
      const others = ask.purposes.filter((p) => p !== t.for);
      const optional = others.every((p) => {
        const purpose = declared(policy.purposes, p);
        return purpose && basisOf(purpose) === "consent";
      });
      if (!ask.required || others.length === 0 || others.length < ask.purposes.length || !optional) return [];
      return [
        error(
          "consent.forced_by_field",
          `touchpoints.${id}.fields.${field}`,
          {
            vi: `Mục “${field}” bắt buộc nhưng chỉ phục vụ việc người khai được quyền từ chối.`,
            en: `The field “${field}” is required and serves only what people may refuse.`,
          },
          {
            vi: `Bỏ \`required\`, hoặc ghi “${t.for}” vào \`purposes\` nếu thật cần cho nó.`,
            en: `Remove \`required\`, or put “${t.for}” among its \`purposes\` if it is needed for that.`,
          },
          article("L91", "9.4"),
        ),
      ];
    }),
  );
}

function asked(policy: Policy): Fault[] {
  const byScript = new Set(Object.values(policy.cookies?.categories ?? {}).map((c) => c.purpose));
  return Object.entries(policy.touchpoints).flatMap(([id, t]) => {
    const faults: Fault[] = [];
    t.consents.forEach((p, i) => {
      const purpose = declared(policy.purposes, p);
      if (p === t.for) {
        faults.push(
          error(
            "consent.asked_twice",
            `touchpoints.${id}.consents.${i}`,
            {
              vi: `“${p}” được hỏi hai lần ở “${id}”: đã có trong \`for\`.`,
              en: `“${p}” is asked twice at “${id}”: \`for\` asks it already.`,
            },
            { vi: "Bỏ nó khỏi `consents`.", en: "Remove it from `consents`." },
            article("L91", "9.4"),
          ),
        );
      } else if (purpose && basisOf(purpose) !== "consent") {
        faults.push(
          error(
            "consent.not_the_basis",
            `touchpoints.${id}.consents.${i}`,
            {
              vi: `“${id}” hỏi đồng ý cho “${p}” trong khi mục đích này không dựa trên đồng ý.`,
              en: `“${id}” asks consent for “${p}”, which does not rest on consent.`,
            },
            { vi: "Bỏ nó khỏi `consents`, hoặc ghi `basis: consent`.", en: "Remove it from `consents`, or write `basis: consent`." },
            article("L91", "9, 19"),
          ),
        );
      }
    });
    const used = new Set(Object.values(t.fields).flatMap((ask) => ask.purposes));
    for (const p of used) {
      const purpose = declared(policy.purposes, p);
      if (!purpose || basisOf(purpose) !== "consent" || p === t.for || t.consents.includes(p)) continue;
      if (purpose.asked_by_mail || byScript.has(p)) continue;
      faults.push(
        error(
          "consent.never_asked",
          `touchpoints.${id}.fields`,
          {
            vi: `“${id}” hỏi dữ liệu cho “${p}” mà không hỏi đồng ý cho việc ấy.`,
            en: `“${id}” asks for data for “${p}” and never for consent to it.`,
          },
          {
            vi: `Thêm “${p}” vào \`consents\`, hoặc bỏ nó khỏi \`purposes\` của các mục.`,
            en: `Add “${p}” to \`consents\`, or take it out of the fields' \`purposes\`.`,
          },
          article("L91", "11.1"),
        ),
      );
    }
    return faults;
  });
}

/** Two purposes in the same words cannot be told apart: one consent would cover both. */
function sameWords(policy: Policy): Fault[] {
  const entries = Object.entries(policy.purposes).filter(([, p]) => basisOf(p) === "consent");
  const key = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  return entries.flatMap(([id, p], i) => {
    const twin = entries.slice(0, i).find(([, q]) => key(q.text.vi) === key(p.text.vi));
    if (!twin) return [];
    return [
      error(
        "consent.covers_two",
        `purposes.${id}.text`,
        {
          vi: `“${id}” và “${twin[0]}” cùng một lời: một lần đồng ý sẽ thành hai mục đích.`,
          en: `“${id}” and “${twin[0]}” read the same: one consent would cover two purposes.`,
        },
        { vi: "Viết lại cho người đọc phân biệt được, hoặc gộp làm một.", en: "Word them apart, or make them one." },
        article("L91", "9.4"),
      ),
    ];
  });
}

const consenting = /đồng ý cho (phép )?|chấp thuận cho|consent to|agree (that|to let|to the use)/i;

function duties(policy: Policy): Fault[] {
  return Object.entries(policy.duties).flatMap(([id, d]) => {
    if (d.manner === "use") {
      return [
        gap(
          "duty.agreement_by_use",
          `duties.${id}`,
          {
            vi: `“${id}”: dùng dịch vụ không phải là đồng ý; im lặng cũng vậy.`,
            en: `“${id}”: using a service is not consent, and neither is silence.`,
          },
          {
            vi: "Kept chỉ ghi là đã đọc. Cần đồng ý thì hỏi ở một điểm thu thập.",
            en: "Kept records it as read, no more. Where consent is needed, ask for it at a touchpoint.",
          },
          article("L91", "9.4"),
        ),
      ];
    }
    if (!consenting.test(`${d.text.vi} ${d.text.en ?? ""}`)) return [];
    return [
      gap(
        "duty.reads_as_consent",
        `duties.${id}.text`,
        { vi: `Lời xác nhận “${id}” đọc như một sự đồng ý.`, en: `The declaration “${id}” reads like a consent.` },
        { vi: "Chuyển phần đồng ý thành một mục đích với `basis: consent`.", en: "Make the consent a purpose with `basis: consent`." },
        article("L91", "9.4"),
      ),
    ];
  });
}
