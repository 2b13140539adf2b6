import { personDisclosures, withdrawPaper } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { words as kit } from "../kit/words.js";
import { AttachPaper } from "./paper.js";
import { grounds, paperWords as w, words } from "./words.js";

/** Who received a person's data, and the papers by which the person allows it. */
export function Received({ person }: { person: string }) {
  const say = useSay();
  const again = useQueryClient();
  const { language } = useLanguage();
  const { may } = useSession();
  const { policy, recipientText, purposeText, fieldText } = useLabels();
  const [attaching, attach] = useState(false);
  const list = useQuery({
    queryKey: ["person", person, "disclosures"],
    queryFn: ({ signal }) => client.call(personDisclosures, { params: { person } }, { signal }),
    gcTime: 0,
  });
  const withdraw = useSend({
    work: (paper: string) => client.call(withdrawPaper, { params: { person, paper } }),
    done: () => void again.invalidateQueries({ queryKey: ["person", person, "disclosures"] }),
    said: () => ({ text: w.withdrawn }),
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  // A paper covers what the policy declares for a recipient: where it declares none so, there is nothing to sign for.
  const coverable = Object.values(policy?.recipients ?? {}).some((r) => r.purposes.length > 0 && r.fields.length > 0);
  const { disclosures, papers } = list.data;
  const names = (all: readonly string[]) => all.map((f) => say(fieldText(f))).join(", ");
  return (
    <section className="block flow" aria-labelledby="received">
      <h2 id="received">{say(w.received)}</h2>
      {disclosures.length === 0 ? (
        <p className="soft">{say(w.nobody)}</p>
      ) : (
        <Table
          label={w.received}
          rows={disclosures}
          keyOf={(d) => d.disclosure}
          columns={[
            { head: words.to, cell: (d) => <b>{d.party_name}</b> },
            { head: words.fields, cell: (d) => names(d.fields) },
            { head: words.purpose, cell: (d) => say(purposeText(d.purpose)) },
            { head: words.ground, cell: (d) => say(grounds[d.ground] ?? { vi: d.ground, en: d.ground }) },
            { head: w.on, as: "num", cell: (d) => day(d.at, language) },
          ]}
        />
      )}
      <h2>{say(w.papers)}</h2>
      <Trouble error={withdraw.error} />
      {papers.length === 0 ? (
        <p className="soft">{say(w.noPapers)}</p>
      ) : (
        <Table
          label={w.papers}
          rows={papers}
          keyOf={(p) => p.paper}
          columns={[
            { head: words.to, cell: (p) => <b>{say(recipientText(p.recipient))}</b> },
            { head: words.fields, cell: (p) => names(p.fields) },
            { head: w.signed, as: "num", cell: (p) => day(p.signed_on, language) },
            {
              head: kit.deed,
              hidden: true,
              cell: (p) =>
                p.withdrawn ? (
                  say(w.isWithdrawn)
                ) : (
                  <RowDeed text={w.withdraw} about={say(recipientText(p.recipient))} onPress={() => withdraw.send(p.paper)} />
                ),
            },
          ]}
        />
      )}
      {may("disclose") && coverable && (
        <p>
          <Button icon="plus" onPress={() => attach(true)}>
            {say(w.attach)}
          </Button>
        </p>
      )}
      {attaching && <AttachPaper person={person} close={() => attach(false)} />}
    </section>
  );
}
