import type { shownValue } from "@kept/contract";
import { useState } from "react";
import type { z } from "zod";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Wide } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { Correct } from "./correct.js";
import { channels, reasons, words } from "./words.js";

type Shown = z.output<typeof shownValue>;

/** Each value with where it came from and how long it is kept; open where the decision allowed it, else with the reason. */
export function Values({ person, values, again }: { person: string; values: readonly Shown[]; again: () => void }) {
  const say = useSay();
  const [correcting, correct] = useState<Shown>();
  return (
    <>
      <Wide label={say(words.data)}>
        <table className="data">
          <thead>
            <tr>
              <th scope="col">{say(words.field)}</th>
              <th scope="col">{say(words.value)}</th>
              <th scope="col">{say(words.from)}</th>
              <th scope="col">{say(words.until)}</th>
              <th scope="col">
                <span className="vh">{say(kit.deed)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {values.map((v) => (
              <ValueRow key={v.id} shown={v} correct={() => correct(v)} />
            ))}
          </tbody>
        </table>
      </Wide>
      {correcting && <Correct person={person} shown={correcting} close={() => correct(undefined)} done={again} />}
    </>
  );
}

function ValueRow({ shown, correct }: { shown: Shown; correct: () => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { fieldText, kindText, touchpointText } = useLabels();
  const { may } = useSession();
  const label = say(fieldText(shown.field));
  const channel = channels[shown.channel];
  return (
    <tr>
      <th scope="row">
        {label}
        {shown.kind && <small>{say(kindText(shown.field, shown.kind))}</small>}
      </th>
      <td>
        <Value shown={shown} />
      </td>
      <td>
        {say(touchpointText(shown.touchpoint))}
        <small>
          {channel ? say(channel) : shown.channel}, {day(shown.collected_at, language)}
          {shown.verified_at ? ` · ${say(words.verified)}` : ""}
        </small>
      </td>
      <td className="num">{untilText(shown.until, language)}</td>
      <td>
        {shown.value !== undefined && may("correct") && (
          <button className="plain-btn" type="button" onClick={correct} aria-label={`${say(words.correct)}: ${label}`}>
            {say(words.correct)}
          </button>
        )}
      </td>
    </tr>
  );
}

function Value({ shown }: { shown: Shown }) {
  const say = useSay();
  if (shown.value !== undefined) return <b className="opened">{shown.value}</b>;
  const reason = shown.reason ? reasons[shown.reason] : undefined;
  return (
    <>
      <span className="masked">
        <Icon name="lock" /> <span>{shown.masked ?? "•••••"}</span>
      </span>
      {reason && <small>{say(reason)}</small>}
    </>
  );
}

/** A date is shown as one; anything else is the server's own words, in the language asked for. */
function untilText(until: string | null, language: "vi" | "en"): string {
  if (until === null) return "";
  return /^\d{4}-\d\d-\d\d/.test(until) ? day(until, language) : until;
}
