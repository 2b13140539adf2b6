import { listPolicyVersions, readPolicyVersion } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { RowDeed, Table } from "../kit/table.js";
import { useTell } from "../kit/toast.js";
import { words as kit } from "../kit/words.js";
import { words } from "./words.js";

/** Every version ever published; an older text can become the draft again. */
export function Versions({ inForce, take }: { inForce: number; take: (source: string) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const tell = useTell();
  const [shown, show] = useState<{ version: number; source: string }>();
  const list = useQuery({
    queryKey: ["policy", "versions", inForce],
    queryFn: ({ signal }) => client.call(listPolicyVersions, {}, { signal }),
  });
  const open = useSend({
    work: (version: number) => client.call(readPolicyVersion, { params: { version } }),
    done: show,
  });
  const use = () => {
    if (shown) take(shown.source);
    show(undefined);
    tell({ text: words.used });
    scrollTo(0, 0);
  };
  return (
    <section className="block" aria-labelledby="versions">
      <h2 id="versions">{say(words.versions)}</h2>
      <Trouble error={list.error ?? open.error} />
      <Table
        label={words.versions}
        rows={list.data?.versions ?? []}
        keyOf={(v) => String(v.version)}
        columns={[
          { head: words.version, as: "num", cell: (v) => v.version },
          { head: words.at, as: "num", cell: (v) => moment(v.published_at, language) },
          { head: words.by, cell: (v) => say(actorText(v.published_by)) },
          { head: words.why, cell: (v) => v.note },
          { head: words.digest, as: "mono", cell: (v) => `${v.digest.slice(0, 12)}…` },
          {
            head: kit.deed,
            hidden: true,
            cell: (v) => <RowDeed text={words.open} about={`${say(words.version)} ${v.version}`} onPress={() => open.send(v.version)} />,
          },
        ]}
      />
      <Ask title={words.file} open={shown !== undefined} close={() => show(undefined)} wide>
        <p className="soft">
          {say(words.version)} {shown?.version}
        </p>
        <pre className="code whole">{shown?.source}</pre>
        <p className="row">
          <Button onPress={use}>{say(words.use)}</Button>
          <Button onPress={() => show(undefined)}>{say(kit.close)}</Button>
        </p>
      </Ask>
    </section>
  );
}

/** `staff:<id>` says who kind of actor published; the id is for the records. */
function actorText(actor: string) {
  if (actor.startsWith("staff:")) return words.staff;
  return actor.startsWith("key:") ? words.key : words.system;
}
