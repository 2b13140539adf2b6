import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day, hour } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge } from "../kit/note.js";
import type { Review, Values } from "./queue.js";
import { lines, reasons, words } from "./words.js";

interface Props {
  readonly line: Review;
  /** Once it was asked for. */
  readonly values: Values | undefined;
  readonly mine: boolean;
  readonly act: (deed: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

/** One line of the queue: what, why, until when; its value only once it is asked for. */
export function Line({ line, values, mine, act, onKey }: Props) {
  const open = values !== undefined;
  const say = useSay();
  const { organisation } = useSession();
  const { fieldText } = useLabels();
  const named = say(fieldText(line.field));
  const about = (text: string) => `${text}: ${named}`;
  return (
    <li>
      <div className="who">
        <p className="row">
          <button type="button" className="plain-btn line-head" aria-expanded={open} onClick={() => act("o")} onKeyDown={onKey}>
            {named}
          </button>
          <Term line={line} />
        </p>
        <small>
          {say(reasons[line.reason])} · {say(words.owner)}: {line.owner ? line.owner.name : say(words.anyone)}
        </small>
        {values && <Opened values={values} />}
        <p className="row gap">
          {line.state === "erasing" ? (
            <Button icon="undo" label={about(say(words.undo))} onPress={() => act("u")}>
              {say(words.undo)}
            </Button>
          ) : (
            <>
              <Button icon="erase" label={about(say(words.erase))} onPress={() => act("e")}>
                {say(words.erase)}
              </Button>
              <Button icon="lock" label={about(say(words.keep))} onPress={() => act("g")}>
                {say(words.keep)}
              </Button>
              {!mine && (
                <button type="button" className="plain-btn" aria-label={about(say(words.take))} onClick={() => act("t")}>
                  {say(words.take)}
                </button>
              )}
            </>
          )}
          <button type="button" className="plain-btn" aria-label={about(say(open ? words.hide : words.look))} onClick={() => act("o")}>
            {say(open ? words.hide : words.look)}
          </button>
          <Link
            to="/$organisation/people/$person"
            params={{ organisation: organisation.slug, person: line.person }}
            aria-label={about(say(words.recordOf))}
          >
            {say(words.record)}
          </Link>
        </p>
      </div>
    </li>
  );
}

function Term({ line }: { line: Review }) {
  const say = useSay();
  const { language } = useLanguage();
  if (line.acts_at) return <Badge tone="red">{say(lines.goesAt(hour(line.acts_at, language)))}</Badge>;
  const left = Math.round((Date.parse(line.term) - Date.parse(today())) / 86_400_000);
  return (
    <>
      <span className="num soft">{say(lines.decideBy(day(line.term, language)))}</span>{" "}
      <Badge tone={left < 0 ? "red" : left < 4 ? "amber" : undefined}>{say(left < 0 ? lines.late(-left) : lines.left(left))}</Badge>
    </>
  );
}

function Opened({ values }: { values: Values }) {
  const say = useSay();
  const { language } = useLanguage();
  const { touchpointText } = useLabels();
  return (
    <div className="opened-review" role="status">
      {values.map((v) => (
        <p key={v.id}>
          {v.value === undefined ? <span className="soft">{say(words.secret)}</span> : <b className="opened">{v.value}</b>}{" "}
          <small>
            {say(touchpointText(v.touchpoint))}, {day(v.collected_at, language)}
          </small>
        </p>
      ))}
      <small>{say(words.looking)}</small>
    </div>
  );
}

/** The legal day it is in Vietnam. */
export function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}
