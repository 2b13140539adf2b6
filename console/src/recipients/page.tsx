import { type declaredRecipient, listRecipients, type partyRow } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import { grounds, reasonText } from "../disclosures/words.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { RecordContract } from "./contract.js";
import { EnterParty } from "./party.js";
import { words } from "./words.js";

export type Declared = z.output<typeof declaredRecipient>;
export type Party = z.output<typeof partyRow>;

/** What may leave, to whom, on what; and who stands in the register under each. */
export function RecipientsPage() {
  const say = useSay();
  const [entering, enter] = useState<Declared>();
  const [contracting, contract] = useState<Party>();
  const list = useQuery({ queryKey: ["recipients"], queryFn: ({ signal }) => client.call(listRecipients, {}, { signal }) });
  return (
    <Page title={words.title} under={say(words.under)}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.recipients.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <div className="flow">
          {list.data.recipients.map((r) => (
            <Recipient key={r.recipient} declared={r} enter={() => enter(r)} contract={contract} />
          ))}
          <p className="soft">{say(words.others)}</p>
        </div>
      )}
      {entering && <EnterParty declared={entering} close={() => enter(undefined)} />}
      {contracting && <RecordContract party={contracting} close={() => contract(undefined)} />}
    </Page>
  );
}

function Recipient({ declared: r, enter, contract }: { declared: Declared; enter: () => void; contract: (party: Party) => void }) {
  const say = useSay();
  const { may } = useSession();
  const { recipientText, purposeText, fieldText } = useLabels();
  const needs = [
    ...r.needs.map((n) => say(grounds[n] ?? { vi: n, en: n })),
    ...(r.contract ? [say(words.contractNeed)] : []),
    ...(r.approver ? [say(words.approver)] : []),
  ];
  return (
    <section className="flow" aria-labelledby={`r-${r.recipient}`}>
      <h2 id={`r-${r.recipient}`}>
        {say(recipientText(r.recipient))} {r.abroad && <Badge tone="amber">{r.country === "ZZ" ? say(words.unsaid) : r.country}</Badge>}
      </h2>
      <p className="soft">
        {r.decided
          ? say(words.decided)
          : `${r.purposes.map((p) => say(purposeText(p))).join("; ")}: ${r.fields.map((f) => say(fieldText(f))).join(", ")}`}
      </p>
      <p>
        {say(words.needs)}: <b>{needs.join(" + ")}</b>
      </p>
      {r.parties.length === 0 ? (
        <p className="soft">{say(words.empty)}</p>
      ) : (
        <Parties rows={r.parties} needed={r.contract} contract={contract} />
      )}
      {may("recipients") && (
        <p>
          <Button icon="plus" onPress={enter}>
            {say(words.add)}
          </Button>
        </p>
      )}
    </section>
  );
}

function Parties({ rows, needed, contract }: { rows: readonly Party[]; needed: boolean; contract: (party: Party) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { may, organisation } = useSession();
  return (
    <Table
      label={words.title}
      rows={rows}
      keyOf={(row) => row.party}
      columns={[
        {
          head: words.name,
          cell: (row) =>
            may("recipients") ? (
              <Link to="/$organisation/recipients/$party" params={{ organisation: organisation.slug, party: row.party }}>
                {row.name}
              </Link>
            ) : (
              <b>{row.name}</b>
            ),
        },
        { head: words.taxCode, as: "num", cell: (row) => row.tax_code ?? "" },
        {
          head: words.contract,
          cell: (row) => row.contract && `${row.contract.number}${row.contract.ends_on ? ` → ${day(row.contract.ends_on, language)}` : ""}`,
        },
        {
          head: words.state,
          cell: (row) =>
            row.faults.length === 0 ? <Badge tone="jade">{say(words.ready)}</Badge> : row.faults.map((f) => say(reasonText(f))).join(" "),
        },
        {
          head: kit.deed,
          hidden: true,
          cell: (row) => may("recipients") && needed && <RowDeed text={words.record} about={row.name} onPress={() => contract(row)} />,
        },
      ]}
    />
  );
}
