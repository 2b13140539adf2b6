import { sendSubmission } from "@kept/contract";
import { type Policy, readSubmission } from "@kept/language";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { faultsOf } from "../kit/fault.js";
import { Option, Select } from "../kit/field.js";
import { Sheet } from "../kit/form.js";
import { type Both, useLanguage, useSay } from "../kit/language.js";
import { isKey, optionsOf } from "../kit/options.js";
import { uuid7 } from "../kit/uuid.js";
import { methods } from "../person/words.js";
import { AskedField } from "./asked.js";
import { type Answers, Consents } from "./consents.js";
import type { Taken } from "./recorded.js";
import { words } from "./words.js";

interface Props {
  readonly policy: Policy;
  readonly version: number;
  readonly touchpoint: string;
  readonly done: (taken: Taken) => void;
}

/** The touchpoint's own questions, asked by phone. What was typed stays when the server refuses. */
export function CallForm({ policy, version, touchpoint, done }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  const asks = policy.touchpoints[touchpoint];
  const [submission] = useState(() => uuid7());
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [answers, answer] = useState<Answers>({});
  const [duties, setDuties] = useState<readonly string[]>([]);
  const [accurate, setAccurate] = useState(false);
  const [proved, setProved] = useState(false);
  const [method, setMethod] = useState("");
  const [faults, setFaults] = useState<ReadonlyMap<string, Both>>(new Map());
  const record = useSend({
    work: () =>
      client.call(
        sendSubmission,
        {
          body: {
            submission,
            touchpoint,
            channel: "phone",
            fields: values,
            consents: answers,
            duties: [...duties],
            accuracy: accurate,
            notice_version: version,
            language,
            contact_proved: proved,
            ...(isKey(methods, method) ? { method } : {}),
          },
        },
        { idempotencyKey: submission },
      ),
    done,
  });
  if (!asks) return null;
  const agreed = Object.values(answers).includes("given");
  const send = () => {
    const read = readSubmission(policy, touchpoint, values);
    const found = new Map(Object.entries(read.faults).map(([name, bad]) => [name, bad.text]));
    if (agreed && asks.consent_by.length > 0 && !isKey(methods, method)) found.set("method", words.methodNeed);
    setFaults(found);
    const first = [...found.keys()][0];
    if (first === undefined) record.send(undefined);
    else document.getElementById(`call-${first}`)?.querySelector<HTMLElement>("input,select,textarea")?.focus();
  };
  const shownFaults = faults.size > 0 ? faults : faultsOf(record.error);
  return (
    <Sheet error={record.error} onSend={send}>
      <h2>{say(words.tells)}</h2>
      {Object.entries(asks.fields).map(([name, ask]) => {
        const field = policy.fields[name];
        return field ? (
          <AskedField
            key={name}
            name={name}
            field={field}
            ask={ask}
            value={values[name]}
            fault={shownFaults.get(name)}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ) : null;
      })}
      <Consents policy={policy} touchpoint={touchpoint} answers={answers} answer={answer} />
      {agreed && asks.consent_by.length > 0 && (
        <div id="call-method">
          <Select
            name="method"
            label={words.method}
            hint={words.methodHint}
            error={shownFaults.get("method")}
            required
            value={method}
            onChange={setMethod}
            options={optionsOf(Object.fromEntries(asks.consent_by.map((m) => [m, methods[m]])), say)}
          />
        </div>
      )}
      {asks.duties.length > 0 && (
        <fieldset className="opts">
          <legend className="label">{say(words.duties)}</legend>
          {asks.duties.map((name) => (
            <Option
              key={name}
              name="duties"
              type="checkbox"
              value={name}
              checked={duties.includes(name)}
              onChoose={(is) => setDuties(is ? [...duties, name] : duties.filter((d) => d !== name))}
            >
              {say(policy.duties[name]?.text ?? { vi: name, en: name })}
            </Option>
          ))}
        </fieldset>
      )}
      {asks.accuracy && (
        <Option name="accuracy" type="checkbox" value="yes" checked={accurate} onChoose={setAccurate}>
          {say(words.accuracy)}
        </Option>
      )}
      {asks.confirms && (
        <Option name="proved" type="checkbox" value="yes" checked={proved} note={say(words.provedNote)} onChoose={setProved}>
          {say(words.proved)}
        </Option>
      )}
      <p>
        <Button kind="main" type="submit" busy={record.busy}>
          {say(words.send)}
        </Button>
      </p>
    </Sheet>
  );
}
