import type { Field, Policy, Touchpoint } from "@kept/language";
import { addName, type Row, rowNames, trapName } from "../../platform/page/index.js";

export const tokenName = "form";
export const consentPrefix = "consents.";
export const dutyPrefix = "duties.";

/** What came back in a form, as typed: for drawing it again, and for judging it. Secrets and files are never drawn again. */
export interface Typed {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly files: Readonly<Record<string, File>>;
  readonly consents: Readonly<Record<string, "given" | "refused">>;
  readonly duties: readonly string[];
  readonly occasion: string | undefined;
  readonly token: string;
  /** The field that one more line was asked for. */
  readonly add: string | undefined;
  /** A robot filled the box that people do not see. */
  readonly trapped: boolean;
  /** Names that this form does not have. */
  readonly undeclared: readonly string[];
}

export const untouched: Typed = {
  values: {},
  rows: {},
  files: {},
  consents: {},
  duties: [],
  occasion: undefined,
  token: "",
  add: undefined,
  trapped: false,
  undeclared: [],
};

/** Reads a form's body by what its touchpoint declares. */
export function readTyped(policy: Policy, touchpoint: Touchpoint, body: FormData): Typed {
  const values: Record<string, string | readonly string[]> = {};
  const rows: Record<string, readonly Row[]> = {};
  const files: Record<string, File> = {};
  const seen = new Set([tokenName, addName, trapName, "occasion"]);
  for (const [name] of Object.entries(touchpoint.fields)) {
    const field = policy.fields[name];
    if (!field || field.type === "ip") continue;
    if (field.repeat) {
      rows[name] = readRows(name, field.repeat.max, body, seen);
      continue;
    }
    seen.add(name);
    const all = body.getAll(name);
    const [first] = all;
    if (field.type === "file") {
      if (first instanceof File && first.size > 0) files[name] = first;
    } else if (field.type === "choices") values[name] = all.filter((v) => typeof v === "string");
    else if (typeof first === "string") values[name] = first;
  }
  const consents: Record<string, "given" | "refused"> = {};
  const duties: string[] = [];
  for (const [name, value] of body) {
    if (name.startsWith(consentPrefix) && (value === "given" || value === "refused")) consents[name.slice(consentPrefix.length)] = value;
    else if (name.startsWith(dutyPrefix) && value === "yes") duties.push(name.slice(dutyPrefix.length));
    else if (!seen.has(name)) seen.add(`!${name}`);
  }
  const text = (name: string): string | undefined => {
    const value = body.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return {
    values,
    rows,
    files,
    consents,
    duties,
    occasion: text("occasion"),
    token: text(tokenName) ?? "",
    add: text(addName),
    trapped: text(trapName) !== undefined,
    undeclared: [...seen].filter((n) => n.startsWith("!")).map((n) => n.slice(1)),
  };
}

/** The fields as `readSubmission` takes them. A file stands for itself until it is received. */
export function fieldsOf(policy: Policy, touchpoint: Touchpoint, typed: Typed, ip: string): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.fromEntries(typed.undeclared.map((name) => [name, ""]));
  for (const name of Object.keys(touchpoint.fields)) {
    const field = policy.fields[name];
    if (!field) continue;
    if (field.type === "ip") fields[name] = ip;
    else if (field.repeat) fields[name] = rowsOf(field, typed.rows[name] ?? []);
    else if (name in typed.values) fields[name] = typed.values[name];
  }
  return fields;
}

function rowsOf(field: Field, rows: readonly Row[]): { kind: string; value: string }[] {
  const kinds = Object.keys(field.repeat?.kinds ?? {});
  return rows.filter((r) => r.value).map((r) => ({ kind: r.kind || (kinds.length === 1 ? (kinds[0] ?? "") : ""), value: r.value ?? "" }));
}

function readRows(name: string, max: number, body: FormData, seen: Set<string>): Row[] {
  const rows: Row[] = [];
  for (let line = 0; line < max; line++) {
    const names = rowNames(name, line);
    seen.add(names.kind).add(names.value);
    const [kind, value] = [body.get(names.kind), body.get(names.value)];
    if (typeof value !== "string") continue;
    rows.push({ kind: typeof kind === "string" ? kind : "", value });
  }
  return rows;
}
