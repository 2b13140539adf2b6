import type { z } from "zod";
import type { Policy } from "../schema/policy.js";
import type { Both } from "../schema/words.js";

export type ControlParameters = z.ZodObject;

/** What keeps a promise: what it enforces in one sentence, which parameters it takes, what it needs of the policy. */
export type Control = Readonly<{
  id: string;
  text: Both;
  parameters: ControlParameters;
  /** What the policy must declare for the control to have anything to keep; null when it does. */
  lacks: (policy: Policy) => Both | null;
}>;

/** A control that every policy supports, unless `lacks` says otherwise. */
export function control(id: string, parameters: ControlParameters, vi: string, en: string, lacks: Control["lacks"] = () => null): Control {
  return { id, text: { vi, en }, parameters, lacks };
}
