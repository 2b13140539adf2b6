import type { FieldType, Language } from "@kept/language";
import { Button } from "./button.js";
import { Control } from "./control.js";
import type { Option } from "./field.js";
import { Label, Notes } from "./label.js";
import { addWords, fieldWords, kindWords, lineWords, say } from "./words.js";

export type Row = Readonly<{ kind?: string | undefined; value?: string | undefined; err?: string | undefined }>;

export type RepeatProps = {
  lang: Language;
  type: FieldType;
  name: string;
  label: string;
  need?: boolean | undefined;
  hint?: string | undefined;
  err?: string | undefined;
  sensitive?: boolean | string | undefined;
  /** Home, office… Left empty where values have no kind. */
  kinds: readonly Option[];
  /** What was typed. One blank line stands there even without any. */
  rows: readonly Row[];
  max: number;
};

/** Name of the button that asks for one more line; its value is the field's name. The form comes back with that line, everything typed kept. */
export const addName = "add";

/** Names of a line's two controls: `addresses.0.kind`, `addresses.0.value`. */
export function rowNames(name: string, line: number): { kind: string; value: string } {
  return { kind: `${name}.${line}.kind`, value: `${name}.${line}.value` };
}

/** Several values, each of a kind: lines of (kind, value) and a button that adds a line, without script. Lines left blank do not count. */
export function Repeat(props: RepeatProps) {
  const { lang, name, label, hint, err, max } = props;
  const rows = props.rows.length > 0 ? props.rows : [{}];
  const note = [hint, rows.length > 1 ? say(fieldWords.blank, lang) : undefined].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset
      class="field"
      id={name}
      tabindex={-1}
      aria-describedby={[err && `${name}-e`, note && `${name}-h`].filter(Boolean).join(" ") || undefined}
    >
      <legend class="label">
        <Label {...props} />
      </legend>
      <Notes id={name} hint={note} err={err} />
      <ol class="rows">
        {rows.map((row, i) => (
          <Line {...props} row={row} line={i} />
        ))}
      </ol>
      {rows.length < max && (
        <Button kind="quiet" icon="plus" name={addName} value={name}>
          {say(addWords(label), lang)}
        </Button>
      )}
    </fieldset>
  );
}

function Line({ lang, type, name, label, kinds, row, line }: RepeatProps & { row: Row; line: number }) {
  const names = rowNames(name, line);
  return (
    <li class={kinds.length > 0 ? undefined : "one"}>
      {row.err && <Notes id={names.value} err={row.err} />}
      {kinds.length > 0 && (
        <select name={names.kind} id={names.kind} aria-label={say(kindWords(label, line + 1), lang)}>
          <option value="">{say(fieldWords.pick, lang)}</option>
          {kinds.map((k) => (
            <option value={k.value} selected={k.value === row.kind ? true : undefined}>
              {k.text}
            </option>
          ))}
        </select>
      )}
      <Control
        lang={lang}
        type={type}
        name={names.value}
        label={label}
        named={say(lineWords(label, line + 1), lang)}
        value={row.value}
        err={row.err}
        described={row.err ? `${names.value}-e` : undefined}
      />
    </li>
  );
}
