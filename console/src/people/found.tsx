import { findPeople } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { client } from "../app/client.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { useSearch } from "./search.js";
import { matches, states, words } from "./words.js";

/** Who matches what was typed above: masked, with what told them apart. */
export function FoundPage() {
  const { text } = useSearch();
  const found = useQuery({
    queryKey: ["people", "find", text],
    queryFn: ({ signal }) => client.call(findPeople, { body: { text } }, { signal }),
    enabled: text.length >= 2,
    // What was found is personal: it is forgotten as soon as it is no longer on the screen.
    gcTime: 0,
  });
  return (
    <Page title={words.title}>
      {text.length < 2 ? (
        <Empty title={words.start} text={text === "" ? words.startText : words.short} />
      ) : found.isPending ? (
        <Loading />
      ) : found.isError ? (
        <Trouble error={found.error} again={() => void found.refetch()} />
      ) : found.data.people.length === 0 ? (
        <Nobody />
      ) : (
        <Found people={found.data.people} more={found.data.more} />
      )}
    </Page>
  );
}

function Nobody() {
  const say = useSay();
  const { organisation, may } = useSession();
  return (
    <Empty title={words.none} text={words.noneText}>
      {may("intake") && (
        <Link className="btn" to="/$organisation/intake" params={{ organisation: organisation.slug }}>
          {say(words.intake)}
        </Link>
      )}
    </Empty>
  );
}

interface FoundPerson {
  readonly person: string;
  readonly state: string;
  readonly label: string;
  readonly matched: readonly string[];
  readonly since: string;
}

function Found({ people, more }: { people: readonly FoundPerson[]; more: boolean }) {
  const say = useSay();
  const { language } = useLanguage();
  const { organisation } = useSession();
  const known = (table: typeof states, key: string) => (table[key] ? say(table[key]) : key);
  return (
    <>
      <Table
        label={words.title}
        rows={people}
        keyOf={(p) => p.person}
        columns={[
          {
            head: words.label,
            cell: (p) => (
              <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: p.person }}>
                <b>{p.label}</b>
              </Link>
            ),
          },
          { head: words.matched, cell: (p) => p.matched.map((m) => known(matches, m)).join(", ") },
          { head: words.state, cell: (p) => <Badge>{known(states, p.state)}</Badge> },
          { head: words.since, as: "num", cell: (p) => day(p.since, language) },
        ]}
      />
      {more && <p className="soft gap">{say(words.more)}</p>}
    </>
  );
}
