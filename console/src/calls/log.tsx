import { listCalls } from "@kept/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { outcomes, words } from "./words.js";

/** Every call, newest first: when, the answer, the topic. */
export function Log() {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const log = useInfiniteQuery({
    queryKey: ["calls", "log"],
    queryFn: ({ pageParam, signal }) =>
      client.call(listCalls, { query: { limit: 20, ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = log.data?.pages.flatMap((p) => p.calls) ?? [];
  return (
    <section className="block">
      <h2>{say(words.log)}</h2>
      {log.isPending ? (
        <Loading />
      ) : log.isError ? (
        <Trouble error={log.error} again={() => void log.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <Table
          label={words.log}
          rows={rows}
          keyOf={(r) => r.call}
          columns={[
            { head: words.at, as: "num", cell: (r) => moment(r.opened_at, language) },
            { head: words.purpose, cell: (r) => say(purposeText(r.purpose)) },
            { head: words.answer, cell: (r) => <Badge tone={r.agreed ? "jade" : "ink"}>{say(r.agreed ? words.yes : words.no)}</Badge> },
            { head: words.topic, cell: (r) => (r.topic_text ? say(r.topic_text) : <Badge tone="amber">{say(words.openStill)}</Badge>) },
            { head: words.outcome, cell: (r) => (r.outcome ? say(outcomes[r.outcome]) : "") },
          ]}
        />
      )}
      {log.hasNextPage && (
        <p className="gap">
          <Button busy={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
            {say(kit.more)}
          </Button>
        </p>
      )}
    </section>
  );
}
