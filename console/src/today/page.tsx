import { Link } from "@tanstack/react-router";
import { useSession } from "../app/session.js";
import { weekday } from "../kit/dates.js";
import { Icon, Seal, type Standing } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { standingWords } from "../kit/words.js";
import type { Due } from "./due/due.js";
import { useDue } from "./due.js";
import { words } from "./words.js";

const order: readonly Standing[] = ["broken", "at_risk", "kept", "attested", "not_exercised", "not_built"];

/** What needs someone now, each with the way there; and how the promises stand. */
export function TodayPage() {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation, may } = useSession();
  const { due, standings, settled } = useDue();
  const params = { organisation: organisation.slug };
  return (
    <Page title={weekday(new Date(), language)}>
      <section aria-labelledby="now">
        <h2 id="now">{say(words.first)}</h2>
        {due.length > 0 ? (
          <ul className="due-now">
            {due.map((d, i) => (
              <DueLine key={d.key} due={d} main={i === 0} />
            ))}
          </ul>
        ) : settled ? (
          <Empty title={words.quiet} text={words.quietText} />
        ) : (
          <Loading />
        )}
      </section>
      <div className="pair2 block">
        {standings && (
          <section aria-labelledby="board">
            <h2 id="board">{say(words.board)}</h2>
            <ul className="ruled">
              {order
                .filter((s) => standings.get(s))
                .map((s) => (
                  <li key={s}>
                    <Seal standing={s} />
                    <span>{say(standingWords[s])}</span>
                    <b className="push num">{standings.get(s)}</b>
                  </li>
                ))}
            </ul>
            <p className="gap">
              <Link to="/$organisation/promises" params={params}>
                {say(words.openPromises)}
              </Link>
            </p>
          </section>
        )}
        {(may("find") || may("intake") || may("import")) && (
          <section aria-labelledby="begin">
            <h2 id="begin">{say(words.begin)}</h2>
            <ul className="ruled">
              {may("find") && (
                <li>
                  <Icon name="search" />
                  <span>{say(words.findText)}</span>
                </li>
              )}
              {may("intake") && (
                <li>
                  <Icon name="phone" />
                  <span>
                    <Link to="/$organisation/intake" params={params}>
                      {say(words.intake)}
                    </Link>{" "}
                    {say(words.intakeText)}
                  </span>
                </li>
              )}
              {may("import") && (
                <li>
                  <Icon name="file" />
                  <span>
                    <Link to="/$organisation/import" params={params}>
                      {say(words.import)}
                    </Link>{" "}
                    {say(words.importText)}
                  </span>
                </li>
              )}
            </ul>
          </section>
        )}
      </div>
    </Page>
  );
}

function DueLine({ due, main }: { due: Due; main: boolean }) {
  const say = useSay();
  const { organisation } = useSession();
  return (
    <li>
      <b className={due.tone}>
        <Icon name={due.icon} /> {say(due.head)}
      </b>
      <span>{say(due.text)}</span>
      <Link className={main ? "btn" : "btn quiet"} to={due.to} params={{ organisation: organisation.slug }}>
        {say(due.deed)}
      </Link>
    </li>
  );
}
