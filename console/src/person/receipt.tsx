import { readReceipt } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { acts, methods, words } from "./words.js";

/** The receipt of one act: what was said, when, how, and the exact words that were shown. */
export function Receipt({ person, consent, close }: { person: string; consent: string; close: () => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { touchpointText } = useLabels();
  const found = useQuery({
    queryKey: ["person", person, "receipt", consent],
    queryFn: ({ signal }) => client.call(readReceipt, { params: { person, consent } }, { signal }),
    gcTime: 0,
  });
  const r = found.data;
  return (
    <Ask title={words.receipt} open close={close}>
      <Trouble error={found.error} />
      {found.isPending && <Loading />}
      {r && (
        <dl className="facts">
          <dt>{say(words.purpose)}</dt>
          <dd>{say(r.purpose_text)}</dd>
          <dt>{say(words.answer)}</dt>
          <dd>
            <b>{say(acts[r.act])}</b>
          </dd>
          <dt>{say(words.sinceWhen)}</dt>
          <dd>{moment(r.at, language)}</dd>
          <dt>{say(words.how)}</dt>
          <dd>
            {say(methods[r.method])}
            {r.touchpoint && `, ${say(touchpointText(r.touchpoint))}`}
          </dd>
          <dt>{say(words.textRead)}</dt>
          <dd>
            {say(words.version)} {r.notice_version}
            {r.language && ` · ${r.language === "vi" ? "Tiếng Việt" : "English"}`}
          </dd>
        </dl>
      )}
      {r?.text && <pre className="letter">{r.text}</pre>}
      {r?.digest && <p className="hint mono">SHA-256 {r.digest}</p>}
      <Button onPress={close}>{say(kit.close)}</Button>
    </Ask>
  );
}
