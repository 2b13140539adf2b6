import { listPolicyVersions, readPolicyVersion } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble, Wide } from "../kit/note.js";
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
      <Wide label={say(words.versions)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.version)}</th>
              <th scope="col">{say(words.at)}</th>
              <th scope="col">{say(words.by)}</th>
              <th scope="col">{say(words.why)}</th>
              <th scope="col">{say(words.digest)}</th>
              <th scope="col">
                <span className="vh">{say(kit.deed)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data?.versions.map((v) => (
              <tr key={v.version}>
                <th scope="row" className="num">
                  {v.version}
                </th>
                <td className="num">{moment(v.published_at, language)}</td>
                <td>{say(actorText(v.published_by))}</td>
                <td>{v.note}</td>
                <td className="mono">{v.digest.slice(0, 12)}…</td>
                <td>
                  <button
                    className="plain-btn"
                    type="button"
                    onClick={() => open.send(v.version)}
                    aria-label={`${say(words.open)}: ${say(words.version)} ${v.version}`}
                  >
                    {say(words.open)}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
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
