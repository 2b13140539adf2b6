import { listOccasions, type occasionRow } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { Button } from "../kit/button.js";
import { count, day } from "../kit/dates.js";
import { Option, Select } from "../kit/field.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { optionsOf } from "../kit/options.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { RecordDate } from "./event.js";
import { Outcomes } from "./outcomes.js";
import { words } from "./words.js";

export type Occasion = z.output<typeof occasionRow>;

/** Orders, events and vacancies, those that lack a date first of all; a date for each, and how it came out for whom. */
export function Occasions() {
  const say = useSay();
  const { policy } = useLabels();
  const [kind, setKind] = useState("");
  const [lacking, lack] = useState(true);
  const [before, setBefore] = useState<string>();
  const [dating, date] = useState<Occasion>();
  const [outcomes, showOutcomes] = useState<Occasion>();
  const query = { limit: 50, ...(kind ? { kind } : {}), ...(lacking ? { missing: "true" as const } : {}), ...(before ? { before } : {}) };
  const list = useQuery({
    queryKey: ["occasions", query],
    queryFn: ({ signal }) => client.call(listOccasions, { query }, { signal }),
  });
  if (!policy || list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (Object.keys(policy.occasions).length === 0) return <Empty title={words.undeclared} text={words.undeclaredText} />;
  const kinds = Object.fromEntries(Object.entries(policy.occasions).map(([name, o]) => [name, o.text]));
  const filter = (change: () => void) => {
    setBefore(undefined);
    change();
  };
  return (
    <section className="block">
      <div className="row occasion-filter">
        <Select
          name="kind"
          label={words.kind}
          empty={words.allKinds}
          value={kind}
          onChange={(next) => filter(() => setKind(next))}
          options={optionsOf(kinds, say)}
        />
        <Option name="missing" value="true" type="checkbox" checked={lacking} onChoose={(on) => filter(() => lack(on))}>
          {say(words.onlyMissing)}
        </Option>
      </div>
      {list.data.occasions.length === 0 ? (
        <Empty title={lacking ? words.allDated : words.noOccasions} text={lacking ? words.allDatedText : words.noOccasionsText} />
      ) : (
        <Rows rows={list.data.occasions} date={date} outcomes={showOutcomes} />
      )}
      <p className="row gap">
        {before && <Button onPress={() => setBefore(undefined)}>{say(words.first)}</Button>}
        {list.data.next && <Button onPress={() => setBefore(list.data.next ?? undefined)}>{say(words.more)}</Button>}
      </p>
      {dating && <RecordDate occasion={dating} close={() => date(undefined)} />}
      {outcomes && <Outcomes occasion={outcomes} close={() => showOutcomes(undefined)} />}
    </section>
  );
}

interface RowsProps {
  readonly rows: readonly Occasion[];
  readonly date: (occasion: Occasion) => void;
  readonly outcomes: (occasion: Occasion) => void;
}

function Rows({ rows, date, outcomes }: RowsProps) {
  const say = useSay();
  const { language } = useLanguage();
  const { policy, occasionText } = useLabels();
  const eventText = (o: Occasion, event: string) => say(policy?.occasions[o.kind]?.events[event] ?? { vi: event, en: event });
  const named = (o: Occasion) => o.reference ?? say(words.unnamed);
  const hasOutcomes = (o: Occasion) => Object.keys(policy?.occasions[o.kind]?.outcomes ?? {}).length > 0;
  return (
    <Table
      label={words.dates}
      rows={rows}
      keyOf={(o) => o.occasion}
      columns={[
        {
          head: words.reference,
          cell: (o) => (
            <>
              <b className="num">{named(o)}</b>
              <small>{say(occasionText(o.kind))}</small>
            </>
          ),
        },
        { head: words.opened, as: "num", cell: (o) => day(o.opened_at, language) },
        { head: words.people, as: "num", cell: (o) => count(o.people, language) },
        {
          head: words.recorded,
          cell: (o) => (
            <>
              {Object.entries(o.events).map(([event, on]) => (
                <span key={event} className="dated">
                  {eventText(o, event)}: <span className="num">{day(on, language)}</span>
                </span>
              ))}
              {o.missing.map((event) => (
                <span key={event} className="dated">
                  <Badge tone="amber">
                    {say(words.missing)}: {eventText(o, event)}
                  </Badge>
                </span>
              ))}
            </>
          ),
        },
        {
          head: kit.deed,
          hidden: true,
          cell: (o) => (
            <span className="row">
              <RowDeed text={words.write} about={named(o)} onPress={() => date(o)} />
              {o.reference !== null && hasOutcomes(o) && <RowDeed text={words.outcomes} about={named(o)} onPress={() => outcomes(o)} />}
            </span>
          ),
        },
      ]}
    />
  );
}
