import type { Both, Period, Policy, PolicyPromise } from "@kept/language";
import { period } from "@kept/language";
import { z } from "zod";
import type { Db, Organisation } from "../platform/index.js";

/** A version of a policy, as published. */
export interface PublishedPolicy {
  readonly version: number;
  /** SHA-256 over the canonical JSON (JCS) of the policy, hex. */
  readonly digest: string;
  readonly policy: Policy;
  readonly publishedAt: Date;
}

/** What a check of one control is told: whose promise, with which parameters, over which time. */
export interface CheckCall {
  /** Reads of the organisation, under its row security. */
  readonly db: Db;
  readonly organisation: Organisation;
  readonly policy: PublishedPolicy;
  readonly promise: PolicyPromise;
  /** The control's parameters from the policy; read them with `namesIn`, `periodIn`, `textIn`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Start of the time that is looked at. What was wrong before it and was mended does not count. */
  readonly since: Date;
  readonly now: Date;
}

/** What a check may find. `not_built` is no finding: it stands where no check is registered for a control. */
export const checkStates = ["kept", "at_risk", "broken", "not_exercised", "attested"] as const;
export type CheckState = (typeof checkStates)[number];

export interface CheckResult {
  readonly state: CheckState;
  /** How often the deed was done, and how often refused: a refusal shows that the gate works. */
  readonly done: number;
  readonly refused: number;
  /** Ids of the events or rows that break the promise, the first 50; never a personal value. */
  readonly violations: readonly string[];
  /** One sentence, with numbers where there are any. It may be shown to the public. */
  readonly explanation: Both;
}

/** The check of one control. It asks what really happened (events, state, probes) and never returns a constant. */
export interface Check {
  /** `collection.required`, as the policy names it under `kept_by`. */
  readonly control: string;
  readonly run: (call: CheckCall) => Promise<CheckResult>;
  /** Parameters that nothing enforces in this version: with them the control is *not built*, whatever else of it runs. */
  readonly unbuilt?: (parameters: CheckCall["parameters"]) => boolean;
}

/** Declares the check of a control. Each domain exports its own as `xChecks: Check[]`; `main` hands all of them to promises. */
export function check(control: string, run: Check["run"], unbuilt?: NonNullable<Check["unbuilt"]>): Check {
  return { control, run, ...(unbuilt ? { unbuilt } : {}) };
}

interface Seen {
  readonly done: number;
  readonly refused?: number;
  readonly violations?: readonly string[];
  /** No violation yet, but one is near. */
  readonly near?: boolean;
  readonly explanation: Both;
}

/** The result that follows from what was seen: a violation breaks, nearness endangers, nothing at all is *not yet exercised*. */
export function judge(seen: Seen): CheckResult {
  const { done, refused = 0, violations = [], near = false, explanation } = seen;
  const exercised = done + refused > 0;
  const state = violations.length > 0 ? "broken" : near ? "at_risk" : exercised ? "kept" : "not_exercised";
  return { state, done, refused, violations: violations.slice(0, 50), explanation };
}

/** The names a parameter lists (`fields: [email]`, or one name alone); none where it is left out. */
export function namesIn(parameters: CheckCall["parameters"], key: string): string[] {
  const read = z.union([z.array(z.string()), z.string().transform((s) => [s])]).safeParse(parameters[key]);
  return read.success ? read.data : [];
}

/** The period a parameter gives (`within: 7 working days`), if it is one. */
export function periodIn(parameters: CheckCall["parameters"], key: string): Period | undefined {
  const read = period.safeParse(parameters[key]);
  return read.success ? read.data : undefined;
}

/** The text a parameter gives. */
export function textIn(parameters: CheckCall["parameters"], key: string): string | undefined {
  const read = z.string().min(1).safeParse(parameters[key]);
  return read.success ? read.data : undefined;
}
