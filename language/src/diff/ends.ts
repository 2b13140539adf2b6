import { periodBoth, periodSpan } from "../period.js";
import type { Retention } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import type { Both, Period } from "../schema/words.js";
import { both, type Change, change, gained, keys, list, sameText } from "./change.js";

/** How long things are kept, and how soon people are answered. */
export function endChanges(a: Policy, b: Policy): Change[] {
  return [...retention(a, b), ...rights(a, b), ...complaints(a, b), ...breach(a, b)];
}

function retention(a: Policy, b: Policy): Change[] {
  const byId = (p: Policy): Record<string, Retention> => Object.fromEntries(p.retention.map((r) => [r.id, r]));
  const rules = keys(byId(a), byId(b));
  const at = (p: Policy, id: string): string => `retention.${p.retention.findIndex((r) => r.id === id)}`;
  return [
    ...rules.added.map(([id, r]) => {
      const { vi, en } = both(r.text);
      return change("added", "retention", at(b, id), `Quy tắc giữ mới: ${vi}`, `A new rule of keeping: ${en}`);
    }),
    ...rules.removed.map(([id, r]) => {
      const { vi, en } = both(r.text);
      return change("removed", "retention", at(a, id), `Không còn quy tắc: ${vi}`, `No longer a rule: ${en}`, { loosens: true });
    }),
    ...rules.kept.flatMap(([id, before, after]) => rule(at(b, id), before, after)),
  ];
}

function rule(path: string, before: Retention, after: Retention): Change[] {
  const changes: Change[] = [];
  const { vi, en } = both(after.text);
  if (!sameText(before.text, after.text)) {
    changes.push(
      change("changed", "retention", `${path}.text`, "Một quy tắc giữ được viết lại.", "A rule of keeping is worded anew.", {
        before: both(before.text),
        after: both(after.text),
      }),
    );
  }
  for (const part of ["period", "default", "review"] as const) {
    const told = term(before[part], after[part], "retention", `${path}.${part}`, { vi, en });
    if (told) changes.push(told);
  }
  if (before.until !== after.until || before.event !== after.event) {
    changes.push(
      change("changed", "retention", `${path}.until`, `Điều làm hết hạn giữ thay đổi: ${vi}`, `What ends the keeping has changed: ${en}`, {
        before: { vi: endWords(before), en: endWords(before) },
        after: { vi: endWords(after), en: endWords(after) },
        loosens: true,
      }),
    );
  }
  return changes;
}

function rights(a: Policy, b: Policy): Change[] {
  const changes: Change[] = [];
  for (const part of ["channels", "withdrawal"] as const) {
    const before = a.rights?.[part] ?? [];
    const after = b.rights?.[part] ?? [];
    const what = part === "channels" ? { vi: "gửi yêu cầu", en: "send a request" } : { vi: "rút lại đồng ý", en: "withdraw consent" };
    const more = gained(before, after);
    const fewer = gained(after, before);
    if (more.length > 0)
      changes.push(
        change("added", "rights", `rights.${part}`, `Thêm đường ${what.vi}: ${list(more)}.`, `More ways to ${what.en}: ${list(more)}.`),
      );
    if (fewer.length > 0) {
      changes.push(
        change(
          "removed",
          "rights",
          `rights.${part}`,
          `Bớt đường ${what.vi}: ${list(fewer)}.`,
          `Fewer ways to ${what.en}: ${list(fewer)}.`,
          { loosens: true },
        ),
      );
    }
  }
  const terms = keys(definedOnly(a.rights?.within ?? {}), definedOnly(b.rights?.within ?? {}));
  for (const [right, before, after] of terms.kept) {
    const told = term(before, after, "rights", `rights.within.${right}`, { vi: `Hạn trả lời (${right})`, en: `Time to answer (${right})` });
    if (told) changes.push(told);
  }
  for (const [right, period] of terms.added) {
    const { vi, en } = periodBoth(period);
    changes.push(
      change("added", "rights", `rights.within.${right}`, `Hạn trả lời (${right}): ${vi}.`, `Time to answer (${right}): ${en}.`),
    );
  }
  for (const [right] of terms.removed) {
    changes.push(
      change(
        "removed",
        "rights",
        `rights.within.${right}`,
        `Không còn hạn riêng cho ${right}.`,
        `No term of our own for ${right} any more.`,
        { loosens: true },
      ),
    );
  }
  return changes;
}

function definedOnly(record: Readonly<Record<string, Period | undefined>>): Record<string, Period> {
  return Object.fromEntries(Object.entries(record).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
}

function complaints(a: Policy, b: Policy): Change[] {
  const before = a.complaints;
  const after = b.complaints;
  if (!before && !after) return [];
  if (!before) return [change("added", "complaints", "complaints", "Nay có đường khiếu nại.", "There is now a way to complain.")];
  if (!after)
    return [
      change("removed", "complaints", "complaints", "Không còn đường khiếu nại.", "There is no way to complain any more.", {
        loosens: true,
      }),
    ];
  const changes: Change[] = [];
  const fewer = gained(after.channels, before.channels);
  const more = gained(before.channels, after.channels);
  if (more.length > 0)
    changes.push(
      change(
        "added",
        "complaints",
        "complaints.channels",
        `Nhận khiếu nại thêm qua ${list(more)}.`,
        `Complaints are also taken by ${list(more)}.`,
      ),
    );
  if (fewer.length > 0) {
    changes.push(
      change(
        "removed",
        "complaints",
        "complaints.channels",
        `Không nhận khiếu nại qua ${list(fewer)} nữa.`,
        `Complaints are no longer taken by ${list(fewer)}.`,
        { loosens: true },
      ),
    );
  }
  const ids = (steps: readonly { id: string }[]): string[] => steps.map((s) => s.id);
  const lost = gained(ids(after.steps), ids(before.steps));
  if (lost.length > 0) {
    changes.push(
      change(
        "removed",
        "complaints",
        "complaints.steps",
        `Bỏ bước xử lý khiếu nại: ${list(lost)}.`,
        `Steps of handling a complaint are dropped: ${list(lost)}.`,
        { loosens: true },
      ),
    );
  }
  const longest = (within: typeof before.within): Period | undefined => (typeof within === "object" ? within.complex : within);
  const told = term(longest(before.within), longest(after.within), "complaints", "complaints.within", {
    vi: "Hạn giải quyết khiếu nại",
    en: "Time to settle a complaint",
  });
  if (told) changes.push(told);
  return changes;
}

function breach(a: Policy, b: Policy): Change[] {
  const before = a.breach?.tells ?? [];
  const after = b.breach?.tells ?? [];
  const changes: Change[] = [];
  const who = (t: string): Both =>
    t === "authority" ? { vi: "cơ quan chuyên trách", en: "the authority" } : { vi: "người bị ảnh hưởng", en: "those affected" };
  for (const t of gained(before, after))
    changes.push(
      change("added", "breach", "breach.tells", `Khi có sự cố, báo thêm ${who(t).vi}.`, `A breach is also told to ${who(t).en}.`),
    );
  for (const t of gained(after, before)) {
    changes.push(
      change(
        "removed",
        "breach",
        "breach.tells",
        `Khi có sự cố, không báo ${who(t).vi} nữa.`,
        `A breach is no longer told to ${who(t).en}.`,
        { loosens: true },
      ),
    );
  }
  for (const part of ["authority_within", "persons_within", "report_outcome_within"] as const) {
    const told = term(a.breach?.[part], b.breach?.[part], "breach", `breach.${part}`, {
      vi: "Hạn báo khi có sự cố",
      en: "Time to tell of a breach",
    });
    if (told) changes.push(told);
  }
  return changes;
}

function term(before: Period | undefined, after: Period | undefined, about: Change["about"], path: string, what: Both): Change | null {
  if (before === after) return null;
  const longer = before === undefined ? false : after === undefined || periodSpan(after).most > periodSpan(before).most;
  return change("changed", about, path, `${what.vi}: thời hạn thay đổi.`, `${what.en}: the term has changed.`, {
    ...(before ? { before: periodBoth(before) } : {}),
    ...(after ? { after: periodBoth(after) } : {}),
    loosens: longer,
  });
}

function endWords(r: Retention): string {
  return r.event ? `${r.until}: ${r.event}` : r.until;
}
