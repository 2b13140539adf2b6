import { recordContract } from "@kept/contract";
import { sensitiveTransferItems, transferItems } from "@kept/language";
import { useQueryClient } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import type { Party } from "./page.js";
import { words } from "./words.js";

/** Records a contract: for each item the law demands, the clause that holds it. What is left empty keeps data from leaving. */
export function RecordContract({ party, close }: { party: Party; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const keep = useSend({
    work: (data: FormData) =>
      client.call(recordContract, {
        params: { party: party.party },
        body: {
          number: textOf(data, "number"),
          signed_on: textOf(data, "signed_on"),
          ...(textOf(data, "ends_on") ? { ends_on: textOf(data, "ends_on") } : {}),
          items: clauses(data, Object.keys(transferItems)),
          sensitive_items: clauses(data, Object.keys(sensitiveTransferItems)),
          paid: data.get("paid") === "yes",
        },
      }),
    done: () => {
      void again.invalidateQueries({ queryKey: ["recipients"] });
      close();
    },
    said: () => ({ text: words.saved }),
  });
  return (
    <Ask title={words.record} open close={close} wide>
      <p>
        <b>{party.name}</b>
      </p>
      <Sheet error={keep.error} onSend={keep.send}>
        <Field name="number" label={words.number} required maxLength={200} autoFocus />
        <Field name="signed_on" label={words.signed} type="date" required />
        <Field name="ends_on" label={words.ends} type="date" />
        <fieldset>
          <legend>{say(words.items)}</legend>
          {Object.entries(transferItems).map(([name, item]) => (
            <Field key={name} name={name} label={item.text} hint={item.article} maxLength={200} />
          ))}
        </fieldset>
        <fieldset>
          <legend>{say(words.sensitive)}</legend>
          {Object.entries(sensitiveTransferItems).map(([name, item]) => (
            <Field key={name} name={name} label={item.text} hint={item.article} maxLength={200} />
          ))}
        </fieldset>
        <label className="opt">
          <input type="checkbox" name="paid" value="yes" />
          <span>{say(words.paid)}</span>
        </label>
        <p className="row">
          <Button kind="main" type="submit" busy={keep.busy}>
            {say(words.save)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}

function clauses(data: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (textOf(data, name) ? [[name, textOf(data, name)]] : [])));
}
