import type { HTMLInputTypeAttribute, ReactNode } from "react";
import { FieldError, Input, Label, Text, TextArea, TextField } from "react-aria-components";
import { useFault } from "./fault.js";
import { Icon } from "./icon.js";
import { type Both, useSay } from "./language.js";
import { words } from "./words.js";

interface Props {
  readonly name: string;
  readonly label: Both | string;
  readonly hint?: Both | string | undefined;
  readonly type?: HTMLInputTypeAttribute;
  readonly required?: boolean;
  readonly lines?: number;
  readonly autoComplete?: string;
  readonly inputMode?: "numeric" | "tel" | "email" | "text";
  readonly value?: string;
  readonly initial?: string;
  readonly maxLength?: number;
  readonly onChange?: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly className?: string;
  /** What is wrong with it, where the form around it does not say. */
  readonly error?: Both | undefined;
}

/** One question with its label, hint and error, in this order; what is wrong comes from the form around it, by name. */
export function Field({ label, hint, lines, required = false, initial, className, error: own, autoComplete = "off", ...rest }: Props) {
  const say = useSay();
  const { type = "text", inputMode, maxLength, autoFocus, value, onChange, name } = rest;
  const fault = useFault(name);
  const error = own ?? fault;
  const shared = { autoComplete, ...(maxLength ? { maxLength } : {}), ...(inputMode ? { inputMode } : {}) };
  return (
    <TextField
      className={className ? `field ${className}` : "field"}
      name={name}
      type={type}
      isRequired={required}
      validationBehavior="aria"
      {...(error ? { isInvalid: true } : {})}
      {...(value === undefined ? {} : { value })}
      {...(initial === undefined ? {} : { defaultValue: initial })}
      {...(onChange ? { onChange } : {})}
      {...(autoFocus ? { autoFocus } : {})}
    >
      <Label>
        {said(label, say)} {required && <span className="need">({say(words.need)})</span>}
      </Label>
      {hint && (
        <Text slot="description" className="hint">
          {said(hint, say)}
        </Text>
      )}
      {error && <Wrong text={say(error)} />}
      {lines ? <TextArea rows={lines} {...shared} /> : <Input {...shared} />}
    </TextField>
  );
}

/** The error of the field around it, above the input: what happened, then what to do. */
function Wrong({ text }: { text: string }) {
  return (
    <FieldError className="err">
      <Icon name="alert" />
      <span>{text}</span>
    </FieldError>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: Both | string;
  readonly hint?: Both | string;
  readonly required?: boolean;
  readonly error?: Both | undefined;
  /** What the choice of none of them means. */
  readonly empty?: Both;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** One of a list, with nothing chosen at first. */
export function Select({ name, label, hint, required = false, empty = words.pick, options, value, onChange, ...rest }: ChoiceProps) {
  const say = useSay();
  const fault = useFault(name);
  const error = rest.error ?? fault;
  return (
    <label className="field">
      <span className="label">
        {said(label, say)} {required && <span className="need">({say(words.need)})</span>}
      </span>
      {hint && <span className="hint">{said(hint, say)}</span>}
      {error && (
        <span className="err">
          <Icon name="alert" />
          <span>{say(error)}</span>
        </span>
      )}
      <select
        aria-invalid={error ? true : undefined}
        name={name}
        required={required}
        {...(value === undefined ? { defaultValue: "" } : { value })}
        onChange={(e) => onChange?.(e.currentTarget.value)}
      >
        <option value="">{say(empty)}</option>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One answer among a few, drawn as rows to press. */
export function Option(props: {
  readonly name: string;
  readonly value: string;
  readonly type?: "radio" | "checkbox";
  readonly checked: boolean;
  readonly off?: boolean;
  readonly note?: string | undefined;
  readonly onChoose: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className={props.off ? "opt off" : "opt"}>
      <input
        type={props.type ?? "radio"}
        name={props.name}
        value={props.value}
        checked={props.checked}
        disabled={props.off ?? false}
        onChange={(e) => props.onChoose(e.currentTarget.checked)}
      />
      <span>
        {props.children}
        {props.note && <small>{props.note}</small>}
      </span>
    </label>
  );
}

function said(text: Both | string, say: (text: Both) => string): string {
  return typeof text === "string" ? text : say(text);
}
