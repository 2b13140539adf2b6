import { error, type Fault, gap } from "../finding.js";
import { article, marketingRules } from "../law/index.js";
import { periodSpan } from "../period.js";
import type { Purpose } from "../schema/parts.js";
import { basisOf, type Rule } from "./rule.js";

/** Each purpose has a basis the law knows, and advertising says how and how often. */
export const purposes: readonly Rule[] = [each(basis), each(marketing), each(unmarked), each(cap), candidates, cookies];

function each(look: (p: Purpose, path: string, id: string) => Fault[]): Rule {
  return (policy) => Object.entries(policy.purposes).flatMap(([id, p]) => look(p, `purposes.${id}`, id));
}

function basis(p: Purpose, path: string, id: string): Fault[] {
  if (!p.basis) {
    return [
      gap(
        "purpose.no_basis",
        path,
        { vi: `Mục đích “${id}” chưa nói dựa vào đâu.`, en: `The purpose “${id}” names no basis.` },
        { vi: "Thêm `basis:`. Cho đến lúc đó, mục đích này phải hỏi đồng ý.", en: "Add `basis:`. Until then consent is asked for it." },
        article("L91", "9, 19"),
      ),
    ];
  }
  if (p.basis === "state_body") {
    return [
      error(
        "purpose.basis_impossible",
        `${path}.basis`,
        { vi: `Căn cứ của “${id}” chỉ dành cho cơ quan nhà nước.`, en: `The basis of “${id}” is for state bodies only.` },
        { vi: "Chọn căn cứ khác; thường là `consent` hoặc `contract`.", en: "Choose another basis; usually `consent` or `contract`." },
        article("L91", "19.1.c"),
      ),
    ];
  }
  if (p.marketing && p.basis !== "consent") {
    return [
      error(
        "purpose.basis_impossible",
        `${path}.basis`,
        { vi: `Quảng bá “${id}” chỉ có thể dựa trên sự đồng ý.`, en: `Advertising (“${id}”) can rest on consent only.` },
        { vi: "Ghi `basis: consent`.", en: "Write `basis: consent`." },
        article("L91", "28"),
      ),
    ];
  }
  if ((p.basis === "legal_duty" || p.basis === "protection" || p.basis === "emergency") && !p.article) {
    return [
      gap(
        "purpose.basis_unproved",
        `${path}.basis`,
        {
          vi: `“${id}” không cần đồng ý nhưng chưa nói theo điều luật nào.`,
          en: `“${id}” needs no consent and does not say by which article.`,
        },
        { vi: "Thêm `article:` nêu điều luật buộc hoặc cho phép.", en: "Add `article:` with the article that demands or allows it." },
        article("L91", "19.1"),
      ),
    ];
  }
  return [];
}

function marketing(p: Purpose, path: string, id: string): Fault[] {
  if (!p.marketing) return [];
  const law = article("L91", "28");
  const faults: Fault[] = [];
  if (p.channels.length === 0) {
    faults.push(
      gap(
        "marketing.no_channel",
        path,
        { vi: `Quảng bá “${id}” chưa nói qua kênh nào.`, en: `The advertising “${id}” does not say by which channels.` },
        { vi: "Thêm `channels:`.", en: "Add `channels:`." },
        law,
      ),
    );
  }
  if (!p.frequency && !p.cap) {
    faults.push(
      gap(
        "marketing.no_frequency",
        path,
        { vi: `Quảng bá “${id}” chưa nói nhiều nhất bao nhiêu lần.`, en: `The advertising “${id}” does not say how often at most.` },
        { vi: "Thêm `frequency:` bằng lời và `cap:` bằng số.", en: "Add `frequency:` in words and `cap:` as a number." },
        law,
      ),
    );
  }
  return faults;
}

const offers = /khuyến mại|khuyến mãi|quảng cáo|quảng bá|tiếp thị|promotion|advertis|marketing|special offer/i;

function unmarked(p: Purpose, path: string, id: string): Fault[] {
  if (p.marketing || !offers.test(`${p.text.vi} ${p.text.en ?? ""}`)) return [];
  return [
    gap(
      "consent.bundles_marketing",
      path,
      {
        vi: `Mục đích “${id}” nói đến quảng bá nhưng không khai là quảng bá.`,
        en: `The purpose “${id}” speaks of advertising and is not declared as such.`,
      },
      {
        vi: "Tách quảng bá thành một mục đích riêng với `marketing: true`.",
        en: "Make the advertising a purpose of its own with `marketing: true`.",
      },
      article("L91", "9.4"),
    ),
  ];
}

function cap(p: Purpose, path: string, id: string): Fault[] {
  const { cap, marketing, channels } = p;
  if (!cap || !marketing) return [];
  const days = Math.max(1, periodSpan(cap.per).least / 24);
  return channels.flatMap((channel) => {
    const rule = marketingRules[channel];
    if (!rule || cap.at_most / days <= rule.per_24_hours) return [];
    return [
      gap(
        "marketing.cap_above_law",
        `${path}.cap`,
        {
          vi: `“${id}” cho gửi nhiều hơn mức luật cho phép qua ${channel}: ${rule.per_24_hours} lần mỗi 24 giờ.`,
          en: `“${id}” allows more by ${channel} than the law does: ${rule.per_24_hours} in 24 hours.`,
        },
        { vi: "Giảm `at_most`, hoặc tăng `per`.", en: "Lower `at_most`, or lengthen `per`." },
        rule.article,
      ),
    ];
  });
}

function candidates(policy: Parameters<Rule>[0]): Fault[] {
  return Object.entries(policy.touchpoints).flatMap(([id, t]) => {
    const purpose = Object.hasOwn(policy.purposes, t.for) ? policy.purposes[t.for] : undefined;
    if (t.about !== "candidate" || !purpose || basisOf(purpose) === "consent") return [];
    return [
      gap(
        "purpose.candidate_not_asked",
        `touchpoints.${id}.for`,
        {
          vi: `“${id}” nhận hồ sơ ứng viên mà không dựa trên đồng ý của họ.`,
          en: `“${id}” takes applications without the candidate's consent.`,
        },
        { vi: `Ghi \`basis: consent\` cho “${t.for}”.`, en: `Write \`basis: consent\` for “${t.for}”.` },
        article("L91", "25.1"),
      ),
    ];
  });
}

function cookies(policy: Parameters<Rule>[0]): Fault[] {
  return Object.entries(policy.cookies?.categories ?? {}).flatMap(([id, c]) => {
    const purpose = Object.hasOwn(policy.purposes, c.purpose) ? policy.purposes[c.purpose] : undefined;
    if (!purpose) return [];
    const path = `cookies.categories.${id}`;
    const faults: Fault[] = [];
    if (!c.necessary && basisOf(purpose) !== "consent") {
      faults.push(
        error(
          "cookies.not_asked",
          path,
          {
            vi: `Cookie “${id}” không cần thiết mà không hỏi đồng ý.`,
            en: `The cookies “${id}” are not necessary, and consent is not asked.`,
          },
          {
            vi: `Đặt mục đích “${c.purpose}” là \`basis: consent\`, hoặc khai \`necessary: true\`.`,
            en: `Let “${c.purpose}” be \`basis: consent\`, or declare \`necessary: true\`.`,
          },
          article("L91", "29"),
        ),
      );
    }
    if (c.necessary && purpose.marketing) {
      faults.push(
        error(
          "cookies.necessary_marketing",
          path,
          {
            vi: `Cookie “${id}” khai là cần thiết mà dùng để quảng bá.`,
            en: `The cookies “${id}” are called necessary and serve advertising.`,
          },
          { vi: "Bỏ `necessary: true`.", en: "Remove `necessary: true`." },
          article("L91", "29"),
        ),
      );
    }
    if (!c.necessary && !c.sensitive) {
      faults.push(
        gap(
          "cookies.behaviour_not_sensitive",
          path,
          {
            vi: `Cookie “${id}” theo dõi cách dùng trang mà chưa báo là dữ liệu nhạy cảm.`,
            en: `The cookies “${id}” follow how the site is used and are not called sensitive.`,
          },
          {
            vi: "Thêm `sensitive: behaviour`, trừ khi chúng không theo dõi hành vi.",
            en: "Add `sensitive: behaviour`, unless they track no behaviour.",
          },
          article("D356", "4.1.l"),
        ),
      );
    }
    return faults;
  });
}
