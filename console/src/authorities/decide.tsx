import { decideOrder } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Field, Option } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { isKey } from "../kit/options.js";
import { shortOf, type Whole } from "./one.js";
import { decisions, words } from "./words.js";

/** All of it, a part with the reason for the rest, or nothing with its reason. Nothing is chosen at first. */
export function Decide({ row }: { row: Whole }) {
  const say = useSay();
  const again = useQueryClient();
  const { fieldText } = useLabels();
  const [decision, choose] = useState<keyof typeof decisions>();
  const [fields, setFields] = useState<readonly string[]>([]);
  const [persons, setPersons] = useState<readonly string[]>([]);
  const decide = useSend({
    work: (body: z.input<typeof decideOrder.body>) => client.call(decideOrder, { params: { order: row.order }, body }),
    done: () => void again.invalidateQueries({ queryKey: ["orders"] }),
    said: () => ({ text: words.decided }),
  });
  const send = (data: FormData) => {
    if (!decision) return;
    const refusal = textOf(data, "refusal");
    const part = decision === "partial" ? { persons: [...persons], ...(row.fields.length > 0 ? { fields: [...fields] } : {}) } : {};
    decide.send({ decision, ...part, ...(refusal && decision !== "granted" ? { refusal } : {}) });
  };
  const without = (all: readonly string[], one: string, yes: boolean) => (yes ? [...all, one] : all.filter((other) => other !== one));
  return (
    <section className="flow" aria-labelledby="decide">
      <h2 id="decide">{say(words.decide)}</h2>
      <p className="soft" id="decide-need">
        {say(words.decideText)}
      </p>
      <Sheet error={decide.error} onSend={send}>
        <fieldset className="opts">
          <legend className="vh">{say(words.decide)}</legend>
          {Object.entries(decisions).map(([value, text]) => (
            <Option
              key={value}
              name="decision"
              value={value}
              checked={decision === value}
              onChoose={() => isKey(decisions, value) && choose(value)}
            >
              {say(text)}
            </Option>
          ))}
        </fieldset>
        {decision === "partial" && row.fields.length > 0 && (
          <fieldset className="opts">
            <legend>{say(words.grantedFields)}</legend>
            {row.fields.map((f) => (
              <Option
                key={f}
                type="checkbox"
                name="fields"
                value={f}
                checked={fields.includes(f)}
                onChoose={(yes) => setFields(without(fields, f, yes))}
              >
                {say(fieldText(f))}
              </Option>
            ))}
          </fieldset>
        )}
        {decision === "partial" && (
          <fieldset className="opts">
            <legend>{say(words.grantedPersons)}</legend>
            {row.of.map((p) => (
              <Option
                key={p.person}
                type="checkbox"
                name="persons"
                value={p.person}
                checked={persons.includes(p.person)}
                onChoose={(yes) => setPersons(without(persons, p.person, yes))}
              >
                {say(words.record)} <span className="mono">{shortOf(p.person)}</span>
              </Option>
            ))}
          </fieldset>
        )}
        {decision !== undefined && decision !== "granted" && (
          <Field name="refusal" label={words.refusal} hint={words.refusalHint} maxLength={200} lines={2} required />
        )}
        <p>
          <Button kind="main" type="submit" busy={decide.busy} blockedBy={decision ? undefined : "decide-need"}>
            {say(words.decide)}
          </Button>
        </p>
      </Sheet>
    </section>
  );
}
