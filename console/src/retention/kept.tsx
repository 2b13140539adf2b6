import { listReviews } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { useChanges } from "./queue.js";
import { words } from "./words.js";

/** What somebody decided to keep though its purposes ended, until it is looked at again. */
export function Kept() {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const { fieldText, purposeText } = useLabels();
  const [after, setAfter] = useState<string>();
  const { undo } = useChanges();
  const list = useQuery({
    queryKey: ["reviews", "kept", after],
    queryFn: ({ signal }) => client.call(listReviews, { query: { state: "kept", limit: 50, ...(after ? { after } : {}) } }, { signal }),
  });
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (!list.data || (list.data.reviews.length === 0 && after === undefined)) return null;
  return (
    <section className="block">
      <h2>{say(words.keptTitle)}</h2>
      <Trouble error={undo.error} />
      <Table
        label={words.keptTitle}
        rows={list.data.reviews}
        keyOf={(row) => row.review}
        columns={[
          { head: words.field, cell: (row) => <b>{say(fieldText(row.field))}</b> },
          { head: words.for, cell: (row) => (row.keep_for ? say(purposeText(row.keep_for)) : row.keep_why) },
          { head: words.nextLook, as: "num", cell: (row) => row.next_look && day(row.next_look, language) },
          { head: words.by, cell: (row) => row.decided_by },
          {
            head: words.record,
            cell: (row) => (
              <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: row.person }}>
                {say(words.recordOf)}
              </Link>
            ),
          },
          {
            head: kit.deed,
            hidden: true,
            cell: (row) => <RowDeed text={words.again} about={say(fieldText(row.field))} onPress={() => undo.send(row)} />,
          },
        ]}
      />
      <p className="row gap">
        {after && <Button onPress={() => setAfter(undefined)}>{say(words.first)}</Button>}
        {list.data.next && <Button onPress={() => setAfter(list.data.next ?? undefined)}>{say(words.more)}</Button>}
      </p>
    </section>
  );
}
