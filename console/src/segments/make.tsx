import { makeSegment } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import type { Listed } from "./page.js";
import { words } from "./words.js";

interface Row {
  readonly key: number;
  readonly field: string;
  readonly any: string;
  readonly from: string;
  readonly to: string;
}

const fresh = (): Row => ({ key: Math.random(), field: "", any: "", from: "", to: "" });

/** A new question in plain words: which purpose, then field by field. */
export function Make({ purposes }: { purposes: Listed["purposes"] }) {
  const say = useSay();
  const { purposeText, fieldText, policy } = useLabels();
  const again = useQueryClient();
  const [purpose, setPurpose] = useState("");
  const [rows, setRows] = useState<readonly Row[]>([fresh()]);
  const [made, setMade] = useState(0);
  const fields = purposes.find((p) => p.purpose === purpose)?.fields ?? [];
  const rangeOf = (field: string) => fields.find((f) => f.field === field)?.by === "range";
  const make = useSend({
    work: (name: string) =>
      client.call(
        makeSegment,
        { body: { name, purpose, all: rows.map((r) => conditionOf(r, rangeOf(r.field))) } },
        { idempotencyKey: onceKey() },
      ),
    done: () => {
      setRows([fresh()]);
      setPurpose("");
      setMade(made + 1);
      void again.invalidateQueries({ queryKey: ["segments"] });
    },
    said: () => ({ text: words.saved }),
  });
  const change = (key: number, part: Partial<Row>) => setRows(rows.map((r) => (r.key === key ? { ...r, ...part } : r)));
  const optionsOf = (field: string) => Object.entries(policy?.fields[field]?.options ?? {});
  return (
    <section className="block">
      <h2>{say(words.make)}</h2>
      {purposes.length === 0 ? (
        <p className="soft">{say(words.noPurposes)}</p>
      ) : (
        <Sheet key={made} error={make.error} onSend={(data) => make.send(textOf(data, "name"))}>
          <Field name="name" label={words.name} hint={words.nameHint} maxLength={120} required />
          <Select
            name="purpose"
            label={words.purpose}
            hint={words.purposeHint}
            required
            value={purpose}
            onChange={(p) => {
              setPurpose(p);
              setRows([fresh()]);
            }}
            options={purposes.map((p) => ({ value: p.purpose, label: say(purposeText(p.purpose)) }))}
          />
          {purpose !== "" && fields.length === 0 && <p className="soft">{say(words.noFields)}</p>}
          {fields.length > 0 &&
            rows.map((row, i) => (
              <fieldset key={row.key} className="opts">
                <legend className="label">{i === 0 ? say(words.question) : say(words.and)}</legend>
                <Select
                  name={`field${i}`}
                  label={words.field}
                  required
                  value={row.field}
                  onChange={(field) => change(row.key, { field, any: "", from: "", to: "" })}
                  options={fields.map((f) => ({ value: f.field, label: say(fieldText(f.field)) }))}
                />
                {row.field !== "" &&
                  (rangeOf(row.field) ? (
                    <div className="row">
                      <Field
                        name={`from${i}`}
                        label={words.from}
                        inputMode="numeric"
                        value={row.from}
                        onChange={(from) => change(row.key, { from })}
                        required
                      />
                      <Field
                        name={`to${i}`}
                        label={words.to}
                        inputMode="numeric"
                        value={row.to}
                        onChange={(to) => change(row.key, { to })}
                        required
                      />
                    </div>
                  ) : optionsOf(row.field).length > 0 ? (
                    <Select
                      name={`any${i}`}
                      label={words.is}
                      required
                      value={row.any}
                      onChange={(any) => change(row.key, { any })}
                      options={optionsOf(row.field).map(([value, text]) => ({ value, label: say(text) }))}
                    />
                  ) : (
                    <Field
                      name={`any${i}`}
                      label={words.is}
                      hint={words.isHint}
                      value={row.any}
                      onChange={(any) => change(row.key, { any })}
                      required
                    />
                  ))}
                {rows.length > 1 && (
                  <button className="plain-btn" type="button" onClick={() => setRows(rows.filter((r) => r.key !== row.key))}>
                    {say(words.remove)}
                  </button>
                )}
              </fieldset>
            ))}
          <p className="row">
            <Button kind="main" type="submit" busy={make.busy}>
              {say(words.save)}
            </Button>
            {fields.length > 0 && rows.length < 8 && <Button onPress={() => setRows([...rows, fresh()])}>{say(words.add)}</Button>}
          </p>
        </Sheet>
      )}
    </section>
  );
}

function conditionOf(row: Row, range: boolean) {
  const texts = row.any
    .split(",")
    .map((t) => t.trim())
    .filter((t) => t !== "");
  return range ? { field: row.field, from: Number(row.from), to: Number(row.to) } : { field: row.field, any: texts };
}
