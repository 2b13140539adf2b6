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
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Trouble, Wide } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { kinds, states, words } from "./words.js";

type Row = z.output<typeof messageRow>;
const tones = { waiting: "amber", sent: "jade", failed: "red" } as const;

/** The messages as rows; one opened shows over them. */
export function Messages({ rows }: { rows: readonly Row[] }) {
  const say = useSay();
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
      <Wide label={say(words.title)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.kind)}</th>
              <th scope="col">{say(words.filter)}</th>
              <th scope="col">{say(words.made)}</th>
              <th scope="col" className="r">
                {say(words.attempts)}
              </th>
              <th scope="col">{say(words.person)}</th>
              <th scope="col">
                <span className="vh">{say(kit.deed)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MessageRow key={row.message} row={row} open={() => open.send(row)} retry={() => retry.send(row)} />
            ))}
          </tbody>
        </table>
      </Wide>
      <Ask title={words.opened} open={opened !== undefined} close={() => setOpened(undefined)}>
        {opened && <Opened message={opened} close={() => setOpened(undefined)} />}
      </Ask>
    </>
  );
}

function MessageRow({ row, open, retry }: { row: Row; open: () => void; retry: () => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const kind = kinds[row.kind];
  return (
    <tr>
      <th scope="row">{kind ? say(kind) : row.kind}</th>
      <td>
        <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge>
        {row.fault && <small className="mono">{row.fault}</small>}
      </td>
      <td className="num">{moment(row.created_at, language)}</td>
      <td className="r">{row.attempts}</td>
      <td>
        <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: row.person }}>
          {say(words.hers)}
        </Link>
      </td>
      <td>
        <span className="row">
          <button className="plain-btn" type="button" onClick={open}>
            {say(words.open)}
          </button>
          {row.state === "failed" && (
            <button className="plain-btn" type="button" onClick={retry}>
              {say(words.retry)}
            </button>
          )}
        </span>
      </td>
    </tr>
  );
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
