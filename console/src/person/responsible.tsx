import { assign, endAssignment, listColleagues, readAssignments } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { words } from "./access-words.js";

interface Occasion {
  readonly id: string;
  readonly kind: string;
  readonly reference: string | null;
}

/** Who is responsible for the person now; whoever assigns work adds and ends it here. */
export function Responsible({ person }: { person: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { may } = useSession();
  const { occasionText } = useLabels();
  const again = useQueryClient();
  const refresh = () => {
    void again.invalidateQueries({ queryKey: ["assignments", person] });
    void again.invalidateQueries({ queryKey: ["person", person] });
  };
  const held = useQuery({
    queryKey: ["assignments", person],
    queryFn: ({ signal }) => client.call(readAssignments, { params: { person } }, { signal }),
  });
  const end = useSend({
    work: (assignment: string) => client.call(endAssignment, { params: { assignment } }, { idempotencyKey: onceKey() }),
    done: refresh,
    said: () => ({ text: words.ended }),
  });
  if (held.isPending) return <Loading />;
  if (held.isError) return <Trouble error={held.error} again={() => void held.refetch()} />;
  const { assignments, occasions } = held.data;
  const named = (o: Occasion | null) => (o ? `${say(occasionText(o.kind))} ${o.reference ?? ""}`.trim() : say(words.alone));
  return (
    <section>
      <h2>{say(words.responsible)}</h2>
      <p className="soft measure">{say(words.responsibleText)}</p>
      <Trouble error={end.error} />
      {assignments.length === 0 ? (
        <p className="gap measure">
          {say(words.nobody)} {!may("assign") && <span className="soft">{say(words.askAssign)}</span>}
        </p>
      ) : (
        <div className="gap">
          <Table
            label={words.responsible}
            rows={assignments}
            keyOf={(a) => a.assignment}
            columns={[
              {
                head: words.name,
                cell: (a) => (
                  <>
                    <b>{a.name}</b>
                    {a.how === "intake" && <small>{say(words.intake)}</small>}
                  </>
                ),
              },
              { head: words.by, cell: (a) => named(a.occasion) },
              { head: words.since, as: "num", cell: (a) => day(a.from, language) },
              { head: words.until, as: "num", cell: (a) => (a.until ? day(a.until, language) : say(words.open)) },
              {
                head: kit.deed,
                hidden: true,
                cell: (a) => may("assign") && <RowDeed text={words.end} about={a.name} onPress={() => end.send(a.assignment)} />,
              },
            ]}
          />
        </div>
      )}
      {may("assign") && <Assign person={person} occasions={occasions} named={named} done={refresh} />}
    </section>
  );
}

function Assign(props: { person: string; occasions: readonly Occasion[]; named: (o: Occasion | null) => string; done: () => void }) {
  const { person, occasions, named, done } = props;
  const say = useSay();
  const { roleText } = useLabels();
  const colleagues = useQuery({ queryKey: ["colleagues"], queryFn: ({ signal }) => client.call(listColleagues, {}, { signal }) });
  const [sent, count] = useState(0);
  const send = useSend({
    work: (body: { staff: string; occasion?: string; until?: string }) =>
      client.call(assign, { params: { person }, body }, { idempotencyKey: onceKey() }),
    done: () => {
      count((n) => n + 1);
      done();
    },
    said: () => ({ text: words.assigned }),
  });
  const staff = colleagues.data?.staff ?? [];
  return (
    <Sheet
      key={sent}
      className="sheet-form gap"
      error={send.error}
      onSend={(data) => {
        const [to, occasion, last] = [textOf(data, "staff"), textOf(data, "occasion"), textOf(data, "until")];
        if (to === "") return;
        // The whole of the last day, in Vietnam.
        const until = last ? new Date(`${last}T23:59:59+07:00`).toISOString() : undefined;
        send.send({ staff: to, ...(occasion ? { occasion } : {}), ...(until ? { until } : {}) });
      }}
    >
      <Select
        name="staff"
        label={words.to}
        required
        options={staff.map((c) => ({ value: c.staff, label: `${c.name} (${c.roles.map((r) => say(roleText(r))).join(", ")})` }))}
      />
      {occasions.length > 0 && (
        <Select name="occasion" label={words.what} empty={words.alone} options={occasions.map((o) => ({ value: o.id, label: named(o) }))} />
      )}
      <Field name="until" type="date" label={words.last} />
      <p>
        <Button type="submit" icon="person" busy={send.busy}>
          {say(words.assign)}
        </Button>
      </p>
    </Sheet>
  );
}
