import { type callOutcome, closeCall } from "@kept/contract";
import { useState } from "react";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Option } from "../kit/field.js";
import { Sheet } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { isKey } from "../kit/options.js";
import { words as kit } from "../kit/words.js";
import type { Answer, Purpose } from "./page.js";
import { outcomes, words } from "./words.js";

type Outcome = z.output<typeof callOutcome>;

/** Topic and outcome: what keeps a call in the log. What the policy does not let be answered cannot be chosen as answered. */
export function End({ answer, purpose, closed }: { answer: Answer; purpose: Purpose | undefined; closed: () => void }) {
  const say = useSay();
  const topics = purpose?.topics ?? [];
  const [topic, setTopic] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [missed, setMissed] = useState(false);
  const end = useSend({
    work: (body: { topic: string; outcome: Outcome }) =>
      client.call(closeCall, { params: { call: answer.call }, body }, { idempotencyKey: onceKey() }),
    done: closed,
    said: () => ({ text: words.closed }),
  });
  const outside = purpose?.demanded === true && (!answer.agreed || (topics.length > 0 && topic === "other"));
  const send = () => {
    if (topic === undefined || outcome === undefined || (outside && outcome === "answered")) setMissed(true);
    else end.send({ topic, outcome });
  };
  return (
    <section className="block">
      <h2>{say(words.end)}</h2>
      <Sheet className="sheet-form" error={end.error} onSend={send}>
        <fieldset className="opts">
          <legend className="label">
            {say(words.topic)} <span className="need">({say(kit.need)})</span>
          </legend>
          {topics.map((t) => (
            <Option key={t.topic} name="topic" value={t.topic} checked={topic === t.topic} onChoose={() => setTopic(t.topic)}>
              {say(t.text)}
            </Option>
          ))}
          <Option
            name="topic"
            value="other"
            checked={topic === "other"}
            note={topics.length > 0 && purpose?.demanded ? say(words.topicHint) : undefined}
            onChoose={() => setTopic("other")}
          >
            {say(words.other)}
          </Option>
        </fieldset>
        <fieldset className="opts">
          <legend className="label">
            {say(words.outcome)} <span className="need">({say(kit.need)})</span>
          </legend>
          {Object.entries(outcomes).map(([value, text]) => (
            <Option
              key={value}
              name="outcome"
              value={value}
              off={outside && value === "answered"}
              checked={outcome === value && !(outside && value === "answered")}
              onChoose={() => isKey(outcomes, value) && setOutcome(value)}
            >
              {say(text)}
            </Option>
          ))}
        </fieldset>
        {missed && !end.busy && (topic === undefined || outcome === undefined) && (
          <p className="err" role="alert">
            {say(words.choose)}
          </p>
        )}
        <p className="row">
          <Button kind={answer.agreed ? "main" : "quiet"} type="submit" busy={end.busy}>
            {say(words.close)}
          </Button>
        </p>
      </Sheet>
    </section>
  );
}
