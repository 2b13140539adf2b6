import type { PolicyPromise } from "@kept/language";
import type { Standing } from "../platform/page/index.js";
import type { Check, CheckState } from "../policy/index.js";

/** How far back a check looks, in days. */
export const lookBackDays = 90;
/** A result older than this no longer proves that a promise is kept, in hours. */
export const staleHours = 6;

/** From worst to best: a promise is as good as the worst of what keeps it. */
const worst: readonly Standing[] = ["broken", "at_risk", "not_built", "not_exercised", "attested", "kept"];

/** How a promise stands by its controls. One without any control is only words: nothing keeps it, so nothing is built. */
export function combine(controls: readonly Standing[]): Standing {
  return worst.find((s) => controls.includes(s)) ?? "not_built";
}

/** What a stored result is worth at `now`: the good ones fade when nobody has looked again. */
export function aged(state: CheckState, checkedAt: Date, now: Date): CheckState {
  const old = now.getTime() - checkedAt.getTime() > staleHours * 3_600_000;
  return old && (state === "kept" || state === "attested") ? "at_risk" : state;
}

/** The check that runs for a control with these parameters; none where the control, or what they demand of it, is not built. */
export function checkFor(byControl: ReadonlyMap<string, Check>, kept: PolicyPromise["kept_by"][number]): Check | undefined {
  const found = byControl.get(kept.control);
  return found?.unbuilt?.(kept.with) ? undefined : found;
}

/** The checks by the control they prove. Two checks of one control are a fault of the program. */
export function checksByControl(checks: readonly Check[]): ReadonlyMap<string, Check> {
  const byControl = new Map<string, Check>();
  for (const c of checks) {
    if (byControl.has(c.control)) throw new TypeError(`two checks of ${c.control}`);
    byControl.set(c.control, c);
  }
  return byControl;
}
