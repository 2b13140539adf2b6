import { createKey } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { RoleChoice } from "../kit/roles.js";
import { words as kit } from "../kit/words.js";
import { words } from "./words.js";

/** Makes a key; it is shown once, by whoever opened this. */
export function MakeKey({ close, show }: { close: () => void; show: (secret: string) => void }) {
  const say = useSay();
  const again = useQueryClient();
  const [roles, choose] = useState<string[]>([]);
  const make = useSend({
    work: (label: string) => client.call(createKey, { body: { label, roles } }),
    done: (made) => {
      void again.invalidateQueries({ queryKey: ["keys"] });
      close();
      show(made.secret);
    },
  });
  return (
    <Ask title={words.make} open close={close}>
      <Sheet error={make.error} onSend={(data) => make.send(textOf(data, "label"))}>
        <Field name="label" label={words.label} hint={words.labelHint} maxLength={80} required autoFocus />
        <RoleChoice chosen={roles} choose={choose} />
        <p className="row">
          <Button kind="main" type="submit" busy={make.busy} blockedBy={roles.length === 0 ? "roles-need" : undefined}>
            {say(words.make)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
