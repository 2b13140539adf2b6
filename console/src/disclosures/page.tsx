import { approveDisclosure, declineDisclosure, type disclosureRow, listDisclosures, openEvidence, releaseDisclosure } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { OnceLink } from "../kit/once-link.js";
import { Page } from "../kit/page.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { saveFile } from "./save.js";
import { grounds, states, words } from "./words.js";

type Row = z.output<typeof disclosureRow>;

/** Every disclosure, newest first: what waits, what may leave, what left. */
export function DisclosuresPage() {
  const say = useSay();
  const { organisation } = useSession();
  const [open, setOpen] = useState<Row>();
  const [passphrase, show] = useState<string>();
  const list = useQuery({
    queryKey: ["disclosures"],
    queryFn: ({ signal }) => client.call(listDisclosures, { query: { limit: 100 } }, { signal }),
  });
  const deed = (
    <Link className="btn main" to="/$organisation/disclosures/new" params={{ organisation: organisation.slug }}>
      <Icon name="plus" />
      {say(words.make)}
    </Link>
  );
  return (
    <Page title={words.title} under={say(words.under)} deeds={deed}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.disclosures.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <Rows rows={list.data.disclosures} open={setOpen} />
      )}
      {open && <Decide row={open} close={() => setOpen(undefined)} show={show} />}
      {passphrase && <OnceLink title={words.passphrase} text={words.passphraseText} secret={passphrase} close={() => show(undefined)} />}
    </Page>
  );
}

function Rows({ rows, open }: { rows: readonly Row[]; open: (row: Row) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { recipientText, purposeText, fieldText } = useLabels();
  return (
    <Table
      label={words.title}
      rows={rows}
      keyOf={(row) => row.disclosure}
      columns={[
        {
          head: words.to,
          cell: (row) => (
            <>
              <b>{row.party_name}</b> <small className="soft">{say(recipientText(row.recipient))}</small>
            </>
          ),
        },
        { head: words.purpose, cell: (row) => say(purposeText(row.purpose)) },
        { head: words.fields, cell: (row) => row.fields.map((f) => say(fieldText(f))).join(", ") },
        { head: words.ground, cell: (row) => say(grounds[row.ground] ?? { vi: row.ground, en: row.ground }) },
        { head: words.persons, as: "num", cell: (row) => (row.state === "released" ? `${row.released}/${row.persons}` : row.persons) },
        { head: words.asked, as: "num", cell: (row) => day(row.asked_at, language) },
        { head: words.state, cell: (row) => <Badge tone={tones[row.state]}>{say(states[row.state])}</Badge> },
        {
          head: kit.deed,
          hidden: true,
          cell: (row) =>
            ["waiting", "allowed"].includes(row.state) && <RowDeed text={words.open} about={row.party_name} onPress={() => open(row)} />,
        },
      ]}
    />
  );
}

const tones: Readonly<Record<string, "amber" | "jade" | "red">> = { waiting: "amber", allowed: "amber", released: "jade", declined: "red" };

/** One that waits: its evidence and the second person's word; one that may leave: its release. */
function Decide({ row, close, show }: { row: Row; close: () => void; show: (secret: string) => void }) {
  const say = useSay();
  const again = useQueryClient();
  const { recipientText, purposeText, fieldText } = useLabels();
  const evidence = useQuery({
    queryKey: ["disclosures", row.disclosure, "evidence"],
    queryFn: ({ signal }) => client.call(openEvidence, { params: { disclosure: row.disclosure } }, { signal }),
    enabled: row.article !== null || row.term !== null,
    gcTime: 0,
  });
  const done = () => {
    void again.invalidateQueries({ queryKey: ["disclosures"] });
    close();
  };
  const params = { disclosure: row.disclosure };
  const approve = useSend({ work: () => client.call(approveDisclosure, { params }), done, said: () => ({ text: words.approved }) });
  const decline = useSend({ work: () => client.call(declineDisclosure, { params }), done, said: () => ({ text: words.declined }) });
  const release = useSend({
    work: () => client.call(releaseDisclosure, { params }),
    done: (left) => {
      saveFile(left.file);
      if (left.passphrase) show(left.passphrase);
      done();
    },
    said: () => ({ text: words.leftTitle }),
  });
  return (
    <Ask title={words.open} open close={close}>
      <p>
        <b>{row.party_name}</b> · {say(recipientText(row.recipient))}
      </p>
      <p>
        {say(purposeText(row.purpose))}: {row.fields.map((f) => say(fieldText(f))).join(", ")} · {say(words.persons)}: {row.persons}
      </p>
      <p>
        {say(words.ground)}: {say(grounds[row.ground] ?? { vi: row.ground, en: row.ground })} {row.article ?? row.term}
      </p>
      {evidence.data?.evidence && (
        <p>
          {say(words.evidence)}: {evidence.data.evidence}
        </p>
      )}
      <Trouble error={approve.error ?? decline.error ?? release.error} />
      <p className="row">
        {row.state === "waiting" && !row.own && (
          <Button kind="main" busy={approve.busy} onPress={() => approve.send(undefined)}>
            {say(words.approve)}
          </Button>
        )}
        {row.state === "allowed" && row.form !== "webhook" && (
          <Button kind="main" icon="send" busy={release.busy} onPress={() => release.send(undefined)}>
            {say(words.release)}
          </Button>
        )}
        <Button kind="danger" busy={decline.busy} onPress={() => decline.send(undefined)}>
          {say(row.own ? words.withdraw : words.decline)}
        </Button>
        <Button onPress={close}>{say(words.close)}</Button>
      </p>
    </Ask>
  );
}
