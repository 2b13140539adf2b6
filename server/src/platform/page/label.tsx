import type { FieldProps } from "./field.js";
import { Icon } from "./icon.js";
import { fieldWords, say } from "./words.js";

/** The question's words: label, “(required)”, “sensitive data”. */
export function Label({ lang, label, need, sensitive }: Pick<FieldProps, "lang" | "label" | "need" | "sensitive">) {
  return (
    <>
      {label}
      {need && <span class="need"> ({say(fieldWords.need, lang)})</span>}
      {sensitive && (
        <>
          {" "}
          <span class="badge amber">{say(fieldWords.sensitive, lang)}</span>
        </>
      )}
    </>
  );
}

/** Hint and error above a control. */
export function Notes({ id, hint, err }: { id: string; hint?: string | undefined; err?: string | undefined }) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      {err && (
        <p class="err" id={`${id}-e`}>
          <Icon name="alert" />
          <span>{err}</span>
        </p>
      )}
    </>
  );
}
