import { personTimeline } from "@kept/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { client } from "../app/client.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { words } from "./words.js";

type Happening = z.output<(typeof personTimeline)["response"]>["events"][number];

/** What happened to the person's data, newest first. */
export function Timeline({ person }: { person: string }) {
  const say = useSay();
  const events = useInfiniteQuery({
    queryKey: ["person", person, "timeline"],
    queryFn: ({ pageParam, signal }) =>
      client.call(personTimeline, { params: { person }, query: pageParam ? { before: pageParam } : {} }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    gcTime: 0,
  });
  if (events.isPending) return <Loading />;
  if (events.isError) return <Trouble error={events.error} again={() => void events.refetch()} />;
  const rows = events.data.pages.flatMap((p) => p.events);
  if (rows.length === 0) return <Empty title={words.timelineNone} text={words.timelineNoneText} />;
  return (
    <>
      <p className="hint">{say(words.timelineText)}</p>
      <ol className="line measure gap">
        {rows.map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ol>
      {events.hasNextPage && (
        <Button busy={events.isFetchingNextPage} onPress={() => void events.fetchNextPage()}>
          {say(kit.more)}
        </Button>
      )}
    </>
  );
}

function Line({ event }: { event: Happening }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <li>
      <b>{say(event.text)}</b>
      <small>{moment(event.at, language)}</small>
    </li>
  );
}
