import type { shownValue } from "@kept/contract";
import { useState } from "react";
import type { z } from "zod";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { Correct } from "./correct.js";
import { channels, reasons, words } from "./words.js";

type Shown = z.output<typeof shownValue>;

/** Each value with where it came from and how long it is kept; open where the decision allowed it, else with the reason. */
export function Values({ person, values, again }: { person: string; values: readonly Shown[]; again: () => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { fieldText } = useLabels();
  const { may } = useSession();
  const [correcting, correct] = useState<Shown>();
  return (
    <>
      <Table
        label={words.data}
        className="data"
        rows={values}
        keyOf={(v) => v.id}
        columns={[
          { head: words.field, cell: (v) => <Named shown={v} /> },
          { head: words.value, cell: (v) => <Value shown={v} /> },
          { head: words.from, cell: (v) => <Origin shown={v} /> },
          { head: words.until, as: "num", cell: (v) => untilText(v.until, language) },
          {
            head: kit.deed,
            hidden: true,
            cell: (v) =>
              v.value !== undefined &&
              may("correct") && <RowDeed text={words.correct} about={say(fieldText(v.field))} onPress={() => correct(v)} />,
          },
        ]}
      />
      {correcting && <Correct person={person} shown={correcting} close={() => correct(undefined)} done={again} />}
    </>
  );
}

function Named({ shown }: { shown: Shown }) {
  const say = useSay();
  const { fieldText, kindText } = useLabels();
  return (
    <>
      {say(fieldText(shown.field))}
      {shown.kind && <small>{say(kindText(shown.field, shown.kind))}</small>}
    </>
  );
}

function Origin({ shown }: { shown: Shown }) {
  const say = useSay();
  const { language } = useLanguage();
  const { touchpointText } = useLabels();
  const channel = channels[shown.channel];
  return (
    <>
      {say(touchpointText(shown.touchpoint))}
      <small>
        {channel ? say(channel) : shown.channel}, {day(shown.collected_at, language)}
        {shown.verified_at ? ` · ${say(words.verified)}` : ""}
      </small>
    </>
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
