import type { previewDisclosure } from "@kept/contract";
import type { z } from "zod";
import { useSay } from "../kit/language.js";
import { Badge, Trouble } from "../kit/note.js";
import { grounds, reasonText, words } from "./words.js";

interface Props {
  /** Not everything is chosen yet. */
  readonly waiting: boolean;
  readonly said: z.output<(typeof previewDisclosure)["response"]> | undefined;
  readonly error: unknown;
}

/** What the gate would say now: for how many it may leave, and for whom not, each with the reason. */
export function Says({ waiting, said, error }: Props) {
  const say = useSay();
  return (
    <section className="told" id="says" aria-live="polite">
      <div className="flow">
        <h2>{say(words.says)}</h2>
        {waiting && <p className="soft">{say(words.incomplete)}</p>}
        <Trouble error={error} />
        {!waiting && said && (
          <>
            <p>
              <Badge tone={said.allowed ? "jade" : "red"}>{say(said.allowed ? words.may : words.mayNot)}</Badge>{" "}
              <b className="num">
                {said.would_leave}/{said.persons}
              </b>
            </p>
            <p className="soft">{said.needs.map((n) => say(grounds[n] ?? { vi: n, en: n })).join(" + ")}</p>
            {said.approver && <p>{say(words.approver)}</p>}
            <ul>
              {said.reasons.map((r) => (
                <li key={r}>{say(reasonText(r))}</li>
              ))}
              {said.left_out.map((l) => (
                <li key={l.reason}>
                  <span className="num">{l.persons}</span>: {say(reasonText(l.reason))}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
