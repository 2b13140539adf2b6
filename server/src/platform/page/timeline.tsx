import type { Language } from "@kept/language";
import type { Child } from "hono/jsx";
import { dayOf, showTime } from "./dates.js";
import { Day } from "./day.js";
import { say, todayWords } from "./words.js";

/** `what` happened, `at` an instant; `note` says who, by which way, with what proof; `fresh` marks what the person just did. */
export type Entry = Readonly<{ at: Date; what: Child; note?: Child; fresh?: boolean }>;

/** What happened, by Vietnam's days, in the order given (newest first by custom). Headings are of the third level. */
export function Timeline({ lang, entries, now }: { lang: Language; entries: readonly Entry[]; now: Date }) {
  const today = dayOf(now);
  return (
    <>
      {byDay(entries).map(([date, those]) => (
        <>
          <h3 class="day">
            {date === today && `${say(todayWords, lang)}, `}
            <Day date={date} lang={lang} />
          </h3>
          <ol class="line">
            {those.map((e) => (
              <li class={e.fresh ? "now" : undefined}>
                {e.what}
                <small>
                  <time datetime={e.at.toISOString()}>{showTime(e.at)}</time>
                  {e.note && <> · {e.note}</>}
                </small>
              </li>
            ))}
          </ol>
        </>
      ))}
    </>
  );
}

function byDay(entries: readonly Entry[]): [string, Entry[]][] {
  const days: [string, Entry[]][] = [];
  for (const entry of entries) {
    const date = dayOf(entry.at);
    const last = days[days.length - 1];
    if (last?.[0] === date) last[1].push(entry);
    else days.push([date, [entry]]);
  }
  return days;
}
