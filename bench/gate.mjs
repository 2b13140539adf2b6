// Decisions of the gate per second, by themselves: node bench/gate.mjs. No database, no keys: the pure rule over prepared questions.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const rounds = 7;
const least = 1_000_000;

/** Median decisions a second, of one value each: who asks, for what, of which value, and how it stands change from one to the next. */
export async function decisions(seconds = 0.5) {
  const { checkText } = await import("../language/dist/index.js");
  const { decideValue } = await import("../server/dist/access/rules.js");
  const { policy } = checkText(readFileSync(new URL("./policies/bench.yaml", import.meta.url), "utf8"));
  if (!policy) throw new Error("the policy of the benchmark has errors");
  const standings = [{ allowed: true }, { allowed: true }, { allowed: false, reason: "objection" }];
  const questions = ["orders", "newsletter"].flatMap((purpose) =>
    standings.map((standing) => ({ policy, roles: ["clerk"], purpose, standing, assigned: true })),
  );
  const values = Object.keys(policy.fields).flatMap((field) =>
    ["live", "live", "due", "review"].map((ending) => ({ field, purposes: ["orders"], confirmed: true, ending })),
  );
  const rates = [];
  let allowed = 0;
  for (let round = 0; round <= rounds; round++) {
    let n = 0;
    const start = performance.now();
    while (performance.now() - start < seconds * 1000) {
      for (const question of questions) for (const value of values) if (decideValue(question, value).allowed) allowed++;
      n += questions.length * values.length;
    }
    // The first round warms up.
    if (round > 0) rates.push(n / ((performance.now() - start) / 1000));
  }
  if (allowed === 0) throw new Error("nothing was allowed: this measures refusals alone");
  return { rate: rates.sort((a, b) => a - b)[rounds >> 1] };
}

export function printDecisions({ rate }) {
  console.log(
    `\nGate decisions, one value each, pure: ${Math.round(rate).toLocaleString("en")}/s, aim at least ${least.toLocaleString("en")}/s`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printDecisions(await decisions());
