import { basisOf } from "../check/rule.js";
import { periodSpan } from "../period.js";
import type { Purpose, Recipient } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { both, type Change, change, gained, keys, list, sameText } from "./change.js";

/** What data is used for, who receives it, who reads it. */
export function useChanges(a: Policy, b: Policy): Change[] {
  const purposes = keys(a.purposes, b.purposes);
  const recipients = keys(a.recipients, b.recipients);
  return [
    ...purposes.added.map(([id, p]) => {
      const { vi, en } = both(p.text);
      return change("added", "purposes", `purposes.${id}`, `Mục đích mới: ${vi}.`, `A new purpose: ${en}.`, {
        again: basisOf(p) === "consent" ? [id] : [],
      });
    }),
    ...purposes.removed.map(([id, p]) => {
      const { vi, en } = both(p.text);
      return change("removed", "purposes", `purposes.${id}`, `Không còn mục đích: ${vi}.`, `No longer a purpose: ${en}.`);
    }),
    ...purposes.kept.flatMap(([id, before, after]) => purpose(id, before, after)),
    ...recipients.added.map(([id, r]) => {
      const { vi, en } = both(r.text);
      return change("added", "recipients", `recipients.${id}`, `Bên nhận mới: ${vi}.`, `A new recipient: ${en}.`, {
        again: consented(b, r.purposes),
      });
    }),
    ...recipients.removed.map(([id, r]) => {
      const { vi, en } = both(r.text);
      return change("removed", "recipients", `recipients.${id}`, `Không còn chuyển cho: ${vi}.`, `No longer a recipient: ${en}.`);
    }),
    ...recipients.kept.flatMap(([id, before, after]) => recipient(b, id, before, after)),
    ...roles(a, b),
  ];
}

function purpose(id: string, before: Purpose, after: Purpose): Change[] {
  const path = `purposes.${id}`;
  const { vi, en } = both(after.text);
  const again = basisOf(after) === "consent" ? [id] : [];
  const changes: Change[] = [];
  if (!sameText(before.text, after.text) || !sameText(before.explain, after.explain)) {
    const words = (p: Purpose) => {
      const text = both(p.text);
      const more = p.explain ? both(p.explain) : null;
      return more ? { vi: `${text.vi}. ${more.vi}`, en: `${text.en}. ${more.en}` } : text;
    };
    changes.push(
      change("changed", "purposes", `${path}.text`, "Lời nói về một mục đích được sửa.", "A purpose is worded anew.", {
        before: words(before),
        after: words(after),
        again,
      }),
    );
  }
  if (basisOf(before) !== basisOf(after)) {
    changes.push(
      change("changed", "purposes", `${path}.basis`, `“${vi}” nay dựa trên căn cứ khác.`, `“${en}” now rests on another basis.`, {
        before: basisWords[basisOf(before)],
        after: basisWords[basisOf(after)],
        again,
        loosens: basisOf(before) === "consent",
      }),
    );
  }
  if (!before.marketing && after.marketing) {
    changes.push(
      change("changed", "messages", `${path}.marketing`, `“${vi}” nay có quảng bá.`, `“${en}” now includes advertising.`, {
        again,
        loosens: true,
      }),
    );
  }
  const more = gained(before.channels, after.channels);
  if (more.length > 0) {
    changes.push(
      change("added", "messages", `${path}.channels`, `“${vi}”: liên hệ thêm qua ${list(more)}.`, `“${en}”: also by ${list(more)}.`, {
        again,
      }),
    );
  }
  const fewer = gained(after.channels, before.channels);
  if (fewer.length > 0) {
    changes.push(
      change(
        "removed",
        "messages",
        `${path}.channels`,
        `“${vi}”: không liên hệ qua ${list(fewer)} nữa.`,
        `“${en}”: no longer by ${list(fewer)}.`,
      ),
    );
  }
  const rate = (p: Purpose): number => (p.cap ? p.cap.at_most / periodSpan(p.cap.per).least : Number.POSITIVE_INFINITY);
  if (rate(before) !== rate(after)) {
    const up = rate(after) > rate(before);
    changes.push(
      change(
        "changed",
        "messages",
        `${path}.cap`,
        up ? `“${vi}”: có thể gửi nhiều hơn trước.` : `“${vi}”: gửi ít hơn trước.`,
        up ? `“${en}”: may be sent more often than before.` : `“${en}”: sent less often than before.`,
        { loosens: up },
      ),
    );
  }
  return changes;
}

const strictness: Readonly<Record<Recipient["needs"], number>> = {
  written: 3,
  consent: 2,
  order: 1,
  authority: 1,
  article: 1,
  contract: 0,
};

function recipient(policy: Policy, id: string, before: Recipient, after: Recipient): Change[] {
  const path = `recipients.${id}`;
  const { vi, en } = both(after.text);
  const changes: Change[] = [];
  for (const part of ["purposes", "fields"] as const) {
    const more = gained(before[part], after[part]);
    if (more.length === 0) continue;
    changes.push(
      change("changed", "recipients", `${path}.${part}`, `${vi}: nhận thêm (${list(more)}).`, `${en}: receives more (${list(more)}).`, {
        again: consented(policy, part === "purposes" ? more : after.purposes),
        loosens: true,
      }),
    );
  }
  if (before.country !== after.country) {
    changes.push(
      change("changed", "recipients", `${path}.country`, `${vi}: nay ở nước khác.`, `${en}: now in another country.`, {
        before: { vi: before.country, en: before.country },
        after: { vi: after.country, en: after.country },
        again: consented(policy, after.purposes),
      }),
    );
  }
  if (before.needs !== after.needs) {
    const less = strictness[after.needs] < strictness[before.needs];
    changes.push(
      change(
        "changed",
        "recipients",
        `${path}.needs`,
        `${vi}: điều kiện để nhận dữ liệu thay đổi.`,
        `${en}: what a disclosure needs has changed.`,
        {
          before: { vi: before.needs, en: before.needs },
          after: { vi: after.needs, en: after.needs },
          loosens: less,
        },
      ),
    );
  }
  return changes;
}

function roles(a: Policy, b: Policy): Change[] {
  const all = keys(a.roles, b.roles);
  const sees = (p: Policy, id: string): string[] =>
    Object.hasOwn(p.roles, id)
      ? (p.roles[id]?.reads ?? []).flatMap((r) =>
          r.purposes.flatMap((q) => (r.fields === "*" ? Object.keys(p.fields) : r.fields).map((f) => `${f} (${q})`)),
        )
      : [];
  return [
    ...all.added.map(([id, r]) => {
      const { vi, en } = both(r.text);
      return change("added", "access", `roles.${id}`, `Vai trò mới: ${vi}.`, `A new role: ${en}.`, { loosens: r.reads.length > 0 });
    }),
    ...all.removed.map(([id, r]) => {
      const { vi, en } = both(r.text);
      return change("removed", "access", `roles.${id}`, `Không còn vai trò: ${vi}.`, `No longer a role: ${en}.`);
    }),
    ...all.kept.flatMap(([id, before, after]) => {
      const { vi, en } = both(after.text);
      const more = gained(sees(a, id), sees(b, id));
      const fewer = gained(sees(b, id), sees(a, id));
      const changes: Change[] = [];
      if (more.length > 0) {
        changes.push(
          change("changed", "access", `roles.${id}.reads`, `${vi}: được xem thêm ${list(more)}.`, `${en}: may also see ${list(more)}.`, {
            loosens: true,
          }),
        );
      }
      if (fewer.length > 0) {
        changes.push(
          change(
            "changed",
            "access",
            `roles.${id}.reads`,
            `${vi}: không được xem ${list(fewer)} nữa.`,
            `${en}: no longer sees ${list(fewer)}.`,
          ),
        );
      }
      if (before.assigned !== after.assigned) {
        changes.push(
          after.assigned
            ? change("changed", "access", `roles.${id}.assigned`, `${vi}: chỉ xem việc được giao.`, `${en}: sees only what is assigned.`)
            : change(
                "changed",
                "access",
                `roles.${id}.assigned`,
                `${vi}: xem cả việc không được giao.`,
                `${en}: sees what is not assigned too.`,
                { loosens: true },
              ),
        );
      }
      return changes;
    }),
  ];
}

function consented(policy: Policy, purposes: readonly string[]): string[] {
  return purposes.filter((p) => {
    const purpose = Object.hasOwn(policy.purposes, p) ? policy.purposes[p] : undefined;
    return purpose !== undefined && basisOf(purpose) === "consent";
  });
}

const basisWords = {
  consent: { vi: "sự đồng ý", en: "consent" },
  contract: { vi: "thực hiện thoả thuận với bạn", en: "performing an agreement with you" },
  legal_duty: { vi: "nghĩa vụ theo luật", en: "a legal duty" },
  protection: { vi: "bảo vệ quyền lợi chính đáng trước xâm phạm", en: "protection against infringement" },
  emergency: { vi: "tình trạng khẩn cấp", en: "an emergency" },
  state_body: { vi: "hoạt động của cơ quan nhà nước", en: "the work of a state body" },
} as const;
