import { fallsDue, sweepStatus } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { count, day, moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Told, Trouble } from "../kit/note.js";
import { Table } from "../kit/table.js";
import { lines, words } from "./words.js";

type Status = z.output<(typeof sweepStatus)["response"]>;
type Coming = z.output<(typeof fallsDue)["response"]>;

/** How the sweep stands, and how many people's data ends in which week, by rule. */
export function Ahead() {
  const say = useSay();
  const status = useQuery({ queryKey: ["retention", "sweep"], queryFn: ({ signal }) => client.call(sweepStatus, {}, { signal }) });
  const coming = useQuery({
    queryKey: ["retention", "ahead"],
    queryFn: ({ signal }) => client.call(fallsDue, { query: { weeks: 8 } }, { signal }),
  });
  if (status.isPending || coming.isPending) return <Loading />;
  if (status.isError) return <Trouble error={status.error} again={() => void status.refetch()} />;
  if (coming.isError) return <Trouble error={coming.error} again={() => void coming.refetch()} />;
  return (
    <>
      <Sweep status={status.data} />
      {coming.data.counts.length === 0 ? (
        <Empty title={words.aheadNone} text={words.aheadNoneText} />
      ) : (
        <section className="block">
          <p className="soft measure">{say(words.aheadText)}</p>
          <Weeks coming={coming.data} />
        </section>
      )}
    </>
  );
}

function Sweep({ status }: { status: Status }) {
  const say = useSay();
  const { language } = useLanguage();
  const { last } = status;
  const n = (value: number) => count(value, language);
  const clock = last?.fault === "clock" || status.clock_seconds > 300;
  return (
    <section className="block">
      <h2>{say(words.sweep)}</h2>
      {clock ? (
        <Fault title={say(words.clock)} text={say(words.clockText)} />
      ) : (
        status.stopped && <Fault title={say(words.silent)} text={say(words.silentText)} />
      )}
      <p className="measure">
        {last
          ? say(lines.swept(moment(last.at, language), n(last.looked), n(last.persons), n(last.fields), n(last.held)))
          : say(words.sweepNone)}{" "}
        {status.due > 0 && say(lines.due(n(status.due)))}
      </p>
    </section>
  );
}

function Fault({ title, text }: { title: string; text: string }) {
  return (
    <Told icon="alert">
      <p>
        <b>{title}</b>
      </p>
      <p>{text}</p>
    </Told>
  );
}

function Weeks({ coming }: { coming: Coming }) {
  const say = useSay();
  const { language } = useLanguage();
  const { policy } = useLabels();
  const rules = [...new Set(coming.counts.map((c) => c.rule))];
  const textOf = (rule: string) => policy?.retention.find((r) => r.id === rule)?.text ?? { vi: rule, en: rule };
  const at = (rule: string, week: string) => coming.counts.find((c) => c.rule === rule && c.week === week)?.people ?? 0;
  return (
    <>
      <Table
        label={words.ahead}
        className="weeks"
        rows={rules}
        keyOf={(rule) => rule}
        columns={[
          { head: words.rule, cell: (rule) => say(textOf(rule)) },
          ...coming.weeks.map((week) => ({
            head: { vi: shortDay(week), en: shortDay(week) },
            as: "r" as const,
            cell: (rule: string) => (at(rule, week) > 0 ? <b>{count(at(rule, week), language)}</b> : <span className="soft">0</span>),
          })),
        ]}
      />
      {coming.later > 0 && <p className="soft gap">{say(lines.later(count(coming.later, language)))}</p>}
    </>
  );
}

/** `23/11`: the year is plain. */
function shortDay(week: string): string {
  return day(week, "vi").slice(0, 5);
}
