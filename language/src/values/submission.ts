import type { Field } from "../schema/fields.js";
import type { Policy } from "../schema/policy.js";
import type { Both } from "../schema/words.js";
import { readValue } from "./read.js";
import type { Bad, Value } from "./result.js";

export type ReadSubmission = Readonly<{
  /** Normal values by field, in the order of the policy file; fields left empty are absent. */
  values: Readonly<Record<string, Value>>;
  /** What is wrong, by field. Empty: the submission stands. */
  faults: Readonly<Record<string, Bad>>;
  /** Names sent that the touchpoint does not ask for; a submission with any is refused. */
  undeclared: readonly string[];
}>;

/** Reads everything sent to a touchpoint. An unknown touchpoint asks nothing: every name is undeclared. */
export function readSubmission(policy: Policy, touchpoint: string, raw: Readonly<Record<string, unknown>>): ReadSubmission {
  const asks = Object.hasOwn(policy.touchpoints, touchpoint) ? (policy.touchpoints[touchpoint]?.fields ?? {}) : {};
  const values: Record<string, Value> = {};
  const faults: Record<string, Bad> = {};
  for (const [name, ask] of Object.entries(asks)) {
    const field = policy.fields[name];
    if (!field) continue;
    const read = readValue(field, Object.hasOwn(raw, name) ? raw[name] : undefined);
    if (read.ok) values[name] = read.value;
    else if (read.code !== "value.missing") faults[name] = read;
    else if (ask.required) faults[name] = { ok: false, code: "value.missing", text: stillEmpty(field) };
  }
  return { values, faults, undeclared: Object.keys(raw).filter((name) => !Object.hasOwn(asks, name)) };
}

function stillEmpty(field: Field): Both {
  const vi = field.text.vi;
  return { vi: `Mục “${vi}” còn trống. Bạn điền giúp nhé.`, en: `“${field.text.en ?? vi}” is still empty. Please fill it in.` };
}
