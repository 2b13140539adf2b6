import { readSegment } from "@kept/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { client } from "../app/client.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { words } from "./words.js";

/** Who is in it at this moment, masked; forgotten as soon as it is no longer on the screen. */
export function Members({ segment }: { segment: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const list = useInfiniteQuery({
    queryKey: ["segments", segment, "members"],
    queryFn: ({ pageParam, signal }) =>
      client.call(readSegment, { params: { segment }, body: pageParam ? { after: pageParam } : {} }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    gcTime: 0,
    staleTime: 0,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((p) => p.members);
  if (rows.length === 0 && !list.hasNextPage) return <Empty title={words.empty} text={words.emptyText} />;
  return (
    <>
      <Table
        label={words.members}
        rows={rows}
        keyOf={(r) => r.person}
        columns={[
          {
            head: words.person,
            cell: (r) => (
              <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: r.person }}>
                {r.label}
              </Link>
            ),
          },
          { head: words.since, as: "num", cell: (r) => day(r.since, language) },
        ]}
      />
      {list.hasNextPage && (
        <p className="gap">
          <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {say(kit.more)}
          </Button>
        </p>
      )}
    </>
  );
}
