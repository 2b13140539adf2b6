import type { promiseControl } from "@kept/contract";
import type { z } from "zod";
import { useSession } from "../app/session.js";
import { count, moment } from "../kit/dates.js";
import { Icon, Seal } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { State } from "../kit/note.js";
import type { OnBoard } from "./page.js";
import { words } from "./words.js";

/** One promise: how it stands, and behind it each control with what was found. */
export function Vow({ promise, attest }: { promise: OnBoard; attest: () => void }) {
  const say = useSay();
  const { may } = useSession();
  const attestable = may("publish") && promise.controls.some((c) => c.control.startsWith("attest"));
  const worst = promise.controls.find((c) => c.standing === promise.standing);
  return (
    <li className="vow">
      <Seal standing={promise.standing} />
      <div>
        <p>
          <b>{say(promise.text)}</b>
        </p>
        <p className="small">
          <State standing={promise.standing} bare /> <span className="soft">· {promise.id}</span>
          {worst && <span className="soft"> · {say(worst.explanation)}</span>}
        </p>
        {promise.gaps.map((g) => (
          <p key={g.code} className="small risk">
            {say(words.gap)}, {say(words.line)} {g.line}: {say(g.text)}
          </p>
        ))}
        <details className="proof">
          <summary>
            <Icon name="next" /> {say(words.how)}
          </summary>
          {promise.controls.map((c) => (
            <ControlFound key={c.control} found={c} />
          ))}
          {attestable && (
            <p>
              <button className="plain-btn" type="button" onClick={attest}>
                {say(words.attest)}
              </button>
            </p>
          )}
        </details>
      </div>
    </li>
  );
}

function ControlFound({ found }: { found: z.output<typeof promiseControl> }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <div className="found">
      <p>
        <State standing={found.standing} /> <code>{found.control}</code>
      </p>
      {found.text && <p className="soft">{say(found.text)}</p>}
      <p>{say(found.explanation)}</p>
      <dl className="facts small">
        <dt>{say(words.done)}</dt>
        <dd className="num">{count(found.done, language)}</dd>
        <dt>{say(words.refused)}</dt>
        <dd className="num">{count(found.refused, language)}</dd>
        {found.since && (
          <>
            <dt>{say(words.since)}</dt>
            <dd className="num">{moment(found.since, language)}</dd>
          </>
        )}
        {found.violations.length > 0 && (
          <>
            <dt>{say(words.violations)}</dt>
            <dd className="mono">{found.violations.join(" · ")}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
