import { type alarmRow, listAlarms, settleAlarm } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { isKey, optionsOf } from "../kit/options.js";
import { Page } from "../kit/page.js";
import { type Column, RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { alarmKinds, findings, lines, words } from "./words.js";

type Alarm = z.output<typeof alarmRow>;

/** Alarms of unusual reading, those to settle first. */
export function AlarmsPage() {
  const say = useSay();
  const { language } = useLanguage();
  const [settling, settle] = useState<Alarm>();
  const alarms = useQuery({ queryKey: ["alarms"], queryFn: ({ signal }) => client.call(listAlarms, {}, { signal }), gcTime: 0 });
  if (alarms.isPending) return <Loading />;
  if (alarms.isError) return <Trouble error={alarms.error} again={() => void alarms.refetch()} />;
  const open = alarms.data.alarms.filter((a) => a.settled_at === null);
  const settled = alarms.data.alarms.filter((a) => a.settled_at !== null);
  const shared: Column<Alarm>[] = [
    { head: words.what, cell: (a) => <What alarm={a} /> },
    { head: words.reader, cell: (a) => (a.reader.kind === "key" ? say(words.key) : a.reader.name) },
    { head: words.when, as: "num", cell: (a) => moment(a.raised_at, language) },
  ];
  return (
    <Page title={words.alarmTitle} under={say(words.alarmUnder)}>
      {alarms.data.alarms.length === 0 && <Empty title={words.alarmNone} text={words.alarmNoneText} />}
      {open.length > 0 && (
        <section className="block">
          <h2>{say(words.toSettle)}</h2>
          <Table
            label={words.toSettle}
            rows={open}
            keyOf={(a) => a.alarm}
            columns={[
              ...shared,
              { head: words.due, as: "num", cell: (a) => <DueAt alarm={a} /> },
              {
                head: kit.deed,
                hidden: true,
                cell: (a) =>
                  a.mine ? (
                    <span className="soft">{say(words.aboutYou)}</span>
                  ) : (
                    <RowDeed text={words.settle} about={`${say(alarmKinds[a.kind])}, ${a.reader.name}`} onPress={() => settle(a)} />
                  ),
              },
            ]}
          />
        </section>
      )}
      {settled.length > 0 && (
        <section className="block">
          <h2>{say(words.settled)}</h2>
          <Table
            label={words.settled}
            rows={settled}
            keyOf={(a) => a.alarm}
            columns={[
              ...shared,
              {
                head: words.finding,
                cell: (a) => (
                  <>
                    {a.finding && say(findings[a.finding])}
                    <small>
                      {a.settled_by}
                      {a.case ? ` · ${a.case}` : ""}
                    </small>
                  </>
                ),
              },
            ]}
          />
        </section>
      )}
      {settling && <Settle alarm={settling} close={() => settle(undefined)} />}
    </Page>
  );
}

/** What happened. Emergency access tells its reason on its own screen, to those who may open it. */
function What({ alarm }: { alarm: Alarm }) {
  const say = useSay();
  const { organisation, may } = useSession();
  return (
    <>
      {say(alarmKinds[alarm.kind])}
      {alarm.readings !== null && <small>{say(lines.readings(alarm.readings))}</small>}
      {alarm.kind === "break_glass" && may("break_glass") && (
        <small>
          <Link to="/$organisation/break-glass" params={{ organisation: organisation.slug }}>
            {say(words.seeWhy)}
          </Link>
        </small>
      )}
    </>
  );
}

function DueAt({ alarm }: { alarm: Alarm }) {
  const say = useSay();
  const { language } = useLanguage();
  const hours = Math.floor((new Date(alarm.due_at).getTime() - Date.now()) / 3_600_000);
  return (
    <>
      {moment(alarm.due_at, language)}
      <small>
        <Badge tone={hours < 0 ? "red" : hours < 8 ? "amber" : undefined}>{say(hours < 0 ? words.late : lines.dueIn(hours))}</Badge>
      </small>
    </>
  );
}

function Settle({ alarm, close }: { alarm: Alarm; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const settle = useSend({
    work: (body: { finding: keyof typeof findings; case?: string }) =>
      client.call(settleAlarm, { params: { alarm: alarm.alarm }, body }, { idempotencyKey: onceKey() }),
    done: () => {
      close();
      void again.invalidateQueries({ queryKey: ["alarms"] });
    },
    said: () => ({ text: words.settledIt }),
  });
  return (
    <Ask title={words.settleTitle} open close={close}>
      <p className="soft">
        <What alarm={alarm} />
      </p>
      <Sheet
        error={settle.error}
        onSend={(data) => {
          const finding = textOf(data, "finding");
          const reference = textOf(data, "case");
          if (isKey(findings, finding)) settle.send({ finding, ...(reference ? { case: reference } : {}) });
        }}
      >
        <Select name="finding" label={words.finding} required options={optionsOf(findings, say)} />
        <Field name="case" label={words.caseReference} hint="KN-2026-0042" maxLength={20} />
        <p className="row">
          <Button kind="main" type="submit" busy={settle.busy}>
            {say(words.settle)}
          </Button>
        </p>
      </Sheet>
    </Ask>
  );
}
