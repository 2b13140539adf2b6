import { readStanding } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { day } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { type Text, useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { Receipt } from "./receipt.js";
import { standings, words } from "./words.js";

/** Per purpose: may this person be used for it, why, since when, and the receipt of the act behind it. */
export function Consents({ person }: { person: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const [receipt, show] = useState<string>();
  const list = useQuery({
    queryKey: ["person", person, "standing"],
    queryFn: ({ signal }) => client.call(readStanding, { params: { person } }, { signal }),
    gcTime: 0,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (list.data.standings.length === 0) return <Empty title={words.consentsNone} text={words.consentsNoneText} />;
  return (
    <>
      <Table
        label={words.consents}
        rows={list.data.standings}
        keyOf={(s) => s.purpose}
        columns={[
          { head: words.purpose, cell: (s) => say(purposeText(s.purpose)) },
          {
            head: words.may,
            cell: (s) => (
              <span className={s.state === "may" ? "state" : "state soft"}>
                <Icon name={s.state === "may" ? "check" : "close"} /> {say(s.state === "may" ? words.yes : words.no)}
              </span>
            ),
          },
          { head: words.why, cell: (s) => whyText(s.why, say) },
          { head: words.sinceWhen, as: "num", cell: (s) => (s.since ? day(s.since, language) : "") },
          { head: words.textRead, cell: (s) => (s.version === null ? "" : `${say(words.version)} ${s.version}`) },
          {
            head: kit.deed,
            hidden: true,
            cell: ({ consent, purpose }) =>
              consent && <RowDeed text={words.receipt} about={say(purposeText(purpose))} onPress={() => show(consent)} />,
          },
        ]}
      />
      {receipt && <Receipt person={person} consent={receipt} close={() => show(undefined)} />}
    </>
  );
}

function whyText(why: string, say: (text: Text) => string): string {
  const text = standings[why];
  return text ? say(text) : why;
}
