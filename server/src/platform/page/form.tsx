import type { Language } from "@kept/language";
import type { Child } from "hono/jsx";
import { fieldWords, say } from "./words.js";

/** Name of the box that people do not see and robots fill. */
export const trapName = "website";

export type FormProps = {
  lang: Language;
  action: string;
  /** Values that travel unseen: the signed time stamp, the submission id. */
  hidden?: Readonly<Record<string, string>>;
  /** Sets a trap for robots. */
  trap?: boolean;
  /** The form carries a file. */
  files?: boolean;
  /** Less air, for small forms. */
  tight?: boolean;
  children?: Child;
};

/** A form that the server judges: browsers' own messages are off, because ours are in the person's language and say what to do. */
export function Form({ lang, action, hidden = {}, trap, files, tight, children }: FormProps) {
  return (
    <form
      class={tight ? "form tight" : "form"}
      method="post"
      action={action}
      enctype={files ? "multipart/form-data" : undefined}
      novalidate
    >
      <div class="trap">
        {/* Pressing Enter sends by a form's first button; this one keeps “add a line” from being it. */}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: the tab order leaves it out */}
        <button type="submit" tabindex={-1} aria-hidden="true" />
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {trap && (
          <label aria-hidden="true">
            {say(fieldWords.trap, lang)}
            <input type="text" name={trapName} tabindex={-1} autocomplete="off" />
          </label>
        )}
      </div>
      {children}
    </form>
  );
}

/** A part of a form under one heading. */
export function FormPart({ title, children }: { title: string; children?: Child }) {
  return (
    <fieldset class="group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** The consents asked besides: a heading, what not choosing means, then one `Choice` each. */
export function Ask({ id, title, hint, children }: { id: string; title: string; hint?: string; children?: Child }) {
  return (
    <section class="ask" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}

/** The foot of a form: what sending means, and the button. */
export function Send({ note, children }: { note?: Child; children?: Child }) {
  return (
    <div class="send flow">
      {note && <p class="small soft">{note}</p>}
      <p class="row">{children}</p>
    </div>
  );
}
