import type { LedgerRow } from "../../disclosure/index.js";
import type { PersonCall } from "../../platform/http/index.js";
import { Day, dayOf, say } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { named } from "../rules.js";
import { groundWords, words as w } from "../words.js";

/** Who received data of the person: to whom, what, why, on what, when. Their right to know (law 91/2025 art. 4.1.a). */
export function Received({
  call,
  policy,
  received,
}: {
  readonly call: PersonCall;
  readonly policy: PublishedPolicy;
  readonly received: readonly LedgerRow[];
}) {
  const { lang } = call;
  const p = policy.policy;
  return (
    <section aria-labelledby="received">
      <h2 id="received">{say(w.received, lang)}</h2>
      {received.length === 0 ? (
        <p class="soft">{say(w.receivedNone, lang)}</p>
      ) : (
        <ul class="plain flow">
          {received.map((r) => (
            <li>
              <b>{r.party}</b> <span class="soft">({named(p.recipients, r.recipient, lang)})</span>, <Day date={dayOf(r.at)} lang={lang} />
              <br />
              {r.fields.map((f) => named(p.fields, f, lang)).join(", ")}
              <br />
              <small class="soft">
                {named(p.purposes, r.purpose, lang)}; {say(groundWords[r.ground], lang)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
