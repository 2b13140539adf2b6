import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { day } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { dueIn, todayHere } from "./due.js";
import { type Order, orders } from "./orders.js";
import { answers, kinds, states, words } from "./words.js";

/** What state bodies asked: those that wait first, by the day of the reply. */
export function AuthoritiesPage() {
  const say = useSay();
  const { organisation } = useSession();
  const list = useQuery(orders);
  const make = (
    <Link className="btn main" to="/$organisation/authorities/new" params={{ organisation: organisation.slug }}>
      <Icon name="plus" />
      {say(words.make)}
    </Link>
  );
  return (
    <Page title={words.title} under={say(words.under)} deeds={make}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.orders.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <Rows rows={list.data.orders} />
      )}
    </Page>
  );
}

function Rows({ rows }: { rows: readonly Order[] }) {
  const say = useSay();
  const { organisation } = useSession();
  const { fieldText } = useLabels();
  return (
    <Table
      label={words.title}
      rows={rows}
      keyOf={(row) => row.order}
      columns={[
        {
          head: words.number,
          cell: (row) => (
            <>
              <Link to="/$organisation/authorities/$order" params={{ organisation: organisation.slug, order: row.order }}>
                {row.document_number}
              </Link>{" "}
              <small className="soft">{row.party_name}</small>
            </>
          ),
        },
        { head: words.due, cell: (row) => <Due order={row} /> },
        { head: words.state, cell: (row) => say(row.answer ? answers[row.answer] : states[row.state]) },
        { head: words.kind, cell: (row) => say(kinds[row.kind]) },
        { head: words.fields, cell: (row) => row.fields.map((f) => say(fieldText(f))).join(", ") || say(words.allFields) },
        { head: words.persons, as: "num", cell: (row) => row.persons },
      ]}
    />
  );
}

/** The day of the reply and how far it is; once answered, the day of the answer. */
export function Due({ order }: { order: Order }) {
  const say = useSay();
  const { language } = useLanguage();
  if (order.state === "answered") return <span className="num">{order.answered_on && day(order.answered_on, language)}</span>;
  const due = dueIn(order.reply_by, todayHere());
  return (
    <>
      <Badge tone={due.tone}>{say(due.text)}</Badge> <span className="num soft">{day(order.reply_by, language)}</span>
    </>
  );
}
