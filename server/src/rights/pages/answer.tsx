import type { Shown } from "@kept/language";
import type { PersonCall } from "../../platform/http/index.js";
import { Button, Form, say } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { named } from "../rules.js";
import { answerWords, words as w } from "../words.js";
import { at, Errors, type Wrong } from "./frame.js";

/** Asks one consent anew: the exact words, then two answers of equal weight. */
export function AnswerPage({
  call,
  policy,
  purpose,
  shown,
  wrong,
}: {
  call: PersonCall;
  policy: PublishedPolicy;
  purpose: string;
  shown: Shown;
  wrong: Wrong | undefined;
}) {
  const { lang } = call;
  return (
    <>
      <div class="flow begin">
        <h1>{named(policy.policy.purposes, purpose, lang)}</h1>
      </div>
      <Form lang={lang} action={at(call, `/purposes/${purpose}`)} hidden={{ digest: shown.digest, lang }} tight>
        <Errors call={call} wrong={wrong} />
        <div class="flow measure" id="answer">
          {shown.lines.map((line) => (
            <p>{line}</p>
          ))}
        </div>
        <div class="row">
          <Button kind="quiet" name="answer" value="given">
            {say(answerWords.given, lang)}
          </Button>
          <Button kind="quiet" name="answer" value="refused">
            {say(answerWords.refused, lang)}
          </Button>
        </div>
        <p>
          <a href={at(call)}>{say(w.back, lang)}</a>
        </p>
      </Form>
    </>
  );
}
