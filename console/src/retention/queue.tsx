import { decideReview, listReviews, ownReview, readReview, type reviewLine, undoReview } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Keep } from "./keep.js";
import { Line } from "./line.js";
import { words } from "./words.js";

export type Review = z.output<typeof reviewLine>;
export type Values = z.output<(typeof readReview)["response"]>["values"];
export const placeOf = ({ person, review }: Review) => ({ person, review });

/** What waits for a decision, the first to decide at the top; by mouse, or by the keys of each line. */
export function Queue() {
  const say = useSay();
  const { staff } = useSession();
  const [after, setAfter] = useState<string>();
  const [looked, look] = useState<{ readonly review: string; readonly values: Values }>();
  const [keeping, keep] = useState<Review>();
  const changes = useChanges();
  // Asked for when a line is opened, and forgotten when it closes: each look is an event.
  const read = useSend({
    work: (line: Review) => client.call(readReview, { params: placeOf(line) }),
    done: ({ values }, { review }) => look({ review, values }),
  });
  const list = useQuery({
    queryKey: ["reviews", "open", after],
    queryFn: ({ signal }) => client.call(listReviews, { query: { state: "open", limit: 50, ...(after ? { after } : {}) } }, { signal }),
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  const { reviews } = list.data;
  if (reviews.length === 0 && after === undefined) return <Empty title={words.none} text={words.noneText} />;
  const act = (deed: string, line: Review) => {
    if (deed === "o" && looked?.review === line.review) look(undefined);
    else if (deed === "o") read.send(line);
    if (deed === "u" && line.state === "erasing") changes.undo.send(line);
    if (line.state !== "open") return;
    if (deed === "e") changes.erase.send(line);
    if (deed === "g") keep(line);
    if (deed === "t") changes.own.send({ line, staff });
  };
  return (
    <section className="block">
      <p className="soft measure keys-said">{say(words.keys)}</p>
      <Trouble error={changes.erase.error ?? changes.undo.error ?? changes.own.error ?? read.error} />
      <ul className="ruled reviews" aria-label={say(words.list)}>
        {reviews.map((line) => (
          <Line
            key={line.review}
            line={line}
            values={looked?.review === line.review ? looked.values : undefined}
            mine={line.owner?.staff === staff}
            act={(deed) => act(deed, line)}
            onKey={(event) => pressed(event, (deed) => act(deed, line))}
          />
        ))}
      </ul>
      <p className="row gap">
        {after && <Button onPress={() => setAfter(undefined)}>{say(words.first)}</Button>}
        {list.data.next && <Button onPress={() => setAfter(list.data.next ?? undefined)}>{say(words.more)}</Button>}
      </p>
      {keeping && <Keep line={keeping} close={() => keep(undefined)} />}
    </section>
  );
}

/** Changes of a line; the lists are asked anew after each. */
export function useChanges() {
  const again = useQueryClient();
  const done = () => void again.invalidateQueries({ queryKey: ["reviews"] });
  const undo = useSend({
    work: (line: Review) => client.call(undoReview, { params: placeOf(line) }, { idempotencyKey: onceKey() }),
    done,
    said: () => ({ text: words.undone }),
  });
  const erase = useSend({
    work: (line: Review) =>
      client.call(decideReview, { params: placeOf(line), body: { decision: "erase" } }, { idempotencyKey: onceKey() }),
    done,
    said: (_, line) => ({ text: words.erased, undo: () => undo.send(line) }),
  });
  const own = useSend({
    work: ({ line, staff }: { line: Review; staff: string | null }) =>
      client.call(ownReview, { params: placeOf(line), body: { staff } }, { idempotencyKey: onceKey() }),
    done,
  });
  return { undo, erase, own };
}

/** J and K or the arrows go from line to line; a letter does what its button does. */
function pressed(event: KeyboardEvent<HTMLButtonElement>, act: (deed: string) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key];
  if (step !== undefined) {
    event.preventDefault();
    const all = [...(event.currentTarget.closest("ul")?.querySelectorAll<HTMLButtonElement>("button.line-head") ?? [])];
    all[all.indexOf(event.currentTarget) + step]?.focus();
    return;
  }
  if ("oegut".includes(key) && key.length === 1) {
    event.preventDefault();
    act(key);
  }
}
