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

/** Until when a value is kept, in words: its last day where one is known, the rule that says so, and what the law keeps besides. */
export function untilText(policy: Policy, { ending, ...from }: Until, lang: Language): string {
  const covering = rulesFor(policy, from);
  const rule = policy.retention.find((r) => r.id === ending?.rule) ?? covering[0];
  // What the law keeps is told beside it: it takes over once its event has a date.
  const law = covering.filter((r) => r.until === "law" && r !== rule);
  const text = rule ? [rule, ...law].map((r) => say(r.text, lang)).join(" ") : say(w.noRule, lang);
  if (ending?.state === "review") return `${say(w.inReview, lang)} ${text}`;
  if (!ending?.on) return text;
  return `${say(ending.state === "due" ? w.endedOn(showDate(ending.on, lang)) : w.keptTo(showDate(ending.on, lang)), lang)} ${text}`;
}
