import { registerRecipient } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import type { Declared } from "./page.js";
import { words } from "./words.js";

/** Enters a company under a recipient of the policy. */
export function EnterParty({ declared, close }: { declared: Declared; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const enter = useSend({
    work: (data: FormData) => {
      const some = (name: string) => textOf(data, name) || undefined;
      return client.call(registerRecipient, {
        body: {
          recipient: declared.recipient,
          name: textOf(data, "name"),
          country: textOf(data, "country").toUpperCase(),
          tax_code: some("tax_code"),
          dossier: some("dossier"),
          contact: some("contact"),
          age_key: some("age_key"),
        },
      });
    },
    done: () => {
      void again.invalidateQueries({ queryKey: ["recipients"] });
      close();
    },
    said: () => ({ text: words.saved }),
  });
  return (
    <Ask title={words.add} open close={close}>
      <Sheet error={enter.error} onSend={enter.send}>
        <Field name="name" label={words.name} required maxLength={200} autoFocus />
        <Field name="tax_code" label={words.taxCode} maxLength={20} />
        <Field name="country" label={words.country} required maxLength={2} initial={declared.country === "ZZ" ? "" : declared.country} />
        {declared.abroad && <Field name="dossier" label={words.dossier} maxLength={100} />}
        <Field name="contact" label={words.contact} maxLength={300} />
        <Field name="age_key" label={words.ageKey} maxLength={200} />
        <p className="row">
          <Button kind="main" type="submit" busy={enter.busy}>
            {say(words.save)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
