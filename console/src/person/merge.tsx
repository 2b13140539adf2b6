import { findPeople, mergePeople, undoMerge } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Field, Option, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { isKey, optionsOf } from "../kit/options.js";
import { evidences, words } from "./words.js";

/** Says, with evidence, that another record is the same person; what was done can be undone from the same place. */
export function Merge({ person }: { person: string }) {
  const say = useSay();
  const again = useQueryClient();
  const refresh = () => void again.invalidateQueries({ queryKey: ["person", person] });
  const undo = useSend({
    work: (merge: string) => client.call(undoMerge, { params: { merge } }, { idempotencyKey: onceKey() }),
    done: refresh,
    said: () => ({ text: words.unmerged }),
  });
  const merge = useSend({
    work: (body: { other: string; evidence: keyof typeof evidences }) =>
      client.call(mergePeople, { params: { person }, body }, { idempotencyKey: onceKey() }),
    done: refresh,
    said: (answer) => ({ text: words.merged, undo: () => undo.send(answer.merge) }),
  });
  const find = useSend({
    work: (text: string) => client.call(findPeople, { body: { text } }),
    done: (answer) => setOthers(answer.people.filter((p) => p.person !== person)),
  });
  const [others, setOthers] = useState<readonly Other[]>();
  const [other, choose] = useState("");
  return (
    <section>
      <h2>{say(words.mergeTitle)}</h2>
      <p className="soft measure">{say(words.mergeText)}</p>
      <Sheet error={find.error} onSend={(data) => find.send(textOf(data, "text"))} className="sheet-form gap">
        <Field name="text" label={words.other} hint={words.otherHint} maxLength={200} />
        <p>
          <Button type="submit" icon="search" busy={find.busy}>
            {say(words.look)}
          </Button>
        </p>
      </Sheet>
      {others && (
        <Sheet
          className="sheet-form gap"
          error={merge.error ?? undo.error}
          onSend={(data) => {
            const evidence = textOf(data, "evidence");
            if (other && isKey(evidences, evidence)) merge.send({ other, evidence });
          }}
        >
          <Others others={others} chosen={other} choose={choose} />
          {others.length > 0 && (
            <>
              <Select name="evidence" label={words.evidence} required options={optionsOf(evidences, say)} />
              <p>
                <Button type="submit" busy={merge.busy} blockedBy={other ? undefined : "others"}>
                  {say(words.merge)}
                </Button>
              </p>
            </>
          )}
        </Sheet>
      )}
    </section>
  );
}

interface Other {
  readonly person: string;
  readonly label: string;
  readonly since: string;
}

function Others({ others, chosen, choose }: { others: readonly Other[]; chosen: string; choose: (person: string) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  if (others.length === 0) return <p className="soft">{say(words.otherNone)}</p>;
  return (
    <fieldset className="opts">
      <legend id="others">{say(words.other)}</legend>
      {others.map((o) => (
        <Option
          key={o.person}
          name="other"
          value={o.person}
          checked={chosen === o.person}
          note={`${say(words.since)} ${day(o.since, language)}`}
          onChoose={() => choose(o.person)}
        >
          {o.label}
        </Option>
      ))}
    </fieldset>
  );
}
