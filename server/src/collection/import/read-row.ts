import { type Field, type Policy, readOne } from "@kept/language";
import type { ColumnMap, ImportColumn, RowFault, RowRead, SaidInRow } from "./rules.js";

/** Turns a row's cells into what its map says they are. Values are judged later, by the policy's own language. */
export function rowReader(policy: Policy, map: ColumnMap): (cells: readonly string[]) => RowRead {
  const optionsOf = new Map(Object.entries(policy.fields).map(([name, field]) => [name, optionWords(field)]));
  const days = new Map(map.flatMap((m) => (m.to === "consent_date" ? [[m.purpose, m] as const] : [])));
  return (cells) => {
    const cell = (m: ImportColumn) => (cells[m.column - 1] ?? "").trim();
    const fields: Record<string, unknown> = {};
    const consents: Record<string, SaidInRow> = {};
    const duties: string[] = [];
    const faults: RowFault[] = [];
    let accuracy = false;
    let occasion: string | undefined;
    for (const m of map) {
      const text = cell(m);
      if (text === "") continue;
      switch (m.to) {
        case "field":
          put(fields, m, contentOf(policy.fields[m.field], optionsOf.get(m.field), text));
          break;
        case "consent": {
          const act = says(m.given, text) ? "given" : says(m.refused, text) ? "refused" : undefined;
          if (!act) faults.push({ column: m.column, field: null, code: "row.consent_word" });
          else consents[m.purpose] = { act, method: m.method, on: undefined };
          break;
        }
        case "duty":
          if (says(m.given, text)) duties.push(m.duty);
          break;
        case "accuracy":
          accuracy = says(m.given, text);
          break;
        case "occasion":
          occasion = text;
          break;
        case "consent_date":
          break;
      }
    }
    for (const [purpose, said] of Object.entries(consents)) {
      const column = days.get(purpose);
      if (!column) continue;
      const day = readOne({ type: "date", text: { vi: "", en: "" }, category: "basic", index: "none" }, cell(column));
      if (day.ok && typeof day.value === "string") consents[purpose] = { ...said, on: day.value };
      else faults.push({ column: column.column, field: null, code: "row.consent_date" });
    }
    return { fields, consents, duties, accuracy, occasion, faults };
  };
}

function put(fields: Record<string, unknown>, m: Extract<ImportColumn, { to: "field" }>, value: unknown): void {
  if (m.kind === undefined) fields[m.field] = value;
  else {
    const list = fields[m.field];
    fields[m.field] = [...(Array.isArray(list) ? list : []), { kind: m.kind, value }];
  }
}

function says(words: readonly string[], text: string): boolean {
  const folded = fold(text);
  return words.some((w) => fold(w) === folded);
}

function fold(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

/** By the option's name or its words in either language; undefined for fields without options. */
function optionWords(field: Field): ReadonlyMap<string, string> | undefined {
  if (!field.options) return undefined;
  return new Map(
    Object.entries(field.options).flatMap(([name, text]) =>
      [name, text.vi, text.en ?? text.vi].map((w): [string, string] => [fold(w), name]),
    ),
  );
}

function contentOf(field: Field | undefined, options: ReadonlyMap<string, string> | undefined, text: string): unknown {
  if (!options) return text;
  const named = (word: string) => options.get(fold(word)) ?? word;
  return field?.type === "choices"
    ? text
        .split(/[;|]/)
        .filter((w) => w.trim() !== "")
        .map(named)
    : named(text);
}
