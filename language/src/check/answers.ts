import { error, type Fault, gap } from "../finding.js";
import { article, lawTerm, rightTerm } from "../law/index.js";
import { mayEndLater, periodBoth, periodSpan } from "../period.js";
import { right } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import type { Both, Period } from "../schema/words.js";
import type { Rule } from "./rule.js";

/** Rights, complaints and breaches have ways in, and answers no later than the law's. */
export const answers: readonly Rule[] = [rights, rightTerms, complaints, complaintTerms, breach, breachTerms];

function rights(policy: Policy): Fault[] {
  const law = article("D356", "5.1");
  const r = policy.rights;
  if (!r) {
    return [
      gap(
        "rights.missing",
        "rights",
        {
          vi: "Chính sách chưa nói bạn thực hiện quyền của mình ở đâu.",
          en: "The policy does not say where people exercise their rights.",
        },
        { vi: "Thêm `rights:` với `channels`, `proof` và `withdrawal`.", en: "Add `rights:` with `channels`, `proof` and `withdrawal`." },
        law,
      ),
    ];
  }
  const faults: Fault[] = [];
  if (r.channels.length === 0) {
    faults.push(
      gap(
        "rights.no_channel",
        "rights",
        { vi: "Chưa có đường nào để gửi yêu cầu.", en: "There is no way to send a request." },
        { vi: "Thêm `rights.channels`.", en: "Add `rights.channels`." },
        law,
      ),
    );
  }
  if (r.withdrawal.length === 0) {
    faults.push(
      gap(
        "rights.no_withdrawal",
        "rights",
        { vi: "Chưa nói rút lại đồng ý ở đâu.", en: "Where consent is withdrawn is not said." },
        { vi: "Thêm `rights.withdrawal`, ví dụ [account, form].", en: "Add `rights.withdrawal`, for example [account, form]." },
        article("L91", "10.2"),
      ),
    );
  }
  if (!r.proof && r.channels.some((c) => c !== "account")) {
    faults.push(
      gap(
        "rights.no_proof",
        "rights",
        {
          vi: "Chưa nói người không có tài khoản chứng minh mình là ai bằng cách nào.",
          en: "How someone without an account proves who they are is not said.",
        },
        { vi: "Thêm `rights.proof`.", en: "Add `rights.proof`." },
        law,
      ),
    );
  }
  const account = Object.values(policy.touchpoints).some((t) => t.account);
  if (!account && [...r.channels, ...r.withdrawal].includes("account")) {
    faults.push(
      gap(
        "rights.channel_unreachable",
        "rights.channels",
        {
          vi: "Quyền thực hiện trong tài khoản, mà không điểm nào mở tài khoản.",
          en: "Rights are exercised in an account, and no touchpoint opens one.",
        },
        { vi: "Thêm `account:` ở một điểm thu thập, hoặc thêm đường khác.", en: "Add `account:` to a touchpoint, or another way." },
        law,
      ),
    );
  }
  return faults;
}

function rightTerms(policy: Policy): Fault[] {
  return right.options.flatMap((r) => {
    const own = policy.rights?.within[r];
    const term = rightTerm(r);
    return own && term ? later(own, term.perform, `rights.within.${r}`, term.article) : [];
  });
}

function complaints(policy: Policy): Fault[] {
  const c = policy.complaints;
  const law = article("L19", "31");
  if (!c) {
    return [
      gap(
        "complaints.missing",
        "complaints",
        { vi: "Chính sách chưa có đường khiếu nại.", en: "The policy has no way to complain." },
        { vi: "Thêm `complaints:` với `channels` và `role`.", en: "Add `complaints:` with `channels` and `role`." },
        law,
      ),
    ];
  }
  const faults: Fault[] = [];
  if (c.steps.length === 0) {
    faults.push(
      gap(
        "complaints.no_steps",
        "complaints",
        { vi: "Chưa nói khiếu nại được xử lý qua những bước nào.", en: "The steps of handling a complaint are not said." },
        { vi: "Thêm `complaints.steps`.", en: "Add `complaints.steps`." },
        article("L19", "31.3"),
      ),
    );
  }
  if (!c.within) {
    faults.push(
      gap(
        "complaints.no_term",
        "complaints",
        { vi: "Chưa nói khiếu nại được giải quyết trong bao lâu.", en: "How soon a complaint is settled is not said." },
        { vi: "Thêm `complaints.within`.", en: "Add `complaints.within`." },
        article("L19", "31.3"),
      ),
    );
  }
  if (typeof c.within === "object" && periodSpan(c.within.simple).least > periodSpan(c.within.complex).most) {
    faults.push(
      error(
        "complaints.terms_reversed",
        "complaints.within",
        { vi: "Khiếu nại đơn giản lại lâu hơn khiếu nại phức tạp.", en: "A simple complaint takes longer than a complex one." },
        { vi: "Đổi chỗ `simple` và `complex`.", en: "Swap `simple` and `complex`." },
      ),
    );
  }
  const role = Object.hasOwn(policy.roles, c.role) ? policy.roles[c.role] : undefined;
  if (role && !role.may.includes("complaints")) {
    faults.push(
      gap(
        "complaints.role_may_not",
        "complaints.role",
        {
          vi: `Khiếu nại giao cho “${c.role}” mà vai trò này không được xử lý khiếu nại.`,
          en: `Complaints go to “${c.role}”, which may not handle them.`,
        },
        { vi: "Thêm `complaints` vào `may` của vai trò.", en: "Add `complaints` to the role's `may`." },
      ),
    );
  }
  return faults;
}

function complaintTerms(policy: Policy): Fault[] {
  const own = policy.complaints?.acknowledged_within;
  const term = lawTerm("complaint_acknowledged");
  return own && term ? later(own, term.period, "complaints.acknowledged_within", term.article) : [];
}

function breach(policy: Policy): Fault[] {
  const b = policy.breach;
  const law = article("L91", "23");
  if (!b) {
    return [
      gap(
        "breach.missing",
        "breach",
        { vi: "Chính sách chưa nói khi có sự cố thì báo cho ai.", en: "The policy does not say who is told when data is breached." },
        { vi: "Thêm `breach:` với `tells: [authority, persons]`.", en: "Add `breach:` with `tells: [authority, persons]`." },
        law,
      ),
    ];
  }
  if (b.tells.includes("authority")) return [];
  return [
    gap(
      "breach.authority_not_told",
      "breach.tells",
      {
        vi: "Khi có sự cố, chính sách không báo cho cơ quan chuyên trách.",
        en: "When data is breached, the policy does not tell the authority.",
      },
      { vi: "Thêm `authority` vào `breach.tells`.", en: "Add `authority` to `breach.tells`." },
      law,
    ),
  ];
}

function breachTerms(policy: Policy): Fault[] {
  const b = policy.breach;
  const faults: Fault[] = [];
  const authority = lawTerm("breach_authority");
  const persons = lawTerm("breach_persons");
  if (b?.tells.includes("authority") && !b.authority_within && authority) {
    faults.push(
      gap(
        "breach.no_term",
        "breach",
        {
          vi: "Chưa nói báo cơ quan trong bao lâu; hạn của luật là 72 giờ từ lúc phát hiện.",
          en: "How soon the authority is told is not said; the law's term is 72 hours from discovery.",
        },
        { vi: "Thêm `authority_within: 72 hours` hoặc ngắn hơn.", en: "Add `authority_within: 72 hours`, or less." },
        authority.article,
      ),
    );
  }
  if (b?.authority_within && authority)
    faults.push(...later(b.authority_within, authority.period, "breach.authority_within", authority.article));
  const grave = Object.values(policy.fields).some(
    (f) => f.sensitive === "location" || f.sensitive === "biometric" || f.sensitive === "finance",
  );
  if (grave && b && !b.tells.includes("persons") && persons) {
    faults.push(
      gap(
        "breach.persons_not_told",
        "breach.tells",
        {
          vi: "Có dữ liệu vị trí, sinh trắc học hoặc tài chính mà không báo người bị ảnh hưởng khi có sự cố.",
          en: "Location, biometric or financial data is held, and those affected are not told of a breach.",
        },
        { vi: "Thêm `persons` vào `breach.tells`.", en: "Add `persons` to `breach.tells`." },
        persons.article,
      ),
    );
  }
  if (grave && b?.persons_within && persons)
    faults.push(...later(b.persons_within, persons.period, "breach.persons_within", persons.article));
  return faults;
}

function later(own: Period, law: Period, path: string, by: Both): Fault[] {
  if (!mayEndLater(own, law)) return [];
  const has = periodBoth(own);
  const most = periodBoth(law);
  return [
    gap(
      "deadline.later_than_law",
      path,
      { vi: `${has.vi} có thể muộn hơn hạn của luật: ${most.vi}.`, en: `${has.en} may be later than the law's term: ${most.en}.` },
      {
        vi: `Ghi ${most.vi} hoặc ngắn hơn. Cho đến lúc đó, hạn đến trước được áp dụng.`,
        en: `Write ${most.en} or less. Until then the earlier of the two governs.`,
      },
      by,
    ),
  ];
}
