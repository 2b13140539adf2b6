import { acknowledgeTold, listDeliveries, listTold, retryDelivery } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { kinds, states, words } from "./words.js";

/** What recipients must still hear or acknowledge, and messages that did not arrive. */
export function ToldPage() {
  const say = useSay();
  const { language } = useLanguage();
  const { fieldText, purposeText } = useLabels();
  const again = useQueryClient();
  const list = useQuery({ queryKey: ["told"], queryFn: ({ signal }) => client.call(listTold, { query: { open: "yes" } }, { signal }) });
  const enter = useSend({
    work: (told: string) => client.call(acknowledgeTold, { params: { told } }),
    done: () => void again.invalidateQueries({ queryKey: ["told"] }),
    said: () => ({ text: words.entered }),
  });
  return (
    <Page title={words.title} under={say(words.under)}>
      <Trouble error={enter.error} />
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.told.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <Table
          label={words.title}
          rows={list.data.told}
          keyOf={(row) => row.told}
          columns={[
            { head: words.party, cell: (row) => <b>{row.party_name}</b> },
            {
              head: words.what,
              cell: (row) => {
                const named = row.names.map((n) => say(row.what === "objected" ? purposeText(n) : fieldText(n)));
                return [say(kinds[row.what]), named.join(", ")].filter(Boolean).join(": ");
              },
            },
            { head: words.ref, as: "mono", cell: (row) => row.ref },
            {
              head: words.state,
              cell: (row) => <Badge tone={row.state === "by_hand" ? "amber" : undefined}>{say(states[row.state])}</Badge>,
            },
            {
              head: words.due,
              as: "num",
              cell: (row) => (
                <>
                  {day(row.due_at, language)} {row.overdue && <Badge tone="red">{say(words.overdue)}</Badge>}
                </>
              ),
            },
            {
              head: kit.deed,
              hidden: true,
              cell: (row) => <RowDeed text={words.acknowledge} about={row.party_name} onPress={() => enter.send(row.told)} />,
            },
          ]}
        />
      )}
      <Dead />
    </Page>
  );
}

/** Messages given up; shown only where there are some. */
function Dead() {
  const say = useSay();
  const again = useQueryClient();
  const list = useQuery({
    queryKey: ["deliveries", "dead"],
    queryFn: ({ signal }) => client.call(listDeliveries, { query: { state: "dead" } }, { signal }),
  });
  const retry = useSend({
    work: (delivery: string) => client.call(retryDelivery, { params: { delivery } }),
    done: () => void again.invalidateQueries({ queryKey: ["deliveries"] }),
    said: () => ({ text: words.retried }),
  });
  if (!list.data || list.data.deliveries.length === 0) return <Trouble error={list.error} again={() => void list.refetch()} />;
  return (
    <section className="block">
      <h2 className="t1">{say(words.dead)}</h2>
      <Trouble error={retry.error} />
      <Table
        label={words.dead}
        rows={list.data.deliveries}
        keyOf={(row) => row.delivery}
        columns={[
          { head: words.party, cell: (row) => <b>{row.party_name}</b> },
          { head: words.attempts, as: "num", cell: (row) => row.attempts },
          { head: words.last, as: "mono", cell: (row) => row.last ?? "" },
          {
            head: kit.deed,
            hidden: true,
            cell: (row) => <RowDeed text={words.retry} about={row.party_name} onPress={() => retry.send(row.delivery)} />,
          },
        ]}
      />
    </section>
  );
}
