import { peopleInCall, readPerson } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Seal } from "../kit/icon.js";
import { useSay } from "../kit/language.js";
import { Told, Trouble } from "../kit/note.js";
import { Values } from "../person/values.js";
import type { Answer } from "./page.js";
import { words } from "./words.js";

/** Yes or no, large enough to read while listening; after a yes, who it may be. */
export function Verdict({ answer }: { answer: Answer }) {
  const say = useSay();
  const { purposeText } = useLabels();
  return (
    <section className="verdict" aria-live="assertive">
      <p className={answer.agreed ? "yes" : "no"}>
        <Seal standing={answer.agreed ? "kept" : "broken"} /> <b>{say(answer.agreed ? words.yes : words.no)}</b>
      </p>
      <p>
        {answer.agreed ? (
          <>
            {say(words.yesText)} <b>{say(purposeText(answer.purpose))}</b>.
          </>
        ) : (
          say(words.noText)
        )}
      </p>
      {answer.agreed && <Callers answer={answer} />}
    </section>
  );
}

function Callers({ answer }: { answer: Answer }) {
  const say = useSay();
  const [opened, open] = useState<z.output<(typeof readPerson)["response"]>>();
  const people = useQuery({
    queryKey: ["calls", answer.call, "people"],
    queryFn: ({ signal }) => client.call(peopleInCall, { params: { call: answer.call } }, { signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const read = useSend({
    work: (person: string) => client.call(readPerson, { params: { person }, body: { purpose: answer.purpose, call: answer.call } }),
    done: (answer) => open(answer),
  });
  const list = useRef<HTMLUListElement>(null);
  const ready = people.data !== undefined;
  // Enter once more opens the first: the hands stay on the keyboard while the caller speaks.
  useEffect(() => {
    if (ready) list.current?.querySelector("button")?.focus();
  }, [ready]);
  if (people.isError) return <Trouble error={people.error} />;
  if (opened)
    return (
      <>
        <Told icon="view">
          {say(words.recorded)}{" "}
          <button className="plain-btn" type="button" onClick={() => open(undefined)}>
            {say(words.hide)}
          </button>
        </Told>
        <Values person={opened.person} values={opened.values} again={() => read.send(opened.person)} />
      </>
    );
  return (
    <>
      <p className="soft">{say(words.who)}</p>
      <Trouble error={read.error} />
      <ul className="ruled" ref={list}>
        {(people.data?.people ?? []).map((p, i) => (
          <li key={p.person}>
            <span className="who">{p.label}</span>
            <Button
              kind={i === 0 ? "main" : "quiet"}
              busy={read.busy}
              onPress={() => read.send(p.person)}
              label={`${say(words.open)}: ${p.label}`}
            >
              {say(words.open)}
            </Button>
          </li>
        ))}
      </ul>
      {people.data?.people.length === 0 && <p className="soft">{say(words.gone)}</p>}
    </>
  );
}
