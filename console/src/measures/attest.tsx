import { attestPromise } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { words as promises } from "../promises/words.js";
import type { Measure } from "./page.js";
import { words } from "./words.js";

/** A named person stands by the part of a measure that no probe can see. */
export function AttestMeasure({ measure, promise, close }: { measure: Measure; promise: string; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const attest = useSend({
    work: (body: { until: string; document: string }) =>
      client.call(attestPromise, { params: { promise }, body: { ...body, measure: measure.measure } }, { idempotencyKey: onceKey() }),
    done: () => {
      void again.invalidateQueries({ queryKey: ["measures"] });
      void again.invalidateQueries({ queryKey: ["promises"] });
      close();
    },
    said: () => ({ text: promises.attested }),
  });
  return (
    <Ask title={words.attestTitle} open close={close}>
      <p>
        <b>{say(measure.text)}</b> · {promise}
      </p>
      <p className="soft">{say(promises.attestText)}</p>
      <Sheet error={attest.error} onSend={(data) => attest.send({ until: textOf(data, "until"), document: textOf(data, "document") })}>
        <Field name="until" label={promises.until} type="date" required />
        <Field name="document" label={promises.document} hint={promises.documentHint} maxLength={200} required />
        <p className="row">
          <Button kind="main" type="submit" busy={attest.busy}>
            {say(words.attest)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
