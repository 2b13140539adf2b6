import { readSubmission } from "@kept/language";
import { Refusal } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { makeReady, type Ready } from "../ready.js";
import type { Sent } from "../rules.js";
import { rowReader } from "./read-row.js";
import { type RowFault, type RowRead, submissionOf } from "./rules.js";
import type { ImportRow } from "./store.js";
import type { Row } from "./table/rows.js";

/** A row that may be taken, or what is wrong with it. */
export type Judged = { readonly row: number; readonly ready: Ready } | { readonly row: number; readonly faults: readonly RowFault[] };

/** Judges rows of one import by the touchpoint and the language of the policy: the same judgement that a form gets. */
export function rowJudge(policy: PublishedPolicy, job: ImportRow, today: string) {
  const map = job.map ?? [];
  const read = rowReader(policy.policy, map);
  const firstDay = legalDay(policy.publishedAt);
  return async (row: Row, at: Date): Promise<Judged> => {
    const refuse = (faults: readonly RowFault[]): Judged => ({ row: row.row, faults });
    if (row.fault) return refuse([{ column: null, field: null, code: row.fault }]);
    const said = read(row.cells);
    const late = Object.entries(said.consents).filter(([, c]) => c.on !== undefined && (c.on < firstDay || c.on > today));
    const faults = [...said.faults, ...late.map(([purpose]): RowFault => ({ ...placeOf(job, purpose), code: "row.consent_date" }))];
    if (faults.length > 0) return refuse(faults);
    try {
      const ready = await makeReady(policy, sentOf(policy, job, row.row, said, at), {
        vouched: job.contactProved ? { contact: "proved", how: job.byKind } : { contact: "unproved" },
      });
      return {
        row: row.row,
        ready: { ...ready, acts: ready.acts.map((a) => ({ ...a, ...spoken(said, a.purpose, policy.publishedAt, at) })) },
      };
    } catch (error) {
      if (error instanceof Refusal && error.code === "request.invalid") return refuse(whatIsWrong(policy, job, said, error));
      throw error;
    }
  };
}

function sentOf(policy: PublishedPolicy, job: ImportRow, row: number, said: RowRead, at: Date): Sent {
  const answers = Object.entries(said.consents);
  return {
    id: submissionOf(job.id, row),
    touchpoint: job.touchpoint,
    channel: "import",
    fields: said.fields,
    consents: Object.fromEntries(answers.map(([purpose, c]) => [purpose, c.act])),
    duties: said.duties,
    accuracy: said.accuracy,
    occasion: said.occasion,
    version: policy.version,
    lang: job.language ?? "vi",
    at,
    by: { kind: job.byKind, id: job.byId },
    method: answers[0]?.[1].method ?? "api",
  };
}

/** How and when this consent was given. A day alone counts from its beginning, or from the notice where that came out on the same day. */
function spoken(said: RowRead, purpose: string, publishedAt: Date, at: Date) {
  const one = said.consents[purpose];
  if (!one) return {};
  const day = one.on === undefined ? at : new Date(`${one.on}T00:00:00+07:00`);
  return { method: one.method, at: day < publishedAt ? publishedAt : day };
}

function whatIsWrong(policy: PublishedPolicy, job: ImportRow, said: RowRead, refusal: Refusal): RowFault[] {
  const { faults } = readSubmission(policy.policy, job.touchpoint, said.fields);
  return refusal.faults.map(({ path }): RowFault => {
    const value = faults[path];
    if (value) return { column: columnOf(job, path), field: path, code: value.code };
    if (path.startsWith("consents.")) return { ...placeOf(job, path.slice("consents.".length)), code: "row.consent_missing" };
    if (path.startsWith("duties.")) return { column: null, field: path.slice("duties.".length), code: "row.duty" };
    if (path === "accuracy") return { column: null, field: null, code: "row.accuracy" };
    const isFile = policy.policy.fields[path]?.type === "file";
    return { column: columnOf(job, path), field: path, code: isFile ? "row.file" : "row.no_purpose" };
  });
}

function columnOf(job: ImportRow, field: string): number | null {
  return job.map?.find((m) => m.to === "field" && m.field === field)?.column ?? null;
}

function placeOf(job: ImportRow, purpose: string) {
  return { column: job.map?.find((m) => m.to === "consent" && m.purpose === purpose)?.column ?? null, field: purpose };
}

/** The day in Viet Nam, where legal dates are counted. */
export function legalDay(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
