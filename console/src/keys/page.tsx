import { type keyRow, listKeys, revokeKey } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { OnceLink } from "../kit/once-link.js";
import { Page } from "../kit/page.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { MakeKey } from "./make.js";
import { words } from "./words.js";

type Row = z.output<typeof keyRow>;

/** The keys by which other software acts here. */
export function KeysPage() {
  const say = useSay();
  const [making, make] = useState(false);
  const [secret, show] = useState<string>();
  const [revoking, revoke] = useState<Row>();
  const list = useQuery({ queryKey: ["keys"], queryFn: ({ signal }) => client.call(listKeys, {}, { signal }) });
  const deed = (
    <Button kind="main" icon="plus" onPress={() => make(true)}>
      {say(words.make)}
    </Button>
  );
  return (
    <Page title={words.title} under={say(words.under)} deeds={deed}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.data.keys.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <Keys rows={list.data.keys} revoke={revoke} />
      )}
      {making && <MakeKey close={() => make(false)} show={show} />}
      {revoking && <Revoke row={revoking} close={() => revoke(undefined)} />}
      {secret && <OnceLink title={words.shown} text={words.shownText} secret={secret} close={() => show(undefined)} />}
    </Page>
  );
}

function Keys({ rows, revoke }: { rows: readonly Row[]; revoke: (row: Row) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { roleText } = useLabels();
  return (
    <Table
      label={words.title}
      rows={rows}
      keyOf={(row) => row.key}
      columns={[
        { head: words.label, cell: (row) => <b>{row.label}</b> },
        { head: words.roles, cell: (row) => row.roles.map((r) => say(roleText(r))).join(", ") },
        { head: words.made, as: "num", cell: (row) => day(row.made_at, language) },
        {
          head: words.state,
          cell: (row) =>
            row.revoked_at ? (
              <Badge>
                {say(words.revoked)} {day(row.revoked_at, language)}
              </Badge>
            ) : (
              <>
                <Badge tone={row.maker_left ? "amber" : "jade"}>{say(words.live)}</Badge>
                {row.maker_left && <small>{say(words.makerLeft)}</small>}
              </>
            ),
        },
        {
          head: kit.deed,
          hidden: true,
          cell: (row) => !row.revoked_at && <RowDeed text={words.revoke} about={row.label} onPress={() => revoke(row)} />,
        },
      ]}
    />
  );
}

function Revoke({ row, close }: { row: Row; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const revoke = useSend({
    work: () => client.call(revokeKey, { params: { key: row.key } }),
    done: () => {
      void again.invalidateQueries({ queryKey: ["keys"] });
      close();
    },
    said: () => ({ text: words.done }),
  });
  return (
    <Ask title={words.revokeTitle} open close={close}>
      <p>
        <b>{row.label}</b>
      </p>
      <p className="soft">{say(words.revokeText)}</p>
      <Trouble error={revoke.error} />
      <p className="row">
        <Button kind="danger" busy={revoke.busy} onPress={() => revoke.send(undefined)}>
          {say(words.revoke)}
        </Button>
        <Button onPress={close}>{say(kit.cancel)}</Button>
      </p>
    </Ask>
  );
}
