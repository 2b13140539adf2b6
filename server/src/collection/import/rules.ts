import { createHash } from "node:crypto";
import type { importColumn, RowCode } from "@kept/contract";
import type { Field, Policy, Touchpoint } from "@kept/language";
import type { z } from "zod";
import { asksConsent, type Method } from "../../consent/index.js";
import type { Fault } from "../../platform/index.js";

export type ImportColumn = z.infer<typeof importColumn>;
export type ColumnMap = readonly ImportColumn[];

/** How many rows are dealt with in one transaction. */
export const batchSize = 500;

/** What is wrong with one row: where, never what stood there. */
export interface RowFault {
  readonly column: number | null;
  readonly field: string | null;
  readonly code: RowCode;
}

/** What a consent column says: how it was given, and on which day where a column says so. */
export interface SaidInRow {
  readonly act: "given" | "refused";
  readonly method: Method;
  /** `YYYY-MM-DD`. */
  readonly on: string | undefined;
}

/** One row, as far as the map reads it. */
export interface RowRead {
  readonly fields: Record<string, unknown>;
  readonly consents: Readonly<Record<string, SaidInRow>>;
  readonly duties: readonly string[];
  readonly accuracy: boolean;
  readonly occasion: string | undefined;
  readonly faults: readonly RowFault[];
}

/**
 * The submission of a row: the same for the same row of the same import, however often it is tried. Rows follow each other in its order,
 * so that they lie side by side in the database.
 */
export function submissionOf(importId: string, row: number): string {
  const hash = createHash("sha256").update(`kept import row\0${importId}\0${row}`).digest("hex");
  const time = Number.parseInt(importId.replaceAll("-", "").slice(0, 12), 16) + Math.floor(row / 4096);
  const t = time.toString(16).padStart(12, "0");
  return `${t.slice(0, 8)}-${t.slice(8)}-7${(row % 4096).toString(16).padStart(3, "0")}-a${hash.slice(0, 3)}-${hash.slice(3, 15)}`;
}

/** What is wrong with a map, by place: `map.<index>` or a field that is required and that no column gives. */
export function mapFaults(policy: Policy, touchpoint: Touchpoint, map: ColumnMap, columns: number): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [i, entry] of map.entries()) {
    const say = (text: Fault["text"]) => faults.push({ path: `body.map.${i}`, text });
    if (entry.column > columns) say(noColumn);
    const target = targetOf(entry);
    if (seen.has(target) || seen.has(`column ${entry.column}`)) say(twice);
    seen.add(target).add(`column ${entry.column}`);
    const why = whyNot(policy, touchpoint, entry, map);
    if (why) say(why);
  }
  for (const [name, ask] of Object.entries(touchpoint.fields)) {
    if (ask.required && !map.some((m) => m.to === "field" && m.field === name)) faults.push({ path: `fields.${name}`, text: required });
  }
  return faults;
}

function targetOf(m: ImportColumn): string {
  switch (m.to) {
    case "field":
      // A field that repeats takes several columns, of one kind or of several.
      return m.kind === undefined ? `field ${m.field}` : `field ${m.field} ${m.kind} ${m.column}`;
    case "consent":
    case "consent_date":
      return `${m.to} ${m.purpose}`;
    case "duty":
      return `duty ${m.duty}`;
    default:
      return m.to;
  }
}

function whyNot(policy: Policy, touchpoint: Touchpoint, m: ImportColumn, map: ColumnMap): Fault["text"] | undefined {
  switch (m.to) {
    case "field":
      return whyNotField(Object.hasOwn(touchpoint.fields, m.field) ? policy.fields[m.field] : undefined, m.kind);
    case "consent": {
      const asked = asksConsent(policy, m.purpose) && (touchpoint.for === m.purpose || touchpoint.consents.includes(m.purpose));
      if (!asked || policy.purposes[m.purpose]?.asked_by_mail) return notAsked;
      const { consent_by } = touchpoint;
      return consent_by.length > 0 && !consent_by.includes(m.method) ? notThisWay : undefined;
    }
    case "consent_date":
      return map.some((o) => o.to === "consent" && o.purpose === m.purpose) ? undefined : notAsked;
    case "duty":
      return touchpoint.duties.includes(m.duty) ? undefined : notAsked;
    case "accuracy":
      return touchpoint.accuracy ? undefined : notAsked;
    case "occasion":
      return touchpoint.occasion ? undefined : notAsked;
  }
}

function whyNotField(field: Field | undefined, kind: string | undefined): Fault["text"] | undefined {
  if (!field) return notAsked;
  if (field.type === "secret" || field.type === "file") return neverImported;
  if (field.repeat ? kind === undefined || !Object.hasOwn(field.repeat.kinds, kind) : kind !== undefined) return wrongKind;
  return undefined;
}

const noColumn = { vi: "Tệp không có cột này.", en: "The file has no such column." };
const twice = { vi: "Cột hoặc mục này đã được dùng.", en: "This column or target is used already." };
const notAsked = { vi: "Nơi này không hỏi mục này.", en: "This touchpoint does not ask for this." };
const notThisWay = { vi: "Nơi này không nhận đồng ý theo cách ấy.", en: "This touchpoint does not take consent this way." };
const neverImported = { vi: "Mật khẩu và tệp không nhập bằng bảng.", en: "Secrets and files are not imported." };
const wrongKind = { vi: "Chưa rõ đây là loại nào của mục này.", en: "The kind of this field is missing or unknown." };
const required = { vi: "Mục bắt buộc này chưa có cột nào.", en: "No column gives this required field." };
