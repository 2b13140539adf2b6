import { inviteStaff } from "@kept/contract";
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
import type { Handed } from "./page.js";
import { words } from "./words.js";

/** Invites someone; the link that opens their access is handed over by the inviter. */
export function Invite({ close, hand }: { close: () => void; hand: (link: Handed) => void }) {
  const say = useSay();
  const again = useQueryClient();
  const [roles, choose] = useState<string[]>([]);
  const invite = useSend({
    work: (body: { name: string; email: string; roles: string[] }) => client.call(inviteStaff, { body }),
    done: (link) => {
      void again.invalidateQueries({ queryKey: ["staff"] });
      close();
      hand(link);
    },
  });
  return (
    <Ask title={words.invite} open close={close}>
      <Sheet error={invite.error} onSend={(data) => invite.send({ name: textOf(data, "name"), email: textOf(data, "email"), roles })}>
        <Field name="name" label={words.name} maxLength={120} required autoFocus />
        <Field name="email" label={words.email} type="email" inputMode="email" required />
        <RoleChoice chosen={roles} choose={choose} />
        <p className="row">
          <Button kind="main" type="submit" busy={invite.busy} blockedBy={roles.length === 0 ? "roles-need" : undefined}>
            {say(words.invite)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
