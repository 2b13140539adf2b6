import { askDisclosure, type declaredRecipient, listRecipients, previewDisclosure } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { Field, Option, Select } from "../kit/field.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { isKey, optionsOf } from "../kit/options.js";
import { Page } from "../kit/page.js";
import { Find, type Person } from "./find.js";
import { Says } from "./says.js";
import { forms, grounds, words } from "./words.js";

type Declared = z.output<typeof declaredRecipient>;
type Body = z.input<typeof askDisclosure.body>;

/** Recipient, people, purpose, fields, ground: and beside them, at each step, what the gate would say. */
export function NewDisclosurePage() {
  const say = useSay();
  const list = useQuery({ queryKey: ["recipients"], queryFn: ({ signal }) => client.call(listRecipients, {}, { signal }) });
  return (
    <Page title={words.make} under={say(words.under)}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.recipients.every((r) => r.parties.length === 0) ? (
        <Empty title={words.noParties} text={words.noneText} />
      ) : (
        <Wizard recipients={list.data.recipients} />
      )}
    </Page>
  );
}

function Wizard({ recipients }: { recipients: readonly Declared[] }) {
  const say = useSay();
  const go = useNavigate();
  const again = useQueryClient();
  const { organisation } = useSession();
  const { policy, recipientText, purposeText, fieldText } = useLabels();
  const [party, setParty] = useState("");
  const [purpose, setPurpose] = useState("");
  const [fields, setFields] = useState<readonly string[]>([]);
  const [persons, setPersons] = useState<readonly Person[]>([]);
  const [occasion, setOccasion] = useState({ kind: "", reference: "" });
  const [cited, setCited] = useState({ citation: "", evidence: "" });
  const [on, setOn] = useState("");
  const [form, setForm] = useState<"csv" | "json" | "age">("csv");
  const declared = recipients.find((r) => r.parties.some((p) => p.party === party));
  const purposes = declared?.decided ? Object.keys(policy?.purposes ?? {}) : (declared?.purposes ?? []);
  const offered = declared?.decided ? Object.keys(policy?.fields ?? {}) : (declared?.fields ?? []);
  const needs = declared ? groundsOf(declared) : [];
  const chosen = needs.find((n) => n === on) ?? needs[0];
  const ground = chosen && stated(chosen, occasion, cited);
  const named = occasion.kind !== "" && occasion.reference !== "";
  const body: Body | undefined =
    declared && ground && purpose && fields.length > 0 && (persons.length > 0 || named)
      ? { party, purpose, fields: [...fields], persons: persons.map((p) => p.person), ...(named ? { occasion } : {}), ground, form }
      : undefined;
  const said = useQuery({
    queryKey: ["disclosures", "preview", body],
    queryFn: ({ signal }) => (body ? client.call(previewDisclosure, { body }, { signal }) : null),
    enabled: body !== undefined,
    gcTime: 0,
    staleTime: 0,
  });
  const ask = useSend({
    work: (whole: Body) => client.call(askDisclosure, { body: whole }),
    done: () => {
      void again.invalidateQueries({ queryKey: ["disclosures"] });
      void go({ to: "/$organisation/disclosures", params: { organisation: organisation.slug } });
    },
    said: () => ({ text: words.made }),
  });
  return (
    <div className="flow measure">
      <Select
        name="party"
        label={words.pickParty}
        required
        value={party}
        onChange={(next) => {
          setParty(next);
          setPurpose("");
          setFields([]);
          setOn("");
        }}
        options={recipients.flatMap((r) =>
          r.parties
            .filter((p) => p.state === "active")
            .map((p) => ({ value: p.party, label: `${p.name} (${say(recipientText(r.recipient))})` })),
        )}
      />
      {declared && (
        <>
          <Find persons={persons} choose={setPersons} />
          <fieldset className="flow">
            <legend>{say(chosen === "order" ? (grounds.order ?? words.occasion) : words.occasion)}</legend>
            <Select
              name="kind"
              label={words.occasionKind}
              value={occasion.kind}
              onChange={(kind) => setOccasion({ ...occasion, kind })}
              options={Object.entries(policy?.occasions ?? {}).map(([value, o]) => ({ value, label: say(o.text) }))}
            />
            <Field
              name="reference"
              label={words.reference}
              maxLength={64}
              value={occasion.reference}
              onChange={(reference) => setOccasion({ ...occasion, reference: reference.trim() })}
            />
          </fieldset>
          <Select
            name="purpose"
            label={words.purpose}
            required
            value={purpose}
            onChange={setPurpose}
            options={purposes.map((p) => ({ value: p, label: say(purposeText(p)) }))}
          />
          <fieldset className="opts">
            <legend>{say(words.fields)}</legend>
            {offered.map((f) => (
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
          <fieldset className="opts">
            <legend>{say(words.ground)}</legend>
            {needs.map((n) => (
              <Option key={n} name="ground" value={n} checked={n === chosen} onChoose={() => setOn(n)}>
                {say(grounds[n] ?? { vi: n, en: n })}
              </Option>
            ))}
          </fieldset>
          {(chosen === "article" || chosen === "terms_breach") && (
            <>
              <Field
                name="citation"
                label={chosen === "article" ? words.article : words.term}
                required
                maxLength={120}
                value={cited.citation}
                onChange={(citation) => setCited({ ...cited, citation })}
              />
              <Field
                name="evidence"
                label={words.evidence}
                required
                lines={3}
                maxLength={2000}
                value={cited.evidence}
                onChange={(evidence) => setCited({ ...cited, evidence })}
              />
            </>
          )}
          <Select
            name="form"
            label={words.form}
            value={form}
            onChange={(next) => isKey(forms, next) && setForm(next)}
            options={optionsOf(forms, say)}
          />
          <Says waiting={body === undefined} said={said.data ?? undefined} error={said.error} />
          <Trouble error={ask.error} />
          <p>
            <Button
              kind="main"
              busy={ask.busy}
              blockedBy={body && said.data?.allowed === true ? undefined : "says"}
              onPress={() => body && ask.send(body)}
            >
              {say(words.ask)}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}

type Ground = Body["ground"];

/** The grounds to choose from: the recipient's own, and a signed paper wherever a consent would do. */
function groundsOf(r: Declared): Ground["on"][] {
  const own = r.needs.filter((n) => n !== "authority");
  return own.includes("consent") && !own.includes("written") ? [...own, "written"] : own;
}

function stated(
  on: Ground["on"],
  occasion: { readonly kind: string; readonly reference: string },
  cited: { readonly citation: string; readonly evidence: string },
): Ground | undefined {
  const complete = cited.citation.trim().length >= 2 && cited.evidence.trim().length >= 3;
  switch (on) {
    case "order":
      return occasion.kind && occasion.reference ? { on, ...occasion } : undefined;
    case "article":
      return complete ? { on, article: cited.citation, evidence: cited.evidence } : undefined;
    case "terms_breach":
      return complete ? { on, term: cited.citation, evidence: cited.evidence } : undefined;
    case "authority":
      return undefined;
    default:
      return { on };
  }
}
