import type { Language, Policy } from "@kept/language";
import { say } from "@kept/language";
import { showDate } from "../platform/page/index.js";
import { type Ending, rulesFor } from "../retention/index.js";
import { words as w } from "./words.js";

/** What tells until when a value is kept: where it came from, and its ending. */
export interface Until {
  readonly field: string;
  readonly touchpoint: string;
  /** Kind of the occasion it belongs to, if any. */
  readonly occasion: string | undefined;
  readonly ending: Ending | undefined;
}

/** Until when a value is kept, in words: its last day where one is known, and the rule that says so. */
export function untilText(policy: Policy, { ending, ...from }: Until, lang: Language): string {
  const rule = policy.retention.find((r) => r.id === ending?.rule) ?? rulesFor(policy, from)[0];
  const text = rule ? say(rule.text, lang) : say(w.noRule, lang);
  if (ending?.state === "review") return `${say(w.inReview, lang)} ${text}`;
  if (!ending?.on) return text;
  return `${say(ending.state === "due" ? w.endedOn(showDate(ending.on, lang)) : w.keptTo(showDate(ending.on, lang)), lang)} ${text}`;
}
