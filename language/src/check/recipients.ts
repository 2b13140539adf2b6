import { error, type Fault, gap } from "../finding.js";
import { article } from "../law/index.js";
import type { Recipient } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { purposesOf, type Rule } from "./rule.js";

/** Each recipient has a reason, a scope, and papers where data leaves the country. */
export const recipients: readonly Rule[] = [each(abroad), each(scope), each(stateBodies), each(orders)];

function each(look: (r: Recipient, path: string, id: string, policy: Policy) => Fault[]): Rule {
  return (policy) => Object.entries(policy.recipients).flatMap(([id, r]) => look(r, `recipients.${id}`, id, policy));
}

function abroad(r: Recipient, path: string, id: string, policy: Policy): Fault[] {
  if (r.country === policy.organisation.country) return [];
  const law = article("L91", "20");
  const nowhere =
    r.country === "ZZ"
      ? [
          gap(
            "recipient.country_unknown",
            `${path}.country`,
            { vi: `Chưa nói “${id}” ở nước nào.`, en: `In which country “${id}” is, is not said.` },
            { vi: "Ghi mã nước hai chữ thay cho ZZ.", en: "Write the country's two letters in place of ZZ." },
            law,
          ),
        ]
      : [];
  if (!r.transfer) {
    return [
      ...nowhere,
      gap(
        "recipient.abroad_without_transfer",
        path,
        {
          vi: `“${id}” ở nước ngoài (${r.country}) mà chưa có phần chuyển dữ liệu.`,
          en: `“${id}” is abroad (${r.country}) and has no transfer block.`,
        },
        { vi: "Thêm `transfer:` nói chuyển gì, vì sao, hồ sơ số nào.", en: "Add `transfer:` with what travels, why, and the dossier." },
        law,
      ),
    ];
  }
  if (r.transfer.dossier || r.transfer.exempt) return nowhere;
  return [
    ...nowhere,
    gap(
      "recipient.transfer_without_dossier",
      `${path}.transfer`,
      {
        vi: `“${id}” ở nước ngoài mà chưa có hồ sơ đánh giá, cũng chưa nói vì sao được miễn.`,
        en: `“${id}” is abroad without a dossier, and no exemption is named.`,
      },
      {
        vi: "Thêm `dossier:` (nộp trong 60 ngày từ lần chuyển đầu), hoặc `exempt:` với điều luật.",
        en: "Add `dossier:` (filed within 60 days of the first transfer), or `exempt:` with its article.",
      },
      law,
    ),
  ];
}

function scope(r: Recipient, path: string, id: string, policy: Policy): Fault[] {
  // What a state body or a broken term calls for is decided each time, by two people.
  if (r.kind === "state_body" || r.reasons.includes("terms_breach")) return [];
  const law = article("D356", "7.1");
  const faults: Fault[] = [];
  for (const part of ["purposes", "fields"] as const) {
    if (r[part].length > 0) continue;
    faults.push(
      gap(
        `recipient.no_${part}`,
        path,
        part === "purposes"
          ? {
              vi: `Chưa nói “${id}” nhận dữ liệu để làm gì; không có lần chuyển nào được phép.`,
              en: `What “${id}” receives data for is not said; no disclosure to it is allowed.`,
            }
          : {
              vi: `Chưa nói “${id}” nhận những mục nào; không có lần chuyển nào được phép.`,
              en: `Which fields “${id}” receives is not said; no disclosure to it is allowed.`,
            },
        { vi: `Thêm \`${part}:\`.`, en: `Add \`${part}:\`.` },
        law,
      ),
    );
  }
  r.fields.forEach((field, i) => {
    const why = purposesOf(policy, field);
    if (why.size === 0 || r.purposes.length === 0 || r.purposes.some((p) => why.has(p))) return;
    faults.push(
      error(
        "recipient.field_outside_purpose",
        `${path}.fields.${i}`,
        {
          vi: `“${id}” nhận “${field}”, mà mục này không được hỏi cho mục đích nào của họ.`,
          en: `“${id}” receives “${field}”, which is asked for none of its purposes.`,
        },
        { vi: "Bỏ mục này, hoặc hỏi nó cho mục đích ấy.", en: "Remove the field, or ask for it for that purpose." },
        article("L91", "9.4"),
      ),
    );
  });
  return faults;
}

function stateBodies(r: Recipient, path: string, id: string): Fault[] {
  const state = r.kind === "state_body";
  const ground = r.needs === "authority" || r.needs === "article";
  if (state !== ground) {
    return [
      error(
        "recipient.wrong_ground",
        `${path}.needs`,
        state
          ? {
              vi: `Cơ quan nhà nước “${id}” chỉ nhận theo yêu cầu hoặc điều luật.`,
              en: `The state body “${id}” receives only by its demand or by an article.`,
            }
          : {
              vi: `“${id}” không phải cơ quan nhà nước nên không thể viện yêu cầu của cơ quan.`,
              en: `“${id}” is no state body and cannot rest on one's demand.`,
            },
        state
          ? { vi: "Ghi `needs: authority` hoặc `needs: article`.", en: "Write `needs: authority` or `needs: article`." }
          : {
              vi: "Ghi `needs: consent`, `written`, `order` hoặc `contract`.",
              en: "Write `needs: consent`, `written`, `order` or `contract`.",
            },
      ),
    ];
  }
  if (!state || r.reasons.length > 0) return [];
  return [
    gap(
      "recipient.no_reason",
      path,
      { vi: `Chưa nói cung cấp cho “${id}” vì những lý do nào.`, en: `For which reasons “${id}” receives data is not said.` },
      { vi: "Thêm `reasons:`.", en: "Add `reasons:`." },
    ),
  ];
}

/** What counts as the client's order must be something that happens here. */
function orders(r: Recipient, path: string, id: string, policy: Policy): Fault[] {
  if (r.needs === "order" && !r.order && Object.keys(policy.occasions).length === 0) {
    return [
      gap(
        "recipient.no_order",
        path,
        {
          vi: `“${id}” chỉ nhận theo đơn của khách, mà chính sách chưa khai loại việc nào là đơn; không có lần chuyển nào được phép.`,
          en: `“${id}” receives on the client's order only, and no occasion is declared that could be one; no disclosure to it is allowed.`,
        },
        { vi: "Khai `occasions:` và `order: { occasion: … }`.", en: "Declare `occasions:` and `order: { occasion: … }`." },
      ),
    ];
  }
  const { order } = r;
  const events = order && Object.hasOwn(policy.occasions, order.occasion) ? policy.occasions[order.occasion]?.events : undefined;
  if (!order || !events) return [];
  return (["after", "until"] as const).flatMap((part) => {
    const event = order[part];
    if (event === undefined || Object.hasOwn(events, event)) return [];
    return [
      error(
        "recipient.other_event",
        `${path}.order.${part}`,
        { vi: `“${order.occasion}” không có sự kiện “${event}”.`, en: `“${order.occasion}” has no event “${event}”.` },
        { vi: `Khai nó trong \`occasions.${order.occasion}.events\`.`, en: `Declare it under \`occasions.${order.occasion}.events\`.` },
      ),
    ];
  });
}
