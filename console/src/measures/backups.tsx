import { count, moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Told } from "../kit/note.js";
import { type Backups, faultOf } from "./backups-fault.js";
import { lines, words } from "./backups-words.js";

/** Whether what is lost can be brought back: the last backup, the last drill, and a ledger that was lost. */
export function BackupsStand({ backups }: { backups: Backups }) {
  const say = useSay();
  const { language } = useLanguage();
  const fault = faultOf(backups);
  const { last, drill, rebuilt, every_hours: every } = backups;
  return (
    <section className="block" aria-labelledby="backups">
      <h2 id="backups">{say(words.title)}</h2>
      {fault && (
        <Told icon="alert">
          <b>{say(fault.head)}.</b> {say(fault.text)}
        </Told>
      )}
      {rebuilt && (
        <Told icon="alert">
          <b>{say(words.rebuilt)}.</b>{" "}
          {say(lines.rebuilt(moment(rebuilt.at, language), rebuilt.backup_at ? moment(rebuilt.backup_at, language) : "?"))}
        </Told>
      )}
      <dl className="facts gap">
        <dt>{say(words.last)}</dt>
        <dd>
          {last ? (
            <>
              {moment(last.at, language)} <span className="soft">({say(sizeOf(last, language))})</span>
            </>
          ) : (
            say(words.never)
          )}
        </dd>
        <dt>{say(words.drill)}</dt>
        <dd>
          {drill ? (
            <>
              <Badge tone={drill.passed ? "jade" : "red"}>{say(drill.passed ? words.passed : words.notPassed)}</Badge>{" "}
              {moment(drill.at, language)}
              {drill.keys && <span className="soft">, {say(drill.keys === "export" ? words.withWords : words.withKeys)}</span>}
            </>
          ) : (
            say(words.never)
          )}
        </dd>
        <dt>{say(words.how)}</dt>
        <dd>{say(every === null ? words.byHand : lines.byServer(every))}</dd>
      </dl>
    </section>
  );
}

function sizeOf({ bytes, rows, files }: NonNullable<Backups["last"]>, language: "vi" | "en") {
  const megabytes = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 1 }).format(bytes / 1e6);
  return lines.size(megabytes, count(rows, language), count(files, language));
}
