import type { Language } from "@kept/language";
import { Icon } from "./icon.js";
import { errorCountWords, say } from "./words.js";

export type FieldError = Readonly<{ name: string; text: string }>;

/** All that has to be mended, at the top of a form that came back; each line leads to its field. Takes the focus without script. */
export function ErrorSummary({ lang, errors }: { lang: Language; errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="alert" role="alert" tabindex={-1} autofocus={true} aria-labelledby="errors">
      <h2 id="errors">
        <Icon name="alert" /> {say(errorCountWords(errors.length), lang)}
      </h2>
      <ul class="plain">
        {errors.map((e) => (
          <li>
            <a href={`#${e.name}`}>{e.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
