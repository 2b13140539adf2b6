import { type Finding, type Policy, readPolicy } from "@kept/language";

export interface Examined {
  /** Absent when the text is no policy at all; the findings say why. */
  readonly policy: Policy | null;
  /** Faults of form and of content, by line. */
  readonly findings: readonly Finding[];
}

/** Reads a policy file and looks at what it says. Never throws: what is wrong becomes a finding with its line. */
export function examine(source: string): Examined {
  const { policy, findings } = readPolicy(source);
  return { policy, findings };
}

export function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter((f) => f.level === "error");
}
