import type { Policy } from "@kept/language";
import type { StandingReason } from "../../consent/index.js";

/** Why a purpose gives no reason to keep any more. */
export const endedBy = ["withdrawn", "objected", "refused", "never", "occasion_over", "undeclared"] as const;
export type EndedBy = (typeof endedBy)[number];

export interface Serving {
  readonly touchpoint: string;
  readonly purposes: readonly string[];
  /** What the occasion it belongs to was for is done. */
  readonly over: boolean;
}

/**
 * Whether every purpose of something kept has ended, and why (okvip-9; law 91/2025 art. 14.1): null while one lives. A consent ends when
 * withdrawn, refused or never given; anything but a duty ends by an objection that counts; what the occasion was for ends with the occasion,
 * and so does what rested on its contract. A duty of the law lives until its own rule ends it. `why`: what consent says of each purpose.
 */
export function purposesEnded(policy: Policy, serving: Serving, why: (purpose: string) => StandingReason | undefined): EndedBy | null {
  const ended: EndedBy[] = [];
  for (const purpose of serving.purposes) {
    const by = endOfPurpose(policy, serving, purpose, why(purpose));
    if (by === null) return null;
    ended.push(by);
  }
  return endedBy.find((by) => ended.includes(by)) ?? "undeclared";
}

function endOfPurpose(policy: Policy, serving: Serving, purpose: string, why: StandingReason | undefined): EndedBy | null {
  const declared = Object.hasOwn(policy.purposes, purpose) ? policy.purposes[purpose] : undefined;
  if (!declared) return "undeclared";
  switch (why) {
    case "consent.withdrawn":
      return "withdrawn";
    case "consent.objected":
      return "objected";
    case "consent.refused":
      return "refused";
    case "consent.missing":
      return "never";
    case "purpose.undeclared":
      return "undeclared";
    default:
      return serving.over && (declared.basis === "contract" || isFor(policy, serving.touchpoint, purpose)) ? "occasion_over" : null;
  }
}

function isFor(policy: Policy, touchpoint: string, purpose: string): boolean {
  return Object.hasOwn(policy.touchpoints, touchpoint) && policy.touchpoints[touchpoint]?.for === purpose;
}
