import { askBreakGlass } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { optionsOf } from "../kit/options.js";
import { spans, words } from "./access-words.js";

/** Asks to read past role and assignment. Somebody else has to agree before anything opens. */
export function AskGlass({ person, purposes }: { person: string; purposes: readonly string[] }) {
  const say = useSay();
  const { purposeText } = useLabels();
  const { organisation } = useSession();
  const again = useQueryClient();
  const [sent, count] = useState(0);
  const ask = useSend({
    work: (body: { purpose: string; reason: string; minutes: number }) =>
      client.call(askBreakGlass, { params: { person }, body }, { idempotencyKey: onceKey() }),
    done: () => {
      count((n) => n + 1);
      void again.invalidateQueries({ queryKey: ["break-glass"] });
    },
    said: () => ({ text: words.asked }),
  });
  return (
    <section className="block">
      <h2>{say(words.glass)}</h2>
      <p className="soft measure">
        {say(words.glassText)}{" "}
        <Link to="/$organisation/break-glass" params={{ organisation: organisation.slug }}>
          {say(words.seeAsks)}
        </Link>
      </p>
      <Sheet
        key={sent}
        className="sheet-form gap"
        error={ask.error}
        onSend={(data) => {
          const purpose = textOf(data, "purpose");
          if (purpose) ask.send({ purpose, reason: textOf(data, "reason"), minutes: Number(textOf(data, "minutes") || "30") });
        }}
      >
        <Select name="purpose" label={words.purpose} required options={purposes.map((p) => ({ value: p, label: say(purposeText(p)) }))} />
        <Field name="reason" label={words.reason} hint={words.reasonHint} required lines={2} maxLength={500} />
        <Select name="minutes" label={words.minutes} required options={optionsOf(spans, say)} />
        <p>
          <Button type="submit" icon="lock" busy={ask.busy}>
            {say(words.ask)}
          </Button>
        </p>
      </Sheet>
    </section>
  );
}
