import { readdirSync, readFileSync } from "node:fs";
import { readPolicy } from "../src/read.js";
import type { Policy } from "../src/schema/policy.js";

const folder = new URL("../../policies/", import.meta.url);

/** Text of each policy of the folder, by id. */
export const texts: Readonly<Record<string, string>> = Object.fromEntries([
  ...readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => [file.replace(".yaml", ""), readFileSync(new URL(file, folder), "utf8")]),
]);

/** The sixth policy: a clinic of our own making. */
export const clinicText = readFileSync(new URL("clinic.yaml", import.meta.url), "utf8");

export function load(id: string): Policy {
  const { policy, findings } = readPolicy(texts[id] ?? "");
  if (!policy) throw new Error(`${id} does not read: ${JSON.stringify(findings, null, 1)}`);
  return policy;
}

export const okr = load("okr");
