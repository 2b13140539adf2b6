import { changeRoles, disableStaff, resetStaff } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Option } from "../kit/field.js";
import { Sheet } from "../kit/form.js";
import { type Both, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { RoleChoice } from "../kit/roles.js";
import { words as kit } from "../kit/words.js";
import type { Handed } from "./page.js";
import type { Row } from "./table.js";
import { words } from "./words.js";

interface Props {
  readonly row: Row;
  readonly close: () => void;
}

/** Changes what someone may do; the roles they had can be given back. */
export function ChangeRoles({ row, close }: Props) {
  const say = useSay();
  const refresh = useRefresh();
  const [roles, choose] = useState<string[]>(row.roles);
  const params = { staff: row.staff };
  const back = useSend({ work: () => client.call(changeRoles, { params, body: { roles: row.roles } }), done: refresh });
  const change = useSend({
    work: () => client.call(changeRoles, { params, body: { roles } }),
    done: () => {
      refresh();
      close();
    },
    said: () => ({ text: words.changed, undo: () => back.send(undefined) }),
  });
  return (
    <Ask title={words.change} open close={close}>
      <p className="soft">
        {row.name} · {row.email}
      </p>
      <Sheet error={change.error} onSend={() => change.send(undefined)}>
        <RoleChoice chosen={roles} choose={choose} />
        <p className="row">
          <Button kind="main" type="submit" busy={change.busy} blockedBy={roles.length === 0 ? "roles-need" : undefined}>
            {say(kit.save)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}

export function Disable({ row, close }: Props) {
  const refresh = useRefresh();
  const say = useSay();
  const [end, choose] = useState(true);
  const disable = useSend({
    work: () => client.call(disableStaff, { params: { staff: row.staff }, body: { keys: end ? "end" : "review" } }),
    done: () => {
      refresh();
      close();
    },
    said: () => ({ text: words.disabled }),
  });
  const texts = { title: words.disableTitle, text: words.disableText, deed: words.disable };
  return (
    <Sure {...texts} row={row} close={close} busy={disable.busy} error={disable.error} go={() => disable.send(undefined)}>
      <Option name="keys" value="end" type="checkbox" checked={end} note={say(words.keysText)} onChoose={choose}>
        {say(words.keys)}
      </Option>
    </Sure>
  );
}

export function Reset({ row, close, hand }: Props & { readonly hand: (link: Handed) => void }) {
  const refresh = useRefresh();
  const reset = useSend({
    work: () => client.call(resetStaff, { params: { staff: row.staff } }),
    done: (link) => {
      refresh();
      close();
      hand(link);
    },
  });
  const texts = { title: words.resetTitle, text: words.resetText, deed: words.reset };
  return <Sure {...texts} row={row} close={close} busy={reset.busy} error={reset.error} go={() => reset.send(undefined)} />;
}

interface SureProps extends Props {
  readonly title: Both;
  readonly text: Both;
  readonly deed: Both;
  readonly busy: boolean;
  readonly error: unknown;
  readonly go: () => void;
  readonly children?: ReactNode;
}

function Sure({ title, text, deed, row, busy, error, go, close, children }: SureProps) {
  const say = useSay();
  return (
    <Ask title={title} open close={close}>
      <p>
        <b>{row.name}</b> <span className="soft">· {row.email}</span>
      </p>
      <p className="soft">{say(text)}</p>
      {children}
      <Trouble error={error} />
      <p className="row">
        <Button kind="danger" busy={busy} onPress={go}>
          {say(deed)}
        </Button>
        <Button onPress={close}>{say(kit.cancel)}</Button>
      </p>
    </Ask>
  );
}

function useRefresh(): () => void {
  const again = useQueryClient();
  return () => void again.invalidateQueries({ queryKey: ["staff"] });
}
