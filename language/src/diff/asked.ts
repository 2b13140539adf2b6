import type { Policy } from "../schema/policy.js";
import type { Touchpoint } from "../schema/touchpoints.js";
import { both, type Change, change, gained, keys, sameText } from "./change.js";

/** What is asked, where, and of which kind. */
export function askedChanges(a: Policy, b: Policy): Change[] {
  const touchpoints = keys(a.touchpoints, b.touchpoints);
  return [
    ...fields(a, b),
    ...touchpoints.added.map(([id, t]) => {
      const name = both(t.text);
      return change(
        "added",
        "asked",
        `touchpoints.${id}`,
        `Nơi hỏi dữ liệu mới: ${name.vi}.`,
        `A new place where data is asked for: ${name.en}.`,
      );
    }),
    ...touchpoints.removed.map(([id, t]) => {
      const name = both(t.text);
      return change(
        "removed",
        "asked",
        `touchpoints.${id}`,
        `Không còn hỏi dữ liệu ở: ${name.vi}.`,
        `Data is no longer asked for at: ${name.en}.`,
      );
    }),
    ...touchpoints.kept.flatMap(([id, before, after]) => inside(a, b, id, before, after)),
  ];
}

function fields(a: Policy, b: Policy): Change[] {
  return keys(a.fields, b.fields).kept.flatMap(([id, before, after]) => {
    const path = `fields.${id}`;
    const changes: Change[] = [];
    if (!sameText(before.text, after.text)) {
      changes.push(
        change("changed", "asked", `${path}.text`, "Một mục dữ liệu đổi tên.", "A field has a new name.", {
          before: both(before.text),
          after: both(after.text),
        }),
      );
    }
    if (before.category !== after.category) {
      const now = after.category === "sensitive";
      const uses = Object.values(b.touchpoints).flatMap((t) => (Object.hasOwn(t.fields, id) ? (t.fields[id]?.purposes ?? []) : []));
      const name = both(after.text);
      changes.push(
        change(
          "changed",
          "asked",
          `${path}.category`,
          now ? `“${name.vi}” nay được xếp là dữ liệu nhạy cảm.` : `“${name.vi}” không còn được xếp là dữ liệu nhạy cảm.`,
          now ? `“${name.en}” is now called sensitive.` : `“${name.en}” is no longer called sensitive.`,
          { again: now ? [...new Set(uses)] : [], loosens: !now },
        ),
      );
    }
    return changes;
  });
}

function inside(a: Policy, b: Policy, id: string, before: Touchpoint, after: Touchpoint): Change[] {
  const where = both(after.text);
  const name = (policy: Policy, field: string) => {
    const declared = Object.hasOwn(policy.fields, field) ? policy.fields[field] : undefined;
    return declared ? both(declared.text) : { vi: field, en: field };
  };
  const asked = keys(before.fields, after.fields);
  const changes: Change[] = [];
  for (const [field, ask] of asked.added) {
    const { vi, en } = name(b, field);
    const sensitive = Object.hasOwn(b.fields, field) && b.fields[field]?.category === "sensitive";
    changes.push(
      change(
        "added",
        "asked",
        `touchpoints.${id}.fields.${field}`,
        `${where.vi}: nay hỏi thêm “${vi}”.`,
        `${where.en}: “${en}” is now asked too.`,
        {
          again: sensitive ? ask.purposes : [],
        },
      ),
    );
  }
  for (const [field] of asked.removed) {
    const { vi, en } = name(a, field);
    changes.push(
      change(
        "removed",
        "asked",
        `touchpoints.${id}.fields.${field}`,
        `${where.vi}: không hỏi “${vi}” nữa.`,
        `${where.en}: “${en}” is no longer asked.`,
      ),
    );
  }
  for (const [field, was, is] of asked.kept) {
    const { vi, en } = name(b, field);
    const path = `touchpoints.${id}.fields.${field}`;
    if (was.required !== is.required) {
      changes.push(
        is.required
          ? change("changed", "asked", `${path}.required`, `${where.vi}: “${vi}” nay bắt buộc.`, `${where.en}: “${en}” is now required.`)
          : change(
              "changed",
              "asked",
              `${path}.required`,
              `${where.vi}: “${vi}” không còn bắt buộc.`,
              `${where.en}: “${en}” is no longer required.`,
            ),
      );
    }
    const more = gained(was.purposes, is.purposes);
    if (more.length > 0) {
      const text = more.map((p) => (Object.hasOwn(b.purposes, p) && b.purposes[p] ? both(b.purposes[p].text) : { vi: p, en: p }));
      changes.push(
        change(
          "changed",
          "asked",
          `${path}.purposes`,
          `“${vi}” nay dùng thêm cho: ${text.map((t) => t.vi).join("; ")}.`,
          `“${en}” now also serves: ${text.map((t) => t.en).join("; ")}.`,
          { again: more },
        ),
      );
    }
    if (gained(is.purposes, was.purposes).length > 0) {
      changes.push(
        change("changed", "asked", `${path}.purposes`, `“${vi}” dùng cho ít việc hơn trước.`, `“${en}” serves fewer purposes than before.`),
      );
    }
  }
  for (const channel of gained(before.channels, after.channels)) {
    changes.push(
      change(
        "added",
        "asked",
        `touchpoints.${id}.channels`,
        `${where.vi}: nhận thêm qua ${channel}.`,
        `${where.en}: also taken by ${channel}.`,
      ),
    );
  }
  for (const channel of gained(after.channels, before.channels)) {
    changes.push(
      change(
        "removed",
        "asked",
        `touchpoints.${id}.channels`,
        `${where.vi}: không nhận qua ${channel} nữa.`,
        `${where.en}: no longer taken by ${channel}.`,
      ),
    );
  }
  return changes;
}
