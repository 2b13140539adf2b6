import type { FieldType, Language } from "@kept/language";
import { Control } from "./control.js";
import { Label, Notes } from "./label.js";
import { Group } from "./options.js";
import { type Both, fieldWords, fileWords, say } from "./words.js";

export type Option = Readonly<{ value: string; text: string }>;

export type FieldProps = {
  lang: Language;
  /** How it is asked. `code` is a code sent to the person; `ip` is never asked. */
  type: FieldType | "code";
  /** Name of the control in the form, and its id: the error summary links to `#name`. */
  name: string;
  label: string;
  /** The form cannot be sent without it. */
  need?: boolean | undefined;
  hint?: string | undefined;
  /** What was wrong and what to do, when the form came back. */
  err?: string | undefined;
  /** Sensitive data is called so beside the question (decree 356/2025 art. 6.4); a text says more. */
  sensitive?: boolean | string | undefined;
  /** What the person typed, or the values chosen. Secrets and files are never given back. */
  value?: string | readonly string[] | undefined;
  options?: readonly Option[] | undefined;
  file?: Readonly<{ types: readonly string[]; max_mib: number }> | undefined;
  /** Overrules the one that follows from the type: `current-password`, `bday`. */
  autocomplete?: string | undefined;
  /** The form came back: says that the browser forgot the file or the password. */
  again?: boolean | undefined;
};

/** A question with its hint, its error and its control. */
export function Field(props: FieldProps) {
  if (props.type === "ip") return null;
  const id = props.name;
  const hint = hintOf(props);
  const described = [props.err ? `${id}-e` : "", hint ? `${id}-h` : ""].filter(Boolean).join(" ") || undefined;
  if (props.type === "yes" || props.type === "choices" || (props.type === "choice" && (props.options?.length ?? 0) <= 4)) {
    return <Group {...props} hint={hint} described={described} />;
  }
  return (
    <div class="field">
      <label for={id}>
        <Label {...props} />
      </label>
      <Notes id={id} hint={hint} err={props.err} />
      <Control {...props} described={described} />
    </div>
  );
}

function hintOf({ lang, type, hint, sensitive, file, again }: FieldProps): string | undefined {
  const own: (Both | false | undefined)[] = [
    type === "date" && fieldWords.date,
    type === "file" && file && fileWords(file.types, file.max_mib),
    again && (type === "file" || type === "secret") && fieldWords.again,
  ];
  const all = [hint, typeof sensitive === "string" ? sensitive : undefined, ...own.map((t) => t && say(t, lang))];
  return all.filter(Boolean).join(" ") || undefined;
}
