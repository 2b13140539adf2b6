import { endWebhook, readWebhook, rotateWebhook, setWebhook } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { day, moment } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { OnceLink } from "../kit/once-link.js";
import { words as kit } from "../kit/words.js";
import { words as w } from "./one-words.js";

/** Where a party takes messages: set or moved, its secret shown once and made anew, ended. */
export function Webhook({ party }: { party: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const again = useQueryClient();
  const [secret, show] = useState<string>();
  const [asking, ask] = useState<"set" | "end">();
  const params = { party };
  const read = useQuery({
    queryKey: ["recipients", party, "webhook"],
    queryFn: ({ signal }) => client.call(readWebhook, { params }, { signal }),
  });
  const done = (answer: { readonly secret?: string | null }) => {
    ask(undefined);
    if (answer.secret) show(answer.secret);
    void again.invalidateQueries({ queryKey: ["recipients", party] });
  };
  const set = useSend({
    work: (data: FormData) => client.call(setWebhook, { params, body: { address: textOf(data, "address") } }),
    done,
    said: () => ({ text: w.webhookSet }),
  });
  const rotate = useSend({ work: () => client.call(rotateWebhook, { params }), done, said: () => ({ text: w.rotated }) });
  const end = useSend({ work: () => client.call(endWebhook, { params }), done: () => done({}), said: () => ({ text: w.webhookEnded }) });
  if (read.isPending) return <Loading />;
  if (read.isError) return <Trouble error={read.error} again={() => void read.refetch()} />;
  const { webhook } = read.data;
  return (
    <section className="flow" aria-labelledby="webhook">
      <h2 id="webhook">{say(w.webhook)}</h2>
      <p className="soft">{say(w.webhookText)}</p>
      {webhook ? (
        <p>
          {say(w.webhookAt)} <b className="mono">{webhook.host}</b>,{" "}
          <span className="num">
            {say(w.webhookSince)} {day(webhook.set_at, language)}
          </span>
          {webhook.former_until && (
            <>
              <br />
              <span className="soft num">
                {say(w.former)} {moment(webhook.former_until, language)}
              </span>
            </>
          )}
        </p>
      ) : (
        <p>{say(w.webhookNone)}</p>
      )}
      <Trouble error={rotate.error} />
      <p className="row">
        <Button icon={webhook ? "edit" : "plus"} onPress={() => ask("set")}>
          {say(webhook ? w.moveWebhook : w.setWebhook)}
        </Button>
        {webhook && (
          <>
            <Button icon="key" busy={rotate.busy} onPress={() => rotate.send(undefined)}>
              {say(w.rotate)}
            </Button>
            <Button kind="danger" onPress={() => ask("end")}>
              {say(w.endWebhook)}
            </Button>
          </>
        )}
      </p>
      {asking === "set" && (
        <Ask title={webhook ? w.moveWebhook : w.setWebhook} open close={() => ask(undefined)}>
          <Sheet error={set.error} onSend={set.send}>
            <Field name="address" label={w.address} hint="https://" type="url" required maxLength={1000} autoFocus />
            <p className="row">
              <Button kind="main" type="submit" busy={set.busy}>
                {say(w.setWebhook)}
              </Button>
              <Button onPress={() => ask(undefined)}>{say(kit.cancel)}</Button>
            </p>
          </Sheet>
        </Ask>
      )}
      {asking === "end" && (
        <Ask title={w.endWebhook} open close={() => ask(undefined)}>
          <p>{say(w.endWebhookText)}</p>
          <Trouble error={end.error} />
          <p className="row">
            <Button kind="danger" busy={end.busy} onPress={() => end.send(undefined)}>
              {say(w.endWebhook)}
            </Button>
            <Button onPress={() => ask(undefined)}>{say(kit.cancel)}</Button>
          </p>
        </Ask>
      )}
      {secret && <OnceLink title={w.secret} text={w.secretText} secret={secret} close={() => show(undefined)} />}
    </section>
  );
}
