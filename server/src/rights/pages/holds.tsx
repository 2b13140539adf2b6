import type { PersonCall } from "../../platform/http/index.js";
import { say, showDate } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import type { Hold, KeptBack } from "../../vault/index.js";
import { keptWords } from "../certificate/words.js";
import { holdWords as h } from "../hold/words.js";
import { named } from "../rules.js";

/** Which of the person's data is held against erasure, why and until when. Nothing where there is no hold they may be told of. */
export function Holds({ call, policy, holds }: { call: PersonCall; policy: PublishedPolicy; holds: readonly Hold[] }) {
  const { lang } = call;
  if (holds.length === 0) return null;
  return (
    <section class="flow" aria-labelledby="holds">
      <h2 id="holds">{say(h.title, lang)}</h2>
      <p class="soft measure">{say(h.more, lang)}</p>
      <ul>
        {holds.map((hold) => (
          <li>{line(call, policy, { ...hold, fields: hold.fields ?? [] })}</li>
        ))}
      </ul>
    </section>
  );
}

/** What an erasure would leave behind, as items of the list of what stays. */
export function KeptItems({ call, policy, kept }: { call: PersonCall; policy: PublishedPolicy; kept: readonly KeptBack[] }) {
  return (
    <>
      {kept.map((k) => (
        <li>
          {line(call, policy, k)} {say(h.apart, call.lang)}
        </li>
      ))}
    </>
  );
}

function line(
  { lang }: PersonCall,
  { policy }: PublishedPolicy,
  { fields, kind, article, until }: Pick<KeptBack, "fields" | "kind" | "article" | "until">,
): string {
  const what = fields.length > 0 ? fields.map((f) => named(policy.fields, f, lang)).join(", ") : say(h.all, lang);
  const why = article ? `${say(keptWords[kind], lang)} (${article})` : say(keptWords[kind], lang);
  return `${what}: ${why}; ${say(h.until(showDate(until, lang)), lang)}.`;
}
