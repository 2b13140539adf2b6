import { holdsOfPerson, placeHold, releaseHold } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { type Hold, useCovered, whyOf } from "../holds/page.js";
import { kinds, words } from "../holds/words.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { Field, Option, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { isKey, optionsOf } from "../kit/options.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";

/** What of this person may not be erased yet; and placing a hold. */
export function PersonHolds({ person, fields }: { person: string; fields: readonly string[] }) {
  const say = useSay();
  const [placing, place] = useState(false);
  const [releasing, release] = useState<Hold>();
  const list = useQuery({
    queryKey: ["person", person, "holds"],
    queryFn: ({ signal }) => client.call(holdsOfPerson, { params: { person } }, { signal }),
    gcTime: 0,
  });
  return (
    <section className="block">
      <h2>{say(words.title)}</h2>
      <p className="soft measure">{say(words.placeText)}</p>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        list.data.holds.length > 0 && <List rows={list.data.holds} release={release} />
      )}
      {fields.length > 0 && (
        <p className="row gap">
          <Button icon="plus" onPress={() => place(true)}>
            {say(words.place)}
          </Button>
        </p>
      )}
      {placing && <Place person={person} fields={fields} close={() => place(false)} />}
      {releasing && <Release hold={releasing} close={() => release(undefined)} />}
    </section>
  );
}

function List({ rows, release }: { rows: readonly Hold[]; release: (hold: Hold) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { fieldText } = useLabels();
  const covered = useCovered();
  return (
    <Table
      label={words.title}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { head: words.what, cell: (row) => <b>{covered(row)}</b> },
        { head: words.kind, cell: (row) => whyOf(row, say) },
        { head: words.reason, cell: (row) => row.reason ?? "" },
        { head: words.until, as: "num", cell: (row) => day(row.until, language) },
        {
          head: words.held,
          cell: (row) => [...new Set(row.held.map((h) => say(fieldText(h.field))))].join(", ") || say(words.nothing),
        },
        {
          head: kit.deed,
          hidden: true,
          cell: (row) => <RowDeed text={words.release} about={covered(row)} onPress={() => release(row)} />,
        },
      ]}
    />
  );
}

function Place({ person, fields, close }: { person: string; fields: readonly string[]; close: () => void }) {
  const say = useSay();
  const { fieldText } = useLabels();
  const again = useQueryClient();
  const [kind, setKind] = useState("");
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const place = useSend({
    work: (data: FormData) => {
      const optional = (name: string) => {
        const text = textOf(data, name);
        return text === "" ? {} : { [name]: text };
      };
      const body = {
        kind: isKey(kinds, kind) ? kind : ("dispute" as const),
        reason: textOf(data, "reason"),
        until: textOf(data, "until"),
        ...(chosen.size > 0 ? { fields: [...chosen] } : {}),
        ...optional("article"),
        ...optional("reference"),
        ...optional("review"),
        ...optional("hidden_until"),
      };
      return client.call(placeHold, { params: { person }, body }, { idempotencyKey: onceKey() });
    },
    done: () => {
      void again.invalidateQueries({ queryKey: ["person", person] });
      close();
    },
    said: () => ({ text: words.placed }),
  });
  return (
    <Ask title={words.place} open close={close}>
      <Sheet error={place.error} onSend={place.send}>
        <Select name="kind" label={words.kind} required value={kind} onChange={setKind} options={optionsOf(kinds, say)} />
        {kind === "legal_duty" && <Field name="article" label={words.article} required maxLength={200} />}
        {kind === "state_body" && (
          <>
            <Field name="reference" label={words.reference} required maxLength={200} />
            <Field name="hidden_until" label={words.hidden} type="date" />
          </>
        )}
        <fieldset>
          <legend>{say(words.fields)}</legend>
          {fields.map((f) => (
            <Option
              key={f}
              name="fields"
              value={f}
              type="checkbox"
              checked={chosen.has(f)}
              onChoose={(on) => choose(new Set(on ? [...chosen, f] : [...chosen].filter((c) => c !== f)))}
            >
              {say(fieldText(f))}
            </Option>
          ))}
        </fieldset>
        <Field name="reason" label={words.reason} hint={words.reasonHint} required lines={2} maxLength={1000} />
        <Field name="until" label={words.until} type="date" required />
        <Field name="review" label={words.review} type="date" />
        <p className="row">
          <Button kind="main" type="submit" busy={place.busy}>
            {say(words.place)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}

function Release({ hold, close }: { hold: Hold; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const release = useSend({
    work: () => client.call(releaseHold, { params: { person: hold.person, hold: hold.id } }, { idempotencyKey: onceKey() }),
    done: () => {
      void again.invalidateQueries({ queryKey: ["person", hold.person] });
      close();
    },
    said: () => ({ text: words.released }),
  });
  return (
    <Ask title={words.release} open close={close}>
      <p className="soft">{say(words.releaseText)}</p>
      <Trouble error={release.error} />
      <p className="row">
        <Button kind="danger" busy={release.busy} onPress={() => release.send(undefined)}>
          {say(words.release)}
        </Button>
        <Button onPress={close}>{say(kit.cancel)}</Button>
      </p>
    </Ask>
  );
}
