import type { Language } from "@kept/language";
import { Notes } from "./label.js";
import { choiceWords, fieldWords, say } from "./words.js";

export type ChoiceProps = {
  lang: Language;
  /** Name of the radio pair, whose values are `given` and `refused`. */
  name: string;
  title: string;
  hint?: string | undefined;
  err?: string | undefined;
  /** Only what the person chose before the form came back; nothing is ever preset. */
  value?: string | undefined;
  /** The form's own purpose rests on this consent: without an answer it cannot be sent. */
  need?: boolean | undefined;
};

/** Asks one consent: two answers of equal weight. */
export function Choice({ lang, name, title, hint, err, value, need }: ChoiceProps) {
  const described = [err ? `${name}-e` : "", hint ? `${name}-h` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset class={err ? "choice bad" : "choice"} aria-describedby={described}>
      <legend>
        {title}
        {need && <span class="need"> ({say(fieldWords.need, lang)})</span>}
      </legend>
      <Notes id={name} hint={hint} err={err} />
      <div class="pair">
        {(["given", "refused"] as const).map((answer, i) => (
          <label class="opt">
            <input
              id={i === 0 ? name : `${name}-${answer}`}
              type="radio"
              name={name}
              value={answer}
              checked={value === answer ? true : undefined}
            />
            {say(choiceWords[answer], lang)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
