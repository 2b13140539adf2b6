import { correctByStaff, type shownValue } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { isKey, optionsOf } from "../kit/options.js";
import { words as kit } from "../kit/words.js";
import { proofs, words } from "./words.js";

interface Props {
  readonly person: string;
  readonly shown: z.output<typeof shownValue>;
  readonly close: () => void;
  readonly done: () => void;
}

/** Corrects one value on the person's request, noting how they proved their right. */
export function Correct({ person, shown, close, done }: Props) {
  const say = useSay();
  const { fieldText } = useLabels();
  const again = useQueryClient();
  const correct = useSend({
    work: (body: { value: string; proof: keyof typeof proofs; request?: string }) =>
      client.call(correctByStaff, { params: { person, value: shown.id }, body }, { idempotencyKey: onceKey() }),
    done: () => {
      void again.invalidateQueries({ queryKey: ["person", person] });
      done();
      close();
    },
    said: (answer) => ({ text: answer.verified ? words.corrected : words.toVerify }),
  });
  const send = (data: FormData) => {
    const proof = textOf(data, "proof");
    const request = textOf(data, "request");
    if (isKey(proofs, proof)) correct.send({ value: textOf(data, "value"), proof, ...(request ? { request } : {}) });
  };
  return (
    <Ask title={words.correctTitle} open close={close}>
      <Sheet error={correct.error} onSend={send}>
        <Field name="value" label={say(fieldText(shown.field))} hint={words.newValue} initial={shown.value ?? ""} required autoFocus />
        <Select name="proof" label={words.proof} required options={optionsOf(proofs, say)} />
        <Field name="request" label={words.reference} maxLength={200} />
        <p className="row">
          <Button kind="main" type="submit" busy={correct.busy}>
            {say(kit.save)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
