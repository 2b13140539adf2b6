import { checkCaller } from "@kept/contract";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import type { Answer, Purpose } from "./page.js";
import { triesLeft, words } from "./words.js";

/** The number or e-mail a caller gives: ready to type as soon as the page is there. */
export function Ask(props: { purposes: readonly Purpose[]; within: Answer | undefined; answered: (answer: Answer) => void }) {
  const { purposes, within, answered } = props;
  const say = useSay();
  const { purposeText } = useLabels();
  const [mail, setMail] = useState(false);
  const [purpose, setPurpose] = useState(within?.purpose ?? purposes[0]?.purpose ?? "");
  const check = useSend({
    work: (text: string) =>
      client.call(checkCaller, { body: { text, purpose, ...(within ? { call: within.call } : {}) } }, { idempotencyKey: onceKey() }),
    done: (answer) => answered({ ...answer, purpose }),
  });
  return (
    <Sheet className="sheet-form ask" error={check.error} onSend={(data) => check.send(textOf(data, "caller"))}>
      {!within && purposes.length > 1 && (
        <Select
          name="purpose"
          label={words.purpose}
          required
          value={purpose}
          onChange={setPurpose}
          options={purposes.map((p) => ({ value: p.purpose, label: say(purposeText(p.purpose)) }))}
        />
      )}
      <Field
        key={mail ? "mail" : "number"}
        name="caller"
        className="caller"
        label={mail ? words.mail : words.number}
        hint={within ? triesLeft(within.tries_left) : undefined}
        inputMode={mail ? "email" : "tel"}
        maxLength={254}
        required
        autoFocus
      />
      <p className="row">
        <Button kind="main" type="submit" busy={check.busy}>
          {say(within ? words.again : words.check)}
        </Button>
        <button className="plain-btn" type="button" onClick={() => setMail(!mail)}>
          {say(mail ? words.byNumber : words.byMail)}
        </button>
      </p>
    </Sheet>
  );
}
