import { erasureCertificate, erasurePreview, erasuresOfPerson } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { whyOf } from "../holds/page.js";
import { words as holds } from "../holds/words.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { words } from "./words.js";

/** What the erasure that is about to be confirmed would leave, why and until when. */
export function KeptBack({ person, what }: { person: string; what: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { fieldText } = useLabels();
  const query = what === "*" ? {} : { field: what };
  const kept = useQuery({
    queryKey: ["person", person, "preview", what],
    queryFn: ({ signal }) => client.call(erasurePreview, { params: { person }, query }, { signal }),
    gcTime: 0,
  });
  if (kept.isPending) return null;
  if (kept.isError) return <Trouble error={kept.error} again={() => void kept.refetch()} />;
  if (kept.data.kept_back.length === 0) return <p className="hint">{say(words.keepsNothing)}</p>;
  return (
    <div>
      <p>
        <b>{say(words.keeps)}</b>
      </p>
      <ul>
        {kept.data.kept_back.map((k) => (
          <li key={k.hold}>
            {k.fields.map((f) => say(fieldText(f))).join(", ")}: {whyOf({ ...k, reference: null }, say)};{" "}
            {say(holds.until).toLocaleLowerCase("vi")} {day(k.until, language)}.
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The erasures there were, each with its certificate. */
export function Erasures({ person }: { person: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { fieldText } = useLabels();
  const list = useQuery({
    queryKey: ["person", person, "erasures"],
    queryFn: ({ signal }) => client.call(erasuresOfPerson, { params: { person } }, { signal }),
    gcTime: 0,
  });
  const get = useSend({
    work: (erasure: string) => client.call(erasureCertificate, { params: { person, erasure }, query: { lang: language } }),
    done: ({ certificate, pdf }) => save(pdf, `${certificate.organisation.slug}-${certificate.erasure.id}.pdf`),
  });
  if (list.isPending || list.isError || list.data.erasures.length === 0) return null;
  return (
    <section className="block">
      <h2>{say(words.erasures)}</h2>
      <Trouble error={get.error} />
      <ul>
        {list.data.erasures.map((e) => (
          <li key={e.id} className="row">
            <span>
              {e.field === null ? say(words.everything) : say(fieldText(e.field))}, {day(e.at, language)}
            </span>
            <Button icon="file" busy={get.busy} onPress={() => get.send(e.id)}>
              {say(words.certificate)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Hands a document over to the browser, without an address that could give it again. */
function save(base64: string, name: string): void {
  const bytes = Uint8Array.from(atob(base64), (ch) => ch.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
