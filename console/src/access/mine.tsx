import { myAssignments } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { words } from "./words.js";

/** The people who are whose screen this is to look after. */
export function MinePage() {
  const say = useSay();
  const { language } = useLanguage();
  const { occasionText } = useLabels();
  const { organisation } = useSession();
  const mine = useQuery({
    queryKey: ["assignments", "mine"],
    queryFn: ({ signal }) => client.call(myAssignments, {}, { signal }),
    gcTime: 0,
  });
  if (mine.isPending) return <Loading />;
  if (mine.isError) return <Trouble error={mine.error} again={() => void mine.refetch()} />;
  const { people, more } = mine.data;
  return (
    <Page title={words.mineTitle} under={say(words.mineUnder)}>
      {people.length === 0 ? (
        <Empty title={words.mineNone} text={words.mineNoneText} />
      ) : (
        <Table
          label={words.mineTitle}
          rows={people}
          keyOf={(p) => p.person}
          columns={[
            {
              head: words.person,
              cell: (p) => (
                <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: p.person }}>
                  {p.label}
                </Link>
              ),
            },
            {
              head: words.by,
              cell: (p) => (p.occasion ? `${say(occasionText(p.occasion.kind))} ${p.occasion.reference ?? ""}` : say(words.alone)),
            },
            { head: words.since, as: "num", cell: (p) => day(p.from, language) },
            { head: words.until, as: "num", cell: (p) => (p.until ? day(p.until, language) : say(words.open)) },
          ]}
        />
      )}
      {more && <p className="soft gap">{say(words.mineMore)}</p>}
    </Page>
  );
}
