import { answers } from "./check/answers.js";
import { consents } from "./check/consents.js";
import { contacts } from "./check/contacts.js";
import { contradictions } from "./check/contradictions.js";
import { fields } from "./check/fields.js";
import { names } from "./check/names.js";
import { promises } from "./check/promises.js";
import { purposes } from "./check/purposes.js";
import { recipients } from "./check/recipients.js";
import { retention } from "./check/retention.js";
import { roles } from "./check/roles.js";
import type { Rule } from "./check/rule.js";
import { texts } from "./check/texts.js";
import { touchpoints } from "./check/touchpoints.js";
import { type Finding, type Lines, locate } from "./finding.js";
import { readPolicy } from "./read.js";
import type { Policy } from "./schema/policy.js";

const rules: readonly Rule[] = [
  ...names,
  ...fields,
  ...touchpoints,
  ...purposes,
  ...consents,
  ...retention,
  ...answers,
  ...contacts,
  ...recipients,
  ...roles,
  ...contradictions,
  ...promises,
  ...texts,
];

/** What is contradictory (`error`: does not publish) and what is missing or later than the law (`gap`) in a policy, by line. */
export function check(policy: Policy, lines: Lines = new Map()): Finding[] {
  return locate(
    rules.flatMap((rule) => rule(policy)),
    lines,
  );
}

export type Checked = Readonly<{ policy: Policy | null; findings: Finding[]; lines: Lines; publishes: boolean }>;

/** Reads and checks a policy's text. `publishes` when it parsed and holds no error; with `strict`, no gap either. Never throws. */
export function checkText(yamlText: string, strict = false): Checked {
  const { policy, findings, lines } = readPolicy(yamlText);
  const all = policy ? check(policy, lines) : findings;
  const publishes = policy !== null && !all.some((f) => strict || f.level === "error");
  return { policy, findings: all, lines, publishes };
}
