import { eraseByStaff } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Option, Select } from "../kit/field.js";
import { Sheet } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { isKey, optionsOf } from "../kit/options.js";
import { KeptBack } from "./erased.js";
import { proofs, words } from "./words.js";

const everything = "*";

/** Erases one field or everything, on proof of right. There is no way back, so nothing here offers one. */
export function Erase({ person, fields }: { person: string; fields: readonly string[] }) {
  const say = useSay();
  const { fieldText } = useLabels();
  const again = useQueryClient();
  const [what, setWhat] = useState("");
  const [proof, setProof] = useState("");
  const [cause, setCause] = useState("asked");
  const [sure, setSure] = useState(false);
  const erase = useSend({
    work: (body: { field?: string; proof: keyof typeof proofs; cause: "asked" | "purpose_ended" }) =>
      client.call(eraseByStaff, { params: { person }, body }, { idempotencyKey: onceKey() }),
    done: () => {
      setSure(false);
      void again.invalidateQueries({ queryKey: ["person", person] });
    },
    said: () => ({ text: words.erased }),
  });
  const ready = what !== "" && isKey(proofs, proof) && sure;
  const send = () => {
    if (!isKey(proofs, proof)) return;
    erase.send({ ...(what === everything ? {} : { field: what }), proof, cause: cause === "purpose_ended" ? "purpose_ended" : "asked" });
  };
  return (
    <section className="block">
      <h2>{say(words.eraseTitle)}</h2>
      <p className="soft measure">{say(words.eraseText)}</p>
      <Sheet error={erase.error} onSend={send} className="sheet-form gap">
        <Select
          name="field"
          label={words.what}
          required
          value={what}
          onChange={setWhat}
          options={[...fields.map((f) => ({ value: f, label: say(fieldText(f)) })), { value: everything, label: say(words.everything) }]}
        />
        <Select name="proof" label={words.proof} required value={proof} onChange={setProof} options={optionsOf(proofs, say)} />
        <Select
          name="cause"
          label={words.cause}
          required
          value={cause}
          onChange={setCause}
          options={optionsOf({ asked: words.asked, purpose_ended: words.ended }, say)}
        />
        {what !== "" && <KeptBack person={person} what={what} />}
        <Option name="sure" value="yes" type="checkbox" checked={sure} onChoose={setSure}>
          {say(words.understand)}
        </Option>
        {!ready && (
          <p className="hint" id="erase-first">
            {say(words.confirmFirst)}
          </p>
        )}
        <p>
          <Button kind="danger" type="submit" icon="erase" busy={erase.busy} blockedBy={ready ? undefined : "erase-first"}>
            {say(words.erase)}
          </Button>
        </p>
      </Sheet>
    </section>
  );
}
