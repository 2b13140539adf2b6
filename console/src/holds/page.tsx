import { type holdShown, holdsByEnd } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { kinds, words } from "./words.js";

export type Hold = z.output<typeof holdShown>;

/** Every hold in force, the one that ends first at the top. */
export function HoldsPage() {
  const say = useSay();
  const [after, setAfter] = useState<string>();
  const list = useQuery({
    queryKey: ["holds", after],
    queryFn: ({ signal }) => client.call(holdsByEnd, { query: { limit: 50, ...(after ? { after } : {}) } }, { signal }),
    gcTime: 0,
  });
  return (
    <Page title={words.title} under={say(words.under)}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.holds.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <>
          <Holds rows={list.data.holds} />
          <p className="row gap">
            {after && <Button onPress={() => setAfter(undefined)}>{say(words.first)}</Button>}
            {list.data.next && <Button onPress={() => setAfter(list.data.next ?? undefined)}>{say(words.more)}</Button>}
          </p>
        </>
      )}
    </Page>
  );
}

function Holds({ rows }: { rows: readonly Hold[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const covered = useCovered();
  return (
    <Table
      label={words.title}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { head: words.what, cell: (row) => <b>{covered(row)}</b> },
        { head: words.kind, cell: (row) => whyOf(row, say) },
        { head: words.until, as: "num", cell: (row) => day(row.until, language) },
        { head: words.review, as: "num", cell: (row) => (row.review ? day(row.review, language) : "") },
        {
          head: words.record,
          cell: (row) => (
            <Link
              to="/$organisation/people/$person"
              params={{ organisation: organisation.slug, person: row.person }}
              search={{ part: "more" }}
            >
              {say(words.see)}
            </Link>
          ),
        },
      ]}
    />
  );
}

/** What a hold covers, in the policy's words. */
export function useCovered(): (row: Pick<Hold, "fields">) => string {
  const say = useSay();
  const { fieldText } = useLabels();
  return ({ fields }) => (fields ? fields.map((f) => say(fieldText(f))).join(", ") : say(words.all));
}

/** Why it is held: its kind, and the article or the order. */
export function whyOf(row: Pick<Hold, "kind" | "article" | "reference">, say: (both: { vi: string; en: string }) => string): string {
  const of = row.article ?? row.reference;
  return of ? `${say(kinds[row.kind])} (${of})` : say(kinds[row.kind]);
}
