import { answerOrder, deliverOrder, executeOrder } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { saveFile } from "../disclosures/save.js";
import { words as disclosures, forms } from "../disclosures/words.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { OnceLink } from "../kit/once-link.js";
import { isKey, optionsOf } from "../kit/options.js";
import { words as kit } from "../kit/words.js";
import { todayHere } from "./due.js";
import type { Whole } from "./one.js";
import { words } from "./words.js";

interface Props {
  readonly row: Whole;
  /** An erasure was set going from this screen. */
  readonly running: boolean;
  readonly run: () => void;
}

/** Carries out what was decided: a file to hand over, an erasure, or a refusal that goes out. */
export function Answer({ row, running, run }: Props) {
  const say = useSay();
  const refused = row.decision === "refused";
  if (row.state === "answered" && (refused || row.kind === "erasure")) return null;
  return (
    <section className="flow" aria-labelledby="answer">
      <h2 id="answer">{say(words.answer)}</h2>
      {refused ? <Sent row={row} /> : row.kind === "erasure" ? <Erase row={row} running={running} run={run} /> : <Deliver row={row} />}
    </section>
  );
}

function Deliver({ row }: { row: Whole }) {
  const say = useSay();
  const again = useQueryClient();
  const [form, setForm] = useState<keyof typeof forms>("age");
  const [passphrase, show] = useState<string>();
  const deliver = useSend({
    work: () => client.call(deliverOrder, { params: { order: row.order }, body: { form } }),
    done: (left) => {
      saveFile(left.file);
      if (left.passphrase) show(left.passphrase);
      void again.invalidateQueries({ queryKey: ["orders"] });
      void again.invalidateQueries({ queryKey: ["disclosures"] });
    },
    said: () => ({ text: words.delivered }),
  });
  const first = row.state === "decided";
  return (
    <>
      <p className="soft">{say(words.deliverText)}</p>
      <Trouble error={deliver.error} />
      {first && (
        <Select
          name="form"
          label={words.form}
          required
          value={form}
          onChange={(to) => isKey(forms, to) && setForm(to)}
          options={optionsOf(forms, say)}
        />
      )}
      <p>
        <Button kind={first ? "main" : "quiet"} icon="send" busy={deliver.busy} onPress={() => deliver.send(undefined)}>
          {say(first ? words.deliver : words.again)}
        </Button>
      </p>
      {passphrase && (
        <OnceLink title={disclosures.passphrase} text={disclosures.passphraseText} secret={passphrase} close={() => show(undefined)} />
      )}
    </>
  );
}

function Erase({ row, running, run }: Props) {
  const say = useSay();
  const again = useQueryClient();
  const [asking, ask] = useState(false);
  const erase = useSend({
    work: () => client.call(executeOrder, { params: { order: row.order } }),
    done: () => {
      run();
      ask(false);
      void again.invalidateQueries({ queryKey: ["orders"] });
    },
    said: () => ({ text: words.begun }),
  });
  const going = running || row.erased > 0;
  return (
    <>
      {going ? (
        <div className="field">
          <span className="label" role="status">
            {say(words.erasing)}{" "}
            <span className="num">
              {row.erased}/{row.decided_persons}
            </span>
          </span>
          <progress className="bar" max={row.decided_persons} value={row.erased} aria-label={say(words.erasing)} />
        </div>
      ) : (
        <p className="soft">{say(words.eraseText)}</p>
      )}
      {!going && (
        <p>
          <Button kind="danger" icon="erase" onPress={() => ask(true)}>
            {say(words.erase)}
          </Button>
        </p>
      )}
      {asking && (
        <Ask title={words.erase} open close={() => ask(false)}>
          <p>
            {say(words.persons)}: <b className="num">{row.decided_persons}</b>
          </p>
          <p>{say(words.eraseText)}</p>
          <Trouble error={erase.error} />
          <p className="row">
            <Button kind="danger" busy={erase.busy} onPress={() => erase.send(undefined)}>
              {say(words.eraseYes)}
            </Button>
            <Button onPress={() => ask(false)}>{say(kit.cancel)}</Button>
          </p>
        </Ask>
      )}
    </>
  );
}

function Sent({ row }: { row: Whole }) {
  const say = useSay();
  const again = useQueryClient();
  const send = useSend({
    work: (data: FormData) =>
      client.call(answerOrder, { params: { order: row.order }, body: { answered_on: textOf(data, "answered_on") } }),
    done: () => void again.invalidateQueries({ queryKey: ["orders"] }),
    said: () => ({ text: words.sentDone }),
  });
  return (
    <Sheet error={send.error} onSend={send.send}>
      <Field name="answered_on" label={words.sentOn} type="date" required initial={todayHere()} />
      <p>
        <Button kind="main" type="submit" busy={send.busy}>
          {say(words.sent)}
        </Button>
      </p>
    </Sheet>
  );
}
