import type { asked as AskedSchema, Field as PolicyField } from "@kept/language";
import type { HTMLInputTypeAttribute } from "react";
import type { z } from "zod";
import { Field, Option, Select } from "../kit/field.js";
import { Icon } from "../kit/icon.js";
import { type Both, useSay } from "../kit/language.js";
import { Repeated } from "./repeated.js";

interface Props {
  readonly name: string;
  readonly field: PolicyField;
  readonly ask: z.output<typeof AskedSchema>;
  readonly value: unknown;
  readonly fault: Both | undefined;
  readonly onChange: (value: unknown) => void;
}

/** Files, secrets and addresses of machines are not told on the phone. */
const untold = new Set<PolicyField["type"]>(["file", "secret", "ip"]);

/** One question of a touchpoint, by the type of its field. */
export function AskedField({ name, field, ask, value, fault, onChange }: Props) {
  const say = useSay();
  if (untold.has(field.type)) return null;
  const label = say(field.text);
  const hint = ask.hint ?? field.hint;
  const shared = { name, label, required: ask.required, ...(hint ? { hint: say(hint) } : {}), error: fault };
  const options = Object.entries(field.options ?? {}).map(([key, text]) => ({ value: key, label: say(text) }));
  return (
    <div id={`call-${name}`}>
      {field.repeat ? (
        <Repeated {...shared} field={field} repeat={field.repeat} onChange={onChange} />
      ) : field.type === "choice" ? (
        <Select {...shared} value={textIn(value)} onChange={onChange} options={options} />
      ) : field.type === "choices" ? (
        <Choices {...shared} options={options} value={listIn(value)} onChange={onChange} />
      ) : field.type === "yes" ? (
        <Option name={name} type="checkbox" value="yes" checked={value === true} onChoose={(is) => onChange(is ? true : undefined)}>
          {label}
        </Option>
      ) : (
        <Field {...shared} {...inputOf(field)} value={textIn(value)} onChange={onChange} />
      )}
      {field.category === "sensitive" && field.sensitive_notice && <p className="hint">{say(field.sensitive_notice)}</p>}
    </div>
  );
}

/** How the input of a type behaves; what is right is the policy language's to say. */
export function inputOf(field: PolicyField): { type?: HTMLInputTypeAttribute; inputMode?: "numeric" | "tel" | "email"; lines?: number } {
  if (field.type === "email") return { type: "email", inputMode: "email" };
  if (field.type === "phone") return { type: "tel", inputMode: "tel" };
  if (field.type === "date") return { type: "date" };
  if (field.type === "number") return { inputMode: "numeric" };
  return field.type === "lines" ? { lines: 4 } : {};
}

interface ChoicesProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error: Both | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly onChange: (value: unknown) => void;
}

function Choices({ name, label, hint, error, options, value, onChange }: ChoicesProps) {
  const say = useSay();
  return (
    <fieldset className="opts">
      <legend className="label">{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      {error && (
        <p className="err">
          <Icon name="alert" />
          <span>{say(error)}</span>
        </p>
      )}
      {options.map((o) => (
        <Option
          key={o.value}
          name={name}
          type="checkbox"
          value={o.value}
          checked={value.includes(o.value)}
          onChoose={(is) => onChange(is ? [...value, o.value] : value.filter((v) => v !== o.value))}
        >
          {o.label}
        </Option>
      ))}
    </fieldset>
  );
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((v) => typeof v === "string") : [];
}
