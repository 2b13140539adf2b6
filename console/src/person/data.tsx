import { type overview, readPerson } from "@kept/contract";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Option } from "../kit/field.js";
import { Icon } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { Empty, Told, Trouble } from "../kit/note.js";
import { Values } from "./values.js";
import { reasons, words } from "./words.js";

type Held = z.output<(typeof overview)["response"]>;
type Opened = z.output<(typeof readPerson)["response"]>;

/** How long what was opened stays open on a screen that may be left alone. */
const openFor = 10 * 60_000;

/** The values, masked until staff say what they are doing; then what role and purpose allow is open. */
export function DataPart({ person, held }: { person: string; held: Held }) {
  const say = useSay();
  const { purposeText } = useLabels();
  const [opened, setOpened] = useState<Opened>();
  const read = useSend({
    work: ({ purpose, reveal }: { purpose: string; reveal: boolean }) =>
      client.call(readPerson, { params: { person }, body: { purpose, reveal } }),
    done: setOpened,
  });
  useEffect(() => {
    if (!opened) return undefined;
    const timer = setTimeout(() => setOpened(undefined), openFor);
    return () => clearTimeout(timer);
  }, [opened]);
  if (held.values.length === 0) return <Empty title={words.none} text={words.noneText} />;
  return (
    <div className="cols">
      <Purposes purposes={held.purposes} busy={read.busy} open={(purpose) => read.send({ purpose, reveal: false })} />
      <div>
        <Trouble error={read.error} />
        {opened ? (
          <Told icon="view">
            {say(words.openFor)} <b>{say(purposeText(opened.purpose))}</b>. {say(words.recorded)}{" "}
            <button className="plain-btn" type="button" onClick={() => setOpened(undefined)}>
              {say(words.mask)}
            </button>
          </Told>
        ) : (
          <Told icon="lock">{say(words.first)}</Told>
        )}
        {opened?.values.some((v) => v.reason === "reveal") && (
          <p className="gap">
            <Button icon="lock" busy={read.busy} onPress={() => read.send({ purpose: opened.purpose, reveal: true })}>
              {say(words.reveal)}
            </Button>
          </p>
        )}
        <Values
          person={person}
          values={opened?.values ?? held.values}
          again={() => opened && read.send({ purpose: opened.purpose, reveal: false })}
        />
      </div>
    </div>
  );
}

function Purposes({ purposes, busy, open }: { purposes: Held["purposes"]; busy: boolean; open: (purpose: string) => void }) {
  const say = useSay();
  const { purposeText } = useLabels();
  const [chosen, choose] = useState<string>();
  const openable = purposes.filter((p) => p.allowed);
  const shut = purposes.filter((p) => !p.allowed);
  const unassigned = openable.length === 0 && shut.some((p) => p.reason === "assignment");
  // The role opens something; what the person said, or the time, keeps it closed now.
  const closed = openable.length === 0 && !unassigned && shut.some((p) => p.reason !== "role");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) open(chosen);
      }}
    >
      <fieldset className="opts">
        <legend className="t1" id="doing">
          {say(words.doing)}
        </legend>
        {openable.map((p) => (
          <Option key={p.purpose} name="purpose" value={p.purpose} checked={chosen === p.purpose} onChoose={() => choose(p.purpose)}>
            {say(purposeText(p.purpose))}
          </Option>
        ))}
        {openable.length === 0 && <p className="soft">{say(unassigned ? words.notYours : closed ? words.closedNow : words.noPurpose)}</p>}
        {unassigned && (
          <p>
            <Link to="." search={{ part: "access" }}>
              {say(words.toAccess)}
            </Link>
          </p>
        )}
      </fieldset>
      <p className="gap">
        <Button type="submit" busy={busy} blockedBy={chosen === undefined ? "doing" : undefined}>
          {say(words.open)}
        </Button>
      </p>
      {shut.length > 0 && (
        <details className="proof" open={closed}>
          <summary>
            <Icon name="next" /> {say(words.shut)}
          </summary>
          <dl className="small">
            {shut.map((p) => {
              const why = p.reason ? reasons[p.reason] : undefined;
              return (
                <div key={p.purpose} className="shut">
                  <dt>{say(purposeText(p.purpose))}</dt>
                  {why && <dd className="soft">{say(why)}</dd>}
                </div>
              );
            })}
          </dl>
        </details>
      )}
    </form>
  );
}
