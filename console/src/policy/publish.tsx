import { publishPolicy, type readPolicyInForce } from "@kept/contract";
import { diff, type Policy } from "@kept/language";
import { useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { Changes } from "./differences.js";
import { words } from "./words.js";

interface Props {
  readonly source: string;
  readonly before: z.output<(typeof readPolicyInForce)["response"]>;
  readonly after: Policy | null;
  readonly close: () => void;
}

/** The last look before a version that cannot be changed any more. */
export function Publish({ source, before, after, close }: Props) {
  const say = useSay();
  const again = useQueryClient();
  const changes = after ? diff(before.policy, after) : [];
  const publish = useSend({
    work: (note: string) =>
      client.call(publishPolicy, { body: { source, over: before.version, ...(note ? { note } : {}) } }, { idempotencyKey: onceKey() }),
    done: () => {
      close();
      void again.invalidateQueries({ queryKey: ["policy"] });
    },
    said: () => ({ text: words.publishedNow }),
  });
  return (
    <Ask title={words.publishTitle} open close={close} wide>
      <p className="soft">{say(words.publishText)}</p>
      <Changes changes={changes} />
      <Sheet error={publish.error} onSend={(data) => publish.send(textOf(data, "note"))}>
        <Field name="note" label={words.note} hint={words.noteHint} maxLength={500} lines={2} required={changes.some((c) => c.loosens)} />
        <p className="row">
          <Button kind="main" type="submit" busy={publish.busy}>
            {say(words.publish)} {say(words.version)} {before.version + 1}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
