import type { Field as FieldOfPolicy, Language, Text } from "@kept/language";
import { Field, type Option } from "./field.js";
import { Repeat, type Row } from "./repeat.js";
import { say } from "./words.js";

export type AskedProps = {
  lang: Language;
  name: string;
  /** The field as the policy declares it, and as its touchpoint asks it. */
  field: FieldOfPolicy;
  asked: Readonly<{ required: boolean; hint?: Text | undefined }>;
  value?: string | readonly string[] | undefined;
  /** For fields that repeat: one row more than typed where the person asked for another line. */
  rows?: readonly Row[] | undefined;
  err?: string | undefined;
  again?: boolean | undefined;
  autocomplete?: string | undefined;
};

/** Draws a field of the policy file as the question it is. */
export function Asked({ lang, name, field, asked, value, rows, err, again, autocomplete }: AskedProps) {
  const hint = asked.hint ?? field.hint;
  const common = {
    lang,
    name,
    type: field.type,
    label: say(field.text, lang),
    need: asked.required,
    hint: hint && say(hint, lang),
    err,
    sensitive: field.category === "sensitive" && (field.sensitive_notice ? say(field.sensitive_notice, lang) : true),
  };
  if (field.repeat) {
    return <Repeat {...common} kinds={optionsOf(field.repeat.kinds, lang)} rows={rows ?? []} max={field.repeat.max} />;
  }
  return (
    <Field
      {...common}
      value={value}
      options={optionsOf(field.options ?? {}, lang)}
      file={field.file}
      again={again}
      autocomplete={autocomplete}
    />
  );
}

function optionsOf(texts: Readonly<Record<string, Text>>, lang: Language): Option[] {
  return Object.entries(texts).map(([value, text]) => ({ value, text: say(text, lang) }));
}
