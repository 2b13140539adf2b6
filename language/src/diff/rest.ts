import { canonical } from "../digest.js";
import type { PolicyPromise } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import { both, type Change, change, gained, keys, sameText } from "./change.js";

/** Who answers, what is promised, which cookies; and whatever no other sentence told. */
export function restChanges(a: Policy, b: Policy): Change[] {
  return [...promises(a, b), ...cookies(a, b)];
}

/** A plain line for each part that differs and that no change speaks of, so that nothing changes in silence. */
export function untold(a: Policy, b: Policy, told: readonly Change[]): Change[] {
  const speaks = (path: string): boolean =>
    told.some((c) => c.path === path || c.path.startsWith(`${path}.`) || (path.startsWith("fields.") && c.path.endsWith(`.${path}`)));
  return parts(a, b)
    .filter(({ path, before, after }) => canonical(before ?? null) !== canonical(after ?? null) && !speaks(path))
    .map(({ path, about, before, after }) =>
      before === undefined
        ? change("added", about, path, `Thêm mục “${path}”.`, `“${path}” is added.`)
        : after === undefined
          ? change("removed", about, path, `Bỏ mục “${path}”.`, `“${path}” is removed.`)
          : change("changed", about, path, `Sửa chi tiết của mục “${path}”.`, `Details of “${path}” are changed.`),
    );
}

type Part = Readonly<{ path: string; about: Change["about"]; before: unknown; after: unknown }>;

function parts(a: Policy, b: Policy): Part[] {
  const record = (
    at: string,
    about: Change["about"],
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
  ): Part[] =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].map((k) => ({
      path: `${at}.${k}`,
      about,
      before: Object.hasOwn(before, k) ? before[k] : undefined,
      after: Object.hasOwn(after, k) ? after[k] : undefined,
    }));
  const byId = (list: readonly { id: string }[]): Record<string, unknown> => Object.fromEntries(list.map((one) => [one.id, one]));
  const retention = record("", "retention", byId(a.retention), byId(b.retention)).map((part) => {
    const id = part.path.slice(1);
    const i = b.retention.findIndex((r) => r.id === id);
    return { ...part, path: `retention.${i >= 0 ? i : a.retention.findIndex((r) => r.id === id)}` };
  });
  const promised = record("", "who", byId(a.promises), byId(b.promises)).map((part) => {
    const id = part.path.slice(1);
    const i = b.promises.findIndex((p) => p.id === id);
    const promise = b.promises[i] ?? a.promises.find((p) => p.id === id);
    return { ...part, about: promise?.about ?? "who", path: `promises.${i >= 0 ? i : a.promises.findIndex((p) => p.id === id)}` };
  });
  return [
    ...record("organisation", "who", a.organisation, b.organisation),
    { path: "intro", about: "who", before: a.intro, after: b.intro },
    ...record("fields", "asked", a.fields, b.fields),
    ...record("touchpoints", "asked", a.touchpoints, b.touchpoints),
    ...record("occasions", "asked", a.occasions, b.occasions),
    ...record("duties", "asked", a.duties, b.duties),
    ...record("purposes", "purposes", a.purposes, b.purposes),
    ...record("recipients", "recipients", a.recipients, b.recipients),
    ...record("roles", "access", a.roles, b.roles),
    ...retention,
    { path: "rights", about: "rights", before: a.rights, after: b.rights },
    { path: "complaints", about: "complaints", before: a.complaints, after: b.complaints },
    { path: "breach", about: "breach", before: a.breach, after: b.breach },
    { path: "cookies", about: "cookies", before: a.cookies, after: b.cookies },
    ...promised,
  ];
}

function promises(a: Policy, b: Policy): Change[] {
  const byId = (p: Policy): Record<string, PolicyPromise> => Object.fromEntries(p.promises.map((one) => [one.id, one]));
  const at = (p: Policy, id: string): string => `promises.${p.promises.findIndex((one) => one.id === id)}`;
  const all = keys(byId(a), byId(b));
  return [
    ...all.added.map(([id, p]) => {
      const { vi, en } = both(p.text);
      return change("added", p.about, at(b, id), `Cam kết mới: ${vi}`, `A new promise: ${en}`);
    }),
    ...all.removed.map(([id, p]) => {
      const { vi, en } = both(p.text);
      return change("removed", p.about, at(a, id), `Không còn cam kết: ${vi}`, `No longer promised: ${en}`, { loosens: true });
    }),
    ...all.kept.flatMap(([id, before, after]) => {
      const changes: Change[] = [];
      if (!sameText(before.text, after.text)) {
        changes.push(
          change("changed", after.about, `${at(b, id)}.text`, "Một cam kết được viết lại.", "A promise is worded anew.", {
            before: both(before.text),
            after: both(after.text),
          }),
        );
      }
      const controls = (p: PolicyPromise): string[] => p.kept_by.map((k) => k.control);
      const lost = gained(controls(after), controls(before));
      if (lost.length > 0) {
        changes.push(
          change(
            "changed",
            after.about,
            `${at(b, id)}.kept_by`,
            `${id} mất cách giữ: ${lost.join(", ")}.`,
            `${id} loses what kept it: ${lost.join(", ")}.`,
            { loosens: true },
          ),
        );
      }
      return changes;
    }),
  ];
}

function cookies(a: Policy, b: Policy): Change[] {
  const all = keys(a.cookies?.categories ?? {}, b.cookies?.categories ?? {});
  const hosts = gained(a.cookies?.hosts ?? [], b.cookies?.hosts ?? []);
  return [
    ...all.added.map(([id, c]) => {
      const { vi, en } = both(c.text);
      return change("added", "cookies", `cookies.categories.${id}`, `Loại cookie mới: ${vi}.`, `A new kind of cookies: ${en}.`, {
        again: c.necessary ? [] : [c.purpose],
      });
    }),
    ...all.removed.map(([id, c]) => {
      const { vi, en } = both(c.text);
      return change("removed", "cookies", `cookies.categories.${id}`, `Không còn cookie: ${vi}.`, `No longer set: ${en}.`);
    }),
    ...all.kept.flatMap(([id, before, after]) => {
      if (before.necessary || !after.necessary) return [];
      const { vi, en } = both(after.text);
      return [
        change(
          "changed",
          "cookies",
          `cookies.categories.${id}.necessary`,
          `Cookie “${vi}” nay được xem là cần thiết.`,
          `The cookies “${en}” are now called necessary.`,
          { loosens: true },
        ),
      ];
    }),
    ...hosts.map((host) =>
      change("added", "cookies", "cookies.hosts", `Trang được gọi đến máy chủ ${host}.`, `The site may reach the host ${host}.`, {
        loosens: true,
      }),
    ),
  ];
}
