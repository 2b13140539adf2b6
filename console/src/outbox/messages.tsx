import { type messageRow, openMessage, retryMessage } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { type Text, useLanguage, useSay } from "../kit/language.js";
import { Badge, Trouble } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { kinds, states, words } from "./words.js";

type Row = z.output<typeof messageRow>;
const tones = { waiting: "amber", sent: "jade", failed: "red" } as const;

/** The messages as rows; one opened shows over them. */
export function Messages({ rows }: { rows: readonly Row[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const again = useQueryClient();
  const [opened, setOpened] = useState<{ to: string; subject: string; text: string }>();
  const open = useSend({
    work: (row: Row) => client.call(openMessage, { params: { person: row.person, message: row.message } }),
    done: setOpened,
  });
  const retry = useSend({
    work: (row: Row) => client.call(retryMessage, { params: { person: row.person, message: row.message } }),
    done: () => void again.invalidateQueries({ queryKey: ["messages"] }),
    said: () => ({ text: words.retried }),
  });
  return (
    <>
      <Trouble error={open.error ?? retry.error} />
      <Table
        label={words.title}
        rows={rows}
        keyOf={(row) => row.message}
        columns={[
          { head: words.kind, cell: (row) => kindText(row, say) },
          // Beside the name, so that a telephone shows it without scrolling sideways.
          {
            head: kit.deed,
            hidden: true,
            cell: (row) => (
              <span className="row">
                <RowDeed text={words.open} about={kindText(row, say)} onPress={() => open.send(row)} />
                {row.state === "failed" && <RowDeed text={words.retry} about={kindText(row, say)} onPress={() => retry.send(row)} />}
              </span>
            ),
          },
          {
            head: words.filter,
            cell: (row) => (
              <>
                <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge>
                {row.fault && <small className="mono">{row.fault}</small>}
              </>
            ),
          },
          { head: words.made, as: "num", cell: (row) => moment(row.created_at, language) },
          { head: words.attempts, as: "r", cell: (row) => row.attempts },
          {
            head: words.person,
            cell: (row) => (
              <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: row.person }}>
                {say(words.hers)}
              </Link>
            ),
          },
        ]}
      />
      <Ask title={words.opened} open={opened !== undefined} close={() => setOpened(undefined)}>
        {opened && <Opened message={opened} close={() => setOpened(undefined)} />}
      </Ask>
    </>
  );
}

function kindText(row: Row, say: (text: Text) => string): string {
  const kind = kinds[row.kind];
  return kind ? say(kind) : row.kind;
}

function Opened({ message, close }: { message: { to: string; subject: string; text: string }; close: () => void }) {
  const say = useSay();
  return (
    <>
      <dl className="facts">
        <dt>{say(words.to)}</dt>
        <dd>{message.to}</dd>
        <dt>{say(words.subject)}</dt>
        <dd>{message.subject}</dd>
      </dl>
      <pre className="letter">{message.text}</pre>
      <p className="hint">{say(words.recorded)}</p>
      <Button onPress={close}>{say(kit.close)}</Button>
    </>
  );
}
