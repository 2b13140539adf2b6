import { listMessages } from "@kept/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { Button } from "../kit/button.js";
import { Select } from "../kit/field.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Told, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { words as kit } from "../kit/words.js";
import { Messages } from "./messages.js";
import { states, words } from "./words.js";

type State = keyof typeof states;

/** What was written to people, and whether it reached them. */
export function OutboxPage() {
  const say = useSay();
  const [state, setState] = useState<State>();
  const list = useInfiniteQuery({
    queryKey: ["messages", state ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      client.call(listMessages, { query: { ...(state ? { state } : {}), ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: 15_000,
  });
  const rows = list.data?.pages.flatMap((p) => p.messages) ?? [];
  return (
    <Page title={words.title} under={say(words.under)}>
      {list.data?.pages[0]?.transport === "outbox" && <Told icon="info">{say(words.disk)}</Told>}
      <div className="filters">
        <Select
          name="state"
          label={words.filter}
          empty={words.all}
          value={state ?? ""}
          onChange={(v) => setState(isState(v) ? v : undefined)}
          options={Object.entries(states).map(([value, text]) => ({ value, label: say(text) }))}
        />
      </div>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={state ? words.noneOf : words.none} text={state ? words.noneOfText : words.noneText} />
      ) : (
        <Messages rows={rows} />
      )}
      {list.hasNextPage && (
        <p className="gap">
          <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {say(kit.more)}
          </Button>
        </p>
      )}
    </Page>
  );
}

function isState(value: string): value is State {
  return value in states;
}
