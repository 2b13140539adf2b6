import { keepOrderDocument, listRecipients, paperTypes, receiveOrder } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { fileOf, upload } from "../app/upload.js";
import { Find, type Person } from "../disclosures/find.js";
import { Button } from "../kit/button.js";
import { Field, Option, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { type Both, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { isKey, optionsOf } from "../kit/options.js";
import { Page } from "../kit/page.js";
import type { Declared } from "../recipients/page.js";
import { EnterParty } from "../recipients/party.js";
import { todayHere } from "./due.js";
import { bodies, kinds, reasons, words } from "./words.js";

/** Enters what a state body asks, as its document says. */
export function NewOrderPage() {
  const say = useSay();
  const { may } = useSession();
  const [entering, enter] = useState<Declared>();
  const list = useQuery({ queryKey: ["recipients"], queryFn: ({ signal }) => client.call(listRecipients, {}, { signal }) });
  const able = (list.data?.recipients ?? []).filter((r) => r.kind === "state_body" && r.needs.includes("authority"));
  const some = able.some((r) => r.parties.some((p) => p.state === "active"));
  const register = may("recipients") && (
    <p className="row">
      {able.map((r) => (
        <Button key={r.recipient} icon="plus" onPress={() => enter(r)}>
          {say(words.register)}
        </Button>
      ))}
    </p>
  );
  return (
    <Page title={words.make} under={say(words.makeUnder)}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : able.length === 0 ? (
        <Empty title={words.undeclared} text={words.undeclaredText} />
      ) : some ? (
        <>
          <Demand able={able} />
          <div className="block soft measure flow">
            <p>{say(words.another)}</p>
            {register}
          </div>
        </>
      ) : (
        <Empty title={words.unregistered} text={words.unregisteredText}>
          {register}
        </Empty>
      )}
      {entering && <EnterParty declared={entering} close={() => enter(undefined)} />}
    </Page>
  );
}

function Demand({ able }: { able: readonly Declared[] }) {
  const say = useSay();
  const go = useNavigate();
  const again = useQueryClient();
  const { organisation } = useSession();
  const { policy, purposeText, fieldText } = useLabels();
  const [party, setParty] = useState("");
  const [kind, setKind] = useState<keyof typeof kinds>("disclosure");
  const [reason, setReason] = useState("");
  const [fields, setFields] = useState<readonly string[]>([]);
  const [persons, setPersons] = useState<readonly Person[]>([]);
  const [fault, setFault] = useState<Both>();
  const made = useRef<string>(undefined);
  const declared = policy?.recipients[able.find((r) => r.parties.some((p) => p.party === party))?.recipient ?? ""];
  const enter = useSend({
    work: async (data: FormData) => {
      const optional = (name: string) => (textOf(data, name) ? { [name]: textOf(data, name) } : {});
      const pasted = idsOf(textOf(data, "ids"));
      const body = {
        kind,
        party,
        body: textOf(data, "body"),
        reason,
        ...optional("violation"),
        basis: textOf(data, "basis"),
        document_number: textOf(data, "document_number"),
        document_on: textOf(data, "document_on"),
        purpose: textOf(data, "purpose"),
        fields: [...fields],
        persons: [...new Set([...persons.map((p) => p.person), ...pasted])],
        received_on: textOf(data, "received_on"),
        reply_by: textOf(data, "reply_by"),
        ...optional("hidden_until"),
      };
      // Entered once, whatever becomes of its file: that may be sent again from its own screen.
      made.current ??= (await client.call(receiveOrder, { body })).order;
      const file = fileOf(data, "file");
      if (file) await upload(keepOrderDocument, keepOrderDocument.path.replace("{order}", made.current), file);
      return made.current;
    },
    done: (order) => {
      void again.invalidateQueries({ queryKey: ["orders"] });
      void go({ to: "/$organisation/authorities/$order", params: { organisation: organisation.slug, order } });
    },
    said: () => ({ text: words.entered }),
  });
  const send = (data: FormData) => {
    const pasted = textOf(data, "ids");
    const wrong = pasted !== "" && idsOf(pasted).length !== linesOf(pasted).length;
    setFault(wrong ? words.idsWrong : persons.length === 0 && pasted === "" ? words.needPersons : undefined);
    if (!wrong && (persons.length > 0 || pasted !== "")) enter.send(data);
  };
  const parties = able.flatMap((r) => r.parties.filter((p) => p.state === "active").map((p) => ({ value: p.party, label: p.name })));
  return (
    <div className="flow measure">
      <Find persons={persons} choose={setPersons} />
      <Sheet error={enter.error} onSend={send}>
        <Field name="ids" label={words.ids} lines={2} error={fault} />
        <Select name="party" label={words.party} required value={party} onChange={setParty} options={parties} />
        <Select
          name="body"
          label={words.body}
          required
          options={optionsOf(bodies, say).filter((o) => declared?.bodies.some((b) => b === o.value || b === "other") ?? false)}
        />
        <Select
          name="reason"
          label={words.reason}
          required
          value={reason}
          onChange={setReason}
          options={optionsOf(reasons, say).filter((o) => declared?.reasons.some((r) => r === o.value) ?? false)}
        />
        <Field
          name="violation"
          label={words.violation}
          hint={words.violationHint}
          maxLength={200}
          required={reason === "violation" || reason === "criminal_inquiry"}
        />
        <Field name="basis" label={words.basis} hint={words.basisHint} maxLength={200} required />
        <div className="duo">
          <Field name="document_number" label={words.number} maxLength={200} required />
          <Field name="document_on" label={words.documentOn} type="date" required />
        </div>
        <div className="duo">
          <Field name="received_on" label={words.received} type="date" required initial={todayHere()} />
          <Field name="reply_by" label={words.replyBy} type="date" required />
        </div>
        <fieldset className="opts">
          <legend>{say(words.kind)}</legend>
          {Object.entries(kinds).map(([value, text]) => (
            <Option key={value} name="kind" value={value} checked={kind === value} onChoose={() => isKey(kinds, value) && setKind(value)}>
              {say(text)}
            </Option>
          ))}
        </fieldset>
        <Select
          name="purpose"
          label={words.purpose}
          required
          options={Object.keys(policy?.purposes ?? {}).map((value) => ({ value, label: say(purposeText(value)) }))}
        />
        <fieldset className="opts">
          <legend>{say(words.fields)}</legend>
          {kind === "erasure" && <p className="hint">{say(words.fieldsHint)}</p>}
          {Object.keys(policy?.fields ?? {}).map((f) => (
            <Option
              key={f}
              type="checkbox"
              name="fields"
              value={f}
              checked={fields.includes(f)}
              onChoose={(yes) => setFields(yes ? [...fields, f] : fields.filter((one) => one !== f))}
            >
              {say(fieldText(f))}
            </Option>
          ))}
        </fieldset>
        <Field name="hidden_until" label={words.hidden} hint={words.hiddenHint} type="date" />
        <label className="field">
          <span className="label">{say(words.file)}</span>
          <span className="hint">{say(words.fileLater)}</span>
          <input type="file" name="file" accept={paperTypes.join(",")} />
        </label>
        <p>
          <Button kind="main" type="submit" busy={enter.busy}>
            {say(words.enter)}
          </Button>
        </p>
      </Sheet>
    </div>
  );
}

const linesOf = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== "");

/** The ids among what was pasted. */
function idsOf(text: string): string[] {
  return linesOf(text).filter((one) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(one));
}
