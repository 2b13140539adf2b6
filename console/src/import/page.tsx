import { listImports } from "@kept/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { count, moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import type { ImportRow } from "./send-file.js";
import { Upload } from "./upload.js";
import { states, tones, words } from "./words.js";

/** Lists that were brought in from files, and the way to bring in another. */
export function ImportsPage() {
  const say = useSay();
  const [making, make] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ["imports"],
    queryFn: ({ pageParam, signal }) => client.call(listImports, { query: pageParam ? { before: pageParam } : {} }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: 10_000,
  });
  const rows = list.data?.pages.flatMap((p) => p.imports) ?? [];
  const deed = !making && (
    <Button kind="main" icon="plus" onPress={() => make(true)}>
      {say(words.make)}
    </Button>
  );
  return (
    <Page title={words.title} under={say(words.under)} deeds={deed}>
      {making && <Upload close={() => make(false)} />}
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : rows.length > 0 ? (
        <Imports rows={rows} />
      ) : (
        !making && <Empty title={words.none} text={words.noneText} />
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

function Imports({ rows }: { rows: readonly ImportRow[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const { touchpointText } = useLabels();
  return (
    <section className="block">
      <h2>{say(words.past)}</h2>
      <Table
        label={words.past}
        rows={rows}
        keyOf={(row) => row.import}
        columns={[
          {
            head: words.uploaded,
            cell: (row) => (
              <Link to="/$organisation/import/$import" params={{ organisation: organisation.slug, import: row.import }}>
                {moment(row.uploaded_at, language)}
              </Link>
            ),
          },
          { head: words.touchpoint1, cell: (row) => say(touchpointText(row.touchpoint)) },
          { head: words.state, cell: (row) => <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge> },
          { head: words.rows, as: "r", cell: (row) => count(row.rows, language) },
          { head: words.taken, as: "r", cell: (row) => count(row.taken, language) },
          { head: words.refused, as: "r", cell: (row) => count(row.refused, language) },
        ]}
      />
    </section>
  );
}
