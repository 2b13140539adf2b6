import { importTexts } from "@kept/contract";
import { count, moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Told } from "../kit/note.js";
import type { ImportRow } from "./send-file.js";
import { states, words } from "./words.js";

/** How many rows were judged, taken and refused, and why it stopped where it did. */
export function Numbers({ row, underWay }: { row: ImportRow; underWay: boolean }) {
  const say = useSay();
  const { language } = useLanguage();
  const why = row.fault ? importTexts[row.fault] : undefined;
  const tried = row.state === "checked" && row.refused === 0 && row.rows > 0;
  return (
    <section className="flow" aria-live="polite">
      {row.fault && <Told icon="alert">{why ? say(why) : row.fault}</Told>}
      {row.dry_run && row.state !== "cancelled" && <p className="soft">{say(words.trial)}</p>}
      {underWay && <progress className="bar" aria-label={say(states[row.state])} />}
      <dl className="facts">
        <dt>{say(words.rows)}</dt>
        <dd className="num">{count(row.rows, language)}</dd>
        <dt>{say(words.taken)}</dt>
        <dd className="num">{count(row.taken, language)}</dd>
        <dt>{say(words.refused)}</dt>
        <dd className="num">{count(row.refused, language)}</dd>
        {row.ended_at && (
          <>
            <dt>{say(words.ended)}</dt>
            <dd className="num">{moment(row.ended_at, language)}</dd>
          </>
        )}
      </dl>
      {tried && <Empty title={words.allGood} text={words.allGoodText} />}
    </section>
  );
}
