import type { Language, Policy } from "@kept/language";
import { type Entry, say } from "../../platform/page/index.js";
import type { ReadEvent } from "../timeline/read-event.js";
import { actorWords, sentenceOf } from "../timeline/told.js";
import { words as w } from "../words.js";

/** Events as lines of a timeline: what happened, who, and the id it can be looked up by. */
export function entriesOf(policy: Policy, events: readonly ReadEvent[], lang: Language): Entry[] {
  return events.map((e, i) => ({
    at: e.at,
    what: sentenceOf(policy, e, lang),
    note: (
      <>
        {e.actor.kind === "person" ? "" : `${actorWords(policy, e, lang)} · `}
        {say(w.evidence, lang)} <span class="num">{e.id.slice(-8)}</span>
      </>
    ),
    fresh: i === 0 && e.actor.kind === "person",
  }));
}
