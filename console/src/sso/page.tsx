import { endSso, readSso } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { words as kit } from "../kit/words.js";
import { SsoForm } from "./form.js";
import { words } from "./words.js";

/** The identity provider through which staff sign in. */
export function SsoPage() {
  const say = useSay();
  const [ending, end] = useState(false);
  const read = useQuery({ queryKey: ["sso"], queryFn: ({ signal }) => client.call(readSso, {}, { signal }) });
  return (
    <Page
      title={words.title}
      under={say(words.under)}
      deeds={read.data?.settings && <Button onPress={() => end(true)}>{say(words.end)}</Button>}
    >
      {read.isPending ? (
        <Loading />
      ) : read.isError ? (
        <Trouble error={read.error} again={() => void read.refetch()} />
      ) : (
        <>
          {!read.data.settings && <Empty title={words.none} text={words.noneText} />}
          <dl className="facts gap">
            <dt>{say(words.redirect)}</dt>
            <dd>
              <code className="once">{read.data.redirect_uri}</code>
            </dd>
            {read.data.settings && (
              <>
                <dt>{say(words.connected)}</dt>
                <dd className="num">{read.data.connected}</dd>
              </>
            )}
          </dl>
          <SsoForm key={read.data.settings?.changed_at ?? "new"} settings={read.data.settings} />
        </>
      )}
      {ending && <End close={() => end(false)} />}
    </Page>
  );
}

function End({ close }: { close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const end = useSend({
    work: () => client.call(endSso, {}),
    done: () => {
      void again.invalidateQueries({ queryKey: ["sso"] });
      close();
    },
    said: () => ({ text: words.ended }),
  });
  return (
    <Ask title={words.endTitle} open close={close}>
      <p className="soft">{say(words.endText)}</p>
      <Trouble error={end.error} />
      <p className="row">
        <Button kind="danger" busy={end.busy} onPress={() => end.send(undefined)}>
          {say(words.end)}
        </Button>
        <Button onPress={close}>{say(kit.cancel)}</Button>
      </p>
    </Ask>
  );
}
