import { type importColumn, importMethod } from "@kept/contract";
import type { Policy, Text } from "@kept/language";
import { z } from "zod";

export type Entry = z.input<typeof importColumn>;

/** What somebody has said of one column so far. `target` is one of {@link targetsOf}, or empty: left out. */
export const said = z.strictObject({ target: z.string(), given: z.string(), refused: z.string(), method: z.string() });
export type Said = z.output<typeof said>;
/** By the number of the column. */
export type Draft = Readonly<Record<number, Said>>;

export const nothing: Said = { target: "", given: "", refused: "", method: "" };

export interface Target {
  readonly value: string;
  readonly text: Text;
  readonly group: "fields" | "consents" | "others";
  /** Every row needs it. `demanded`: the run does not start without it. */
  readonly needed: "demanded" | "asked" | undefined;
}

interface Labels {
  readonly consentDate: Text;
  readonly duty: Text;
  readonly accuracy: Text;
  readonly occasion: Text;
}

/** Everything that a column of a list for this touchpoint may hold. Secrets and files never come by a table. */
export function targetsOf(policy: Policy, touchpoint: string, words: Labels): Target[] {
  const asks = policy.touchpoints[touchpoint];
  if (!asks) return [];
  const fields = Object.entries(asks.fields).flatMap(([name, ask]): Target[] => {
    const field = policy.fields[name];
    if (!field || field.type === "secret" || field.type === "file") return [];
    const one = { group: "fields", needed: ask.required ? "demanded" : undefined } as const;
    if (!field.repeat) return [{ ...one, value: `field:${name}`, text: field.text }];
    return Object.entries(field.repeat.kinds).map(([kind, text]) => ({
      ...one,
      value: `field:${name}:${kind}`,
      text: joined(field.text, text),
    }));
  });
  const consents = purposesOf(policy, touchpoint).flatMap((name): Target[] => {
    const text = policy.purposes[name]?.text ?? { vi: name, en: name };
    return [
      { value: `consent:${name}`, text, group: "consents", needed: name === asks.for ? "asked" : undefined },
      { value: `consent_date:${name}`, text: joined(words.consentDate, text), group: "consents", needed: undefined },
    ];
  });
  const duties = asks.duties.map(
    (name): Target => ({
      value: `duty:${name}`,
      text: joined(words.duty, policy.duties[name]?.text ?? { vi: name, en: name }),
      group: "others",
      needed: "asked",
    }),
  );
  return [
    ...fields,
    ...consents,
    ...duties,
    ...(asks.accuracy ? [{ value: "accuracy", text: words.accuracy, group: "others", needed: "asked" } as const] : []),
    ...(asks.occasion ? [{ value: "occasion", text: words.occasion, group: "others", needed: undefined } as const] : []),
  ];
}

/** What is asked for here by consent: what the person comes for where it rests on it, and what is asked besides. */
function purposesOf(policy: Policy, touchpoint: string): string[] {
  const asks = policy.touchpoints[touchpoint];
  if (!asks) return [];
  const names = new Set([asks.for, ...asks.consents]);
  return [...names].filter((n) => policy.purposes[n]?.basis === "consent" && !policy.purposes[n]?.asked_by_mail);
}

/** The suggestion of the server as a draft: it never suggests consent. */
export function draftOf(columns: readonly { readonly column: number; readonly suggested: Entry | null }[]): Draft {
  const targets = columns.map(({ column, suggested: s }) => {
    const target = s?.to === "field" ? ["field", s.field, ...(s.kind ? [s.kind] : [])].join(":") : "";
    return [column, { ...nothing, target }] as const;
  });
  return Object.fromEntries(targets);
}

/** The draft as the server takes it; undefined where a column lacks its words or how people agreed. */
export function entryOf(column: number, s: Said): Entry | undefined {
  const [to, name = "", kind] = s.target.split(":");
  const given = wordsOf(s.given);
  switch (to) {
    case "field":
      return { column, to, field: name, ...(kind ? { kind } : {}) };
    case "consent": {
      const method = importMethod.safeParse(s.method);
      return given.length > 0 && method.success
        ? { column, to, purpose: name, given, refused: wordsOf(s.refused), method: method.data }
        : undefined;
    }
    case "consent_date":
      return { column, to, purpose: name };
    case "duty":
      return given.length > 0 ? { column, to, duty: name, given } : undefined;
    case "accuracy":
      return given.length > 0 ? { column, to, given } : undefined;
    case "occasion":
      return { column, to };
    default:
      return undefined;
  }
}

/** The columns that somebody has said something of: complete, or not yet. */
export function mapOf(draft: Draft): { readonly map: Entry[]; readonly incomplete: number[] } {
  const used = Object.entries(draft).filter(([, s]) => s.target !== "");
  const read = used.map(([n, s]) => [Number(n), entryOf(Number(n), s)] as const);
  return {
    map: read.flatMap(([, entry]) => (entry ? [entry] : [])),
    incomplete: read.flatMap(([n, entry]) => (entry ? [] : [n])),
  };
}

/** What every row needs and no column gives. A field of several kinds needs only one of them. */
export function missingOf(targets: readonly Target[], draft: Draft): Target[] {
  const base = (value: string) => (value.startsWith("field:") ? value.split(":").slice(0, 2).join(":") : value);
  const used = new Set(Object.values(draft).map((s) => base(s.target)));
  const seen = new Set<string>();
  return targets.filter((t) => {
    const name = base(t.value);
    if (!t.needed || used.has(name) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function wordsOf(text: string): string[] {
  return [...new Set(text.split(",").map((w) => w.trim()))].filter((w) => w !== "");
}

function joined(a: Text, b: Text): Text {
  return { vi: `${a.vi}: ${b.vi}`, en: `${a.en ?? a.vi}: ${b.en ?? b.vi}` };
}
