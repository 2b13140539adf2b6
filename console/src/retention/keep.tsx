import { decideReview } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field, Option } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { placeOf, type Review } from "./queue.js";
import { words } from "./words.js";

/** Keeps what is in review: for another purpose that stands, or for a duty of the law; always with a day to look again. */
export function Keep({ line, close }: { line: Review; close: () => void }) {
  const say = useSay();
  const { purposeText } = useLabels();
  const { may } = useSession();
  const again = useQueryClient();
  const [purpose, choose] = useState<string | undefined>(line.purposes[0]);
  const decide = useSend({
    work: (data: FormData) => {
      const next_look = textOf(data, "next_look");
      const body =
        purpose === undefined
          ? { decision: "hold" as const, article: textOf(data, "article"), until: textOf(data, "until"), next_look }
          : { decision: "keep" as const, purpose, next_look };
      return client.call(decideReview, { params: placeOf(line), body }, { idempotencyKey: onceKey() });
    },
    done: () => {
      void again.invalidateQueries({ queryKey: ["reviews"] });
      close();
    },
    said: () => ({ text: words.kept }),
  });
  const noWay = line.purposes.length === 0 && !may("hold");
  return (
    <Ask title={words.keep} open close={close}>
      <p className="soft">{say(noWay ? words.noWay : words.keepText)}</p>
      {noWay ? (
        <p className="row">
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      ) : (
        <Sheet error={decide.error} onSend={decide.send}>
          <fieldset>
            <legend>{say(words.keepFor)}</legend>
            {line.purposes.map((p) => (
              <Option key={p} name="purpose" value={p} checked={purpose === p} onChoose={() => choose(p)}>
                {say(purposeText(p))}
              </Option>
            ))}
            {may("hold") && (
              <Option name="purpose" value="" checked={purpose === undefined} onChoose={() => choose(undefined)}>
                {say(words.duty)}
              </Option>
            )}
          </fieldset>
          {purpose === undefined && (
            <>
              <Field name="article" label={words.article} required maxLength={200} />
              <Field name="until" label={words.until} type="date" required />
            </>
          )}
          <Field name="next_look" label={words.nextLook} type="date" required initial={inHalfAYear()} />
          <p className="row">
            <Button kind="main" type="submit" busy={decide.busy}>
              {say(words.keep)}
            </Button>
            <Button onPress={close}>{say(kit.cancel)}</Button>
          </p>
        </Sheet>
      )}
    </Ask>
  );
}

function inHalfAYear(): string {
  return new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10);
}
