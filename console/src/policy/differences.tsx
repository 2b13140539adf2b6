import { touchedByPolicy } from "@kept/contract";
import { type Change, diff, type Policy } from "@kept/language";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { client } from "../app/client.js";
import { count } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty } from "../kit/note.js";
import { kinds, toldText, words } from "./words.js";

interface Props {
  readonly before: Policy;
  readonly version: number;
  /** The text being written, where it differs and can be read. */
  readonly after: Policy | null;
  readonly broken: boolean;
  readonly source: string;
  readonly publishes: boolean;
}

/** What publishing would change, as sentences, and how many people it would touch. */
export function Differences({ before, version, after, broken, source, publishes }: Props) {
  const say = useSay();
  const changes = useMemo(() => (after ? diff(before, after) : []), [before, after]);
  return (
    <section className="block" aria-labelledby="diff">
      <div className="row between">
        <h2 id="diff">
          {say(words.diffTitle)} {version}
        </h2>
        {publishes && changes.length > 0 && <Touched source={source} />}
      </div>
      {broken ? (
        <p className="soft">{say(words.broken)}</p>
      ) : changes.length === 0 ? (
        <Empty title={words.noDiff} text={words.noDiffText} />
      ) : (
        <Changes changes={changes} />
      )}
    </section>
  );
}

const tones = { added: "jade", changed: "amber", removed: "red" } as const;

export function Changes({ changes }: { changes: readonly Change[] }) {
  const say = useSay();
  return (
    <ul className="diff three">
      {changes.map((c) => (
        <li key={`${c.kind} ${c.path} ${c.text.vi}`}>
          <Badge tone={tones[c.kind]}>{say(kinds[c.kind])}</Badge>
          <p>
            {say(c.text)}
            {c.before && c.after && (
              <>
                {" "}
                <del>{say(c.before)}</del> <ins>{say(c.after)}</ins>
              </>
            )}
          </p>
          <p className="soft small">
            {c.asks_again && say(words.asks)}
            {c.asks_again && c.loosens && <br />}
            {c.loosens && say(words.loosens)}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** How many people the text would touch: the server counts, some time after the typing stops. */
function Touched({ source }: { source: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const touched = useQuery({
    queryKey: ["policy", "touches", source],
    queryFn: async ({ signal }) => {
      await new Promise((done) => setTimeout(done, 800));
      return client.call(touchedByPolicy, { body: { source } }, { signal });
    },
    gcTime: 0,
  });
  if (!touched.data) return null;
  const again = touched.data.asked_again.reduce((sum, a) => sum + a.people, 0);
  const text = toldText(touched.data.told, again);
  return (
    <span className="soft small" title={count(touched.data.told, language)}>
      {say(text)}
    </span>
  );
}
