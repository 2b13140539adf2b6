import { openOccasion, recordOccasionEvent } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { optionsOf } from "../kit/options.js";
import { words as kit } from "../kit/words.js";
import type { Occasion } from "./occasions.js";
import { words } from "./words.js";

/** A date of an occasion, by hand. One that a form opened gets its reference first: dates are recorded under it. */
export function RecordDate({ occasion, close }: { occasion: Occasion; close: () => void }) {
  const say = useSay();
  const { policy } = useLabels();
  const again = useQueryClient();
  const [event, setEvent] = useState(occasion.missing[0] ?? "");
  const { kind } = occasion;
  const record = useSend({
    work: async (data: FormData) => {
      const reference = occasion.reference ?? textOf(data, "reference");
      if (occasion.reference === null)
        await client.call(openOccasion, { body: { kind, reference, occasion: occasion.occasion } }, { idempotencyKey: onceKey() });
      const body = { event, on: textOf(data, "on") };
      return client.call(recordOccasionEvent, { params: { kind, reference }, body }, { idempotencyKey: onceKey() });
    },
    done: () => {
      void again.invalidateQueries({ queryKey: ["occasions"] });
      void again.invalidateQueries({ queryKey: ["retention"] });
      close();
    },
    said: () => ({ text: words.written }),
  });
  return (
    <Ask title={words.write} open close={close}>
      <p className="soft">{say(words.writeText)}</p>
      <Sheet error={record.error} onSend={record.send}>
        {occasion.reference === null && (
          <Field name="reference" label={words.reference} hint={words.referenceHint} required maxLength={64} />
        )}
        <Select
          name="event"
          label={words.event}
          required
          value={event}
          onChange={setEvent}
          options={optionsOf(policy?.occasions[kind]?.events ?? {}, say)}
        />
        <Field name="on" label={words.on} type="date" required />
        <p className="row">
          <Button kind="main" type="submit" busy={record.busy}>
            {say(words.write)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
