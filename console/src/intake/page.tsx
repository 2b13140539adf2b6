import { useState } from "react";
import { useLabels } from "../app/labels.js";
import { Select } from "../kit/field.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { CallForm } from "./form.js";
import { Recorded, type Taken } from "./recorded.js";
import { words } from "./words.js";

/** A caller's data, entered by staff: the touchpoints that take data by phone. */
export function IntakePage() {
  const say = useSay();
  const { policy, version } = useLabels();
  const [chosen, choose] = useState("");
  const [taken, take] = useState<Taken>();
  const open = Object.entries(policy?.touchpoints ?? {}).filter(([, t]) => t.channels.includes("phone"));
  const touchpoint = chosen || (open.length === 1 ? (open[0]?.[0] ?? "") : "");
  return (
    <Page title={words.title} under={say(words.under)}>
      {taken ? (
        <Recorded taken={taken} again={() => take(undefined)} />
      ) : !policy || version === undefined ? (
        <Loading />
      ) : open.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <div className="sheet-form">
          {open.length > 1 && (
            <Select
              name="touchpoint"
              label={words.which}
              value={touchpoint}
              onChange={choose}
              options={open.map(([value, t]) => ({ value, label: say(t.text) }))}
            />
          )}
          {touchpoint !== "" && <CallForm key={touchpoint} policy={policy} version={version} touchpoint={touchpoint} done={take} />}
        </div>
      )}
    </Page>
  );
}
