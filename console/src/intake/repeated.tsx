import type { Field as PolicyField } from "@kept/language";
import { useState } from "react";
import { Button } from "../kit/button.js";
import { Icon } from "../kit/icon.js";
import { type Both, useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { inputOf } from "./asked.js";
import { words } from "./words.js";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly error: Both | undefined;
  readonly field: PolicyField;
  readonly repeat: NonNullable<PolicyField["repeat"]>;
  readonly onChange: (value: unknown) => void;
}

interface Row {
  readonly kind: string;
  readonly value: string;
}

/** Several values of a field, each of a kind: an address at home, another at the office. */
export function Repeated({ name, label, hint, required, error, field, repeat, onChange }: Props) {
  const say = useSay();
  const [rows, setRows] = useState<readonly Row[]>([{ kind: "", value: "" }]);
  const { type = "text", inputMode } = inputOf(field);
  const set = (next: readonly Row[]) => {
    setRows(next);
    onChange(next.filter((r) => r.value.trim() !== ""));
  };
  const change = (at: number, part: Partial<Row>) => set(rows.map((r, i) => (i === at ? { ...r, ...part } : r)));
  return (
    <fieldset className="opts">
      <legend className="label">
        {label} {required && <span className="need">({say(kit.need)})</span>}
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {error && (
        <p className="err">
          <Icon name="alert" />
          <span>{say(error)}</span>
        </p>
      )}
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div className="kinds" key={i}>
          <select
            aria-label={`${say(words.kind)}: ${label} ${i + 1}`}
            value={row.kind}
            onChange={(e) => change(i, { kind: e.currentTarget.value })}
          >
            <option value="">{say(words.kind)}</option>
            {Object.entries(repeat.kinds).map(([kind, text]) => (
              <option key={kind} value={kind}>
                {say(text)}
              </option>
            ))}
          </select>
          <input
            aria-label={`${label} ${i + 1}`}
            name={`${name}-${i}`}
            type={type}
            autoComplete="off"
            {...(inputMode ? { inputMode } : {})}
            aria-invalid={error ? true : undefined}
            value={row.value}
            onChange={(e) => change(i, { value: e.currentTarget.value })}
          />
        </div>
      ))}
      {rows.length < repeat.max && (
        <p>
          <Button icon="plus" onPress={() => setRows([...rows, { kind: "", value: "" }])}>
            {say(words.more)}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
