import { changeRecipient, listRecipients, readRecipient } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { words as kit } from "../kit/words.js";
import { Contracts } from "./contracts.js";
import { changes, words as w } from "./one-words.js";
import { Webhook } from "./webhook.js";
import { words } from "./words.js";

export type WholeParty = z.output<typeof readRecipient.response>;

/** One party of the register: what stands about it, its contracts, its webhook, and what happened. */
export function PartyPage() {
  const say = useSay();
  const { organisation } = useSession();
  const { recipientText } = useLabels();
  const { party } = useParams({ from: "/$organisation/in/recipients/$party" });
  const read = useQuery({
    queryKey: ["recipients", party],
    queryFn: ({ signal }) => client.call(readRecipient, { params: { party } }, { signal }),
  });
  const list = useQuery({ queryKey: ["recipients"], queryFn: ({ signal }) => client.call(listRecipients, {}, { signal }) });
  if (read.isPending) return <Loading />;
  if (read.isError) return <Trouble error={read.error} again={() => void read.refetch()} />;
  const row = read.data;
  const declared = list.data?.recipients.find((r) => r.recipient === row.recipient);
  return (
    <Page
      title={row.name}
      windowTitle={w.window}
      under={`${say(recipientText(row.recipient))} · ${say(row.state === "active" ? w.active : w.ended)}`}
      deeds={
        <Link className="btn quiet" to="/$organisation/recipients" params={{ organisation: organisation.slug }}>
          {say(w.list)}
        </Link>
      }
    >
      <div className="flow measure">
        {declared?.contract !== false && <Contracts row={row} />}
        <Change key={row.state} row={row} abroad={declared?.abroad ?? true} />
        {declared?.kind !== "state_body" && <Webhook party={row.party} />}
        <History row={row} />
      </div>
    </Page>
  );
}

function Change({ row, abroad }: { row: WholeParty; abroad: boolean }) {
  const say = useSay();
  const again = useQueryClient();
  const [ending, end] = useState(false);
  const change = useSend({
    work: (body: z.input<typeof changeRecipient.body>) => client.call(changeRecipient, { params: { party: row.party }, body }),
    done: () => {
      end(false);
      void again.invalidateQueries({ queryKey: ["recipients"] });
    },
    said: () => ({ text: w.saved }),
  });
  const stated = {
    name: row.name,
    country: row.country,
    tax_code: row.tax_code ?? undefined,
    dossier: row.dossier ?? undefined,
    contact: row.contact ?? undefined,
    age_key: row.age_key ?? undefined,
  };
  const send = (data: FormData) => {
    const some = (name: string) => textOf(data, name) || undefined;
    change.send({
      state: row.state,
      name: textOf(data, "name"),
      country: textOf(data, "country").toUpperCase(),
      tax_code: some("tax_code"),
      dossier: some("dossier"),
      contact: some("contact"),
      age_key: some("age_key"),
    });
  };
  return (
    <section className="flow" aria-labelledby="change">
      <h2 id="change">{say(w.change)}</h2>
      <Sheet error={ending ? undefined : change.error} onSend={send}>
        <Field name="name" label={words.name} required maxLength={200} initial={row.name} />
        <Field name="tax_code" label={words.taxCode} maxLength={20} initial={row.tax_code ?? ""} />
        <Field name="country" label={words.country} required maxLength={2} initial={row.country} />
        {abroad && <Field name="dossier" label={words.dossier} maxLength={100} initial={row.dossier ?? ""} />}
        <Field name="contact" label={words.contact} maxLength={300} initial={row.contact ?? ""} />
        <Field name="age_key" label={words.ageKey} maxLength={200} initial={row.age_key ?? ""} />
        <p className="row">
          <Button kind="main" type="submit" busy={change.busy}>
            {say(w.save)}
          </Button>
          {row.state === "active" ? (
            <Button kind="danger" onPress={() => end(true)}>
              {say(w.end)}
            </Button>
          ) : (
            <Button busy={change.busy} onPress={() => change.send({ ...stated, state: "active" })}>
              {say(w.resume)}
            </Button>
          )}
        </p>
      </Sheet>
      {ending && (
        <Ask title={w.end} open close={() => end(false)}>
          <p>{say(w.endText)}</p>
          <Trouble error={change.error} />
          <p className="row">
            <Button kind="danger" busy={change.busy} onPress={() => change.send({ ...stated, state: "ended" })}>
              {say(w.end)}
            </Button>
            <Button onPress={() => end(false)}>{say(kit.cancel)}</Button>
          </p>
        </Ask>
      )}
    </section>
  );
}

function History({ row }: { row: WholeParty }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section className="flow" aria-labelledby="history">
      <h2 id="history">{say(w.history)}</h2>
      <ol className="line">
        {row.history.map((h) => (
          <li key={`${h.at} ${h.what}`}>
            <b>{say(changes[h.what] ?? { vi: h.what, en: h.what })}</b> <span className="num soft">{day(h.at, language)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
