import { keepOrderDocument, openOrderDocument, paperTypes, readOrder } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { fileOf, upload } from "../app/upload.js";
import { saveFile } from "../disclosures/save.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Sheet } from "../kit/form.js";
import { Icon } from "../kit/icon.js";
import { type Both, useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { isKey } from "../kit/options.js";
import { Page } from "../kit/page.js";
import { Answer } from "./answer.js";
import { Decide } from "./decide.js";
import { Due } from "./page.js";
import { answers, bodies, decisions, kinds, reasons, states, words } from "./words.js";

export type Whole = z.output<typeof readOrder.response>;

/** One demand: what is asked, its document, what was decided, and how it is answered. */
export function OrderPage() {
  const say = useSay();
  const { organisation } = useSession();
  const { order } = useParams({ from: "/$organisation/in/authorities/$order" });
  const [running, run] = useState(false);
  const read = useQuery({
    queryKey: ["orders", order],
    queryFn: ({ signal }) => client.call(readOrder, { params: { order } }, { signal }),
    // An erasure goes on in the background; the screen follows it.
    refetchInterval: (q) => {
      const at = q.state.data;
      return at?.state === "decided" && at.kind === "erasure" && (running || at.erased > 0) ? 2000 : false;
    },
  });
  if (read.isPending) return <Loading />;
  if (read.isError) return <Trouble error={read.error} again={() => void read.refetch()} />;
  const row = read.data;
  const decided = row.state !== "received";
  return (
    <Page
      title={row.document_number}
      windowTitle={words.title}
      under={
        <>
          {row.party_name} · {say(row.answer ? answers[row.answer] : states[row.state])} · <Due order={row} />
        </>
      }
      deeds={
        <Link className="btn quiet" to="/$organisation/authorities" params={{ organisation: organisation.slug }}>
          {say(words.list)}
        </Link>
      }
    >
      <div className="flow measure">
        <Facts row={row} />
        <People row={row} />
        <Document row={row} />
        {decided ? <Decided row={row} /> : row.document && <Decide row={row} />}
        {decided && <Answer row={row} running={running} run={() => run(true)} />}
        <History row={row} />
      </div>
    </Page>
  );
}

function Facts({ row }: { row: Whole }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText, fieldText } = useLabels();
  const facts: readonly (readonly [Both, string | null])[] = [
    [words.kind, say(kinds[row.kind])],
    [words.body, say(isKey(bodies, row.body) ? bodies[row.body] : bodies.other)],
    [words.reason, isKey(reasons, row.reason) ? say(reasons[row.reason]) : row.reason],
    [words.violation, row.violation],
    [words.basis, row.basis],
    [words.documentOn, day(row.document_on, language)],
    [words.purpose, say(purposeText(row.purpose))],
    [words.fields, row.fields.map((f) => say(fieldText(f))).join(", ") || say(words.allFields)],
    [words.persons, String(row.persons)],
    [words.hiddenTill, row.hidden_until && day(row.hidden_until, language)],
  ];
  return (
    <dl className="facts">
      {facts.map(
        ([head, value]) =>
          value && (
            <div key={head.vi} className="fact">
              <dt>{say(head)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Document({ row }: { row: Whole }) {
  const say = useSay();
  const again = useQueryClient();
  const params = { order: row.order };
  const keep = useSend({
    work: async (data: FormData) => {
      const file = fileOf(data, "file");
      if (file) await upload(keepOrderDocument, keepOrderDocument.path.replace("{order}", row.order), file);
    },
    done: () => void again.invalidateQueries({ queryKey: ["orders"] }),
    said: () => ({ text: words.documentKept }),
  });
  const open = useSend({
    work: () => client.call(openOrderDocument, { params }),
    done: (file) => saveFile({ ...file, name: `${row.order}.${file.type.split("/")[1] ?? "pdf"}` }),
  });
  return (
    <section className="flow" aria-labelledby="document">
      <h2 id="document">{say(words.document)}</h2>
      <p className={row.document ? "soft" : undefined}>{say(row.document ? words.documentHere : words.documentMissing)}</p>
      {row.document && (
        <>
          <Trouble error={open.error} />
          <p>
            <Button icon="file" busy={open.busy} onPress={() => open.send(undefined)}>
              {say(words.documentOpen)}
            </Button>
          </p>
        </>
      )}
      {row.state === "received" && (
        <Sheet error={keep.error} onSend={keep.send}>
          <label className="field">
            <span className="label">{say(row.document ? words.documentAgain : words.file)}</span>
            <input type="file" name="file" required accept={paperTypes.join(",")} />
          </label>
          <p>
            <Button kind={row.document ? "quiet" : "main"} type="submit" busy={keep.busy}>
              {say(words.documentKeep)}
            </Button>
          </p>
        </Sheet>
      )}
    </section>
  );
}

function Decided({ row }: { row: Whole }) {
  const say = useSay();
  const { organisation } = useSession();
  const { fieldText } = useLabels();
  return (
    <section className="flow" aria-labelledby="decided">
      <h2 id="decided">{say(words.hDecided)}</h2>
      <p>
        <b>{row.decision && say(decisions[row.decision])}</b>
        {row.decision !== "refused" && (
          <>
            : {row.decided_fields.map((f) => say(fieldText(f))).join(", ") || say(words.allFields)} · {say(words.persons)}:{" "}
            <span className="num">
              {row.decided_persons}/{row.persons}
            </span>
          </>
        )}
      </p>
      {row.refusal && (
        <p>
          {say(words.refusal)}: {row.refusal}
        </p>
      )}
      <p>
        <Link
          className="btn quiet"
          to="/$organisation/authorities/$order/letter"
          params={{ organisation: organisation.slug, order: row.order }}
        >
          <Icon name="mail" />
          {say(words.letterOpen)}
        </Link>
      </p>
    </section>
  );
}

/** Whom it names: by their records, which say who they are to whoever may look. */
function People({ row }: { row: Whole }) {
  const say = useSay();
  const { organisation, may } = useSession();
  return (
    <details className="proof">
      <summary>
        <Icon name="next" /> {say(words.persons)}: {row.persons}
      </summary>
      <ul className="ruled">
        {row.of.map((p) => (
          <li key={p.person}>
            {may("find") ? (
              <Link className="mono" to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: p.person }}>
                {shortOf(p.person)}
              </Link>
            ) : (
              <span className="mono">{shortOf(p.person)}</span>
            )}
            {row.state !== "received" && (
              <span className="soft">{say(p.erased ? words.erasedDone : p.covered ? words.covered : words.notCovered)}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The end of an id: what tells those of one demand apart. */
export function shortOf(id: string): string {
  return `…${id.slice(-8)}`;
}

function History({ row }: { row: Whole }) {
  const say = useSay();
  const { language } = useLanguage();
  const steps: readonly (readonly [Both, string | null, string])[] = [
    [words.hReceived, row.received_on, row.document_number],
    [words.hDecided, row.decided_at, row.decision ? say(decisions[row.decision]) : ""],
    [words.hAnswered, row.answered_on, row.answer ? say(answers[row.answer]) : ""],
  ];
  return (
    <section className="flow" aria-labelledby="history">
      <h2 id="history">{say(words.history)}</h2>
      <ol className="line">
        {steps.map(
          ([head, at, what]) =>
            at && (
              <li key={head.vi}>
                <b>{say(head)}</b> <span className="num soft">{day(at, language)}</span>
                <br />
                {what}
              </li>
            ),
        )}
      </ol>
    </section>
  );
}
