import type { Restriction, Standing } from "../../consent/index.js";
import type { PersonCall } from "../../platform/http/index.js";
import { Button, Day, dayOf, say } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { canObject } from "../consents.js";
import { named } from "../rules.js";
import { basisWords, reasonWords, words as w } from "../words.js";
import { at } from "./frame.js";
import { Restricting, restrictWords } from "./restricting.js";

interface PurposesProps {
  readonly call: PersonCall;
  readonly policy: PublishedPolicy;
  readonly standings: readonly Standing[];
  readonly restrictions: readonly Restriction[];
}

/** Where each purpose stands, and how it is stopped. It needs no key: it works when nothing can be opened. */
export function Purposes({ call, policy, standings, restrictions }: PurposesProps) {
  const { lang } = call;
  return (
    <section class="given" aria-labelledby="purposes">
      <h2 id="purposes">{say(w.purposes, lang)}</h2>
      <p class="soft measure">{say(w.purposesMore, lang)}</p>
      {standings.map((s) => (
        <PurposeRow call={call} policy={policy} standing={s} restricted={restrictions.some((r) => r.purpose === s.purpose)} />
      ))}
      <Restricting call={call} since={restrictions.find((r) => r.purpose === undefined)?.at} />
    </section>
  );
}

interface RowProps {
  readonly call: PersonCall;
  readonly policy: PublishedPolicy;
  readonly standing: Standing;
  /** This purpose by itself, beside what covers all. */
  readonly restricted: boolean;
}

function PurposeRow({ call, policy, standing: s, restricted }: RowProps) {
  const { lang } = call;
  const id = `p-${s.purpose}`;
  const declared = Object.hasOwn(policy.policy.purposes, s.purpose) ? policy.policy.purposes[s.purpose] : undefined;
  return (
    <article class="held" aria-labelledby={id}>
      <header>
        <h3 id={id}>{named(policy.policy.purposes, s.purpose, lang)}</h3>
        {declared?.explain && <p class="soft small">{say(declared.explain, lang)}</p>}
        <dl class="why">
          {declared?.basis && (
            <>
              <dt>{say(w.basis, lang)}</dt>
              <dd>{say(basisWords[declared.basis], lang)}</dd>
            </>
          )}
          <dt>{lang === "vi" ? "Hiện nay" : "Now"}</dt>
          <dd>
            <b>{say(reasonWords[s.why], lang)}</b>
            {s.since && (
              <>
                , {say(w.since, lang)} <Day date={dayOf(s.since)} lang={lang} />
              </>
            )}
            {s.consent && (
              <>
                . <a href={at(call, `/receipts/${s.consent}`)}>{say(w.receipt, lang)}</a>
              </>
            )}
          </dd>
        </dl>
      </header>
      <Stops call={call} policy={policy} standing={s} restricted={restricted} />
    </article>
  );
}

/** What can be pressed for a purpose: one quiet button each, none louder than another. */
function Stops({ call, policy, standing: s, restricted }: RowProps) {
  const { lang } = call;
  const basis = Object.hasOwn(policy.policy.purposes, s.purpose) ? policy.policy.purposes[s.purpose]?.basis : undefined;
  const send = (verb: "withdraw" | "object" | "lift" | "unrestrict") => (
    <form method="post" action={at(call, `/purposes/${s.purpose}/${verb}`)}>
      <Button kind="quiet" icon={verb === "object" ? "object" : "undo"}>
        {say(verb === "unrestrict" ? restrictWords.unrestrict : w[verb], lang)}
      </Button>
    </form>
  );
  const answer = (
    <Button kind="quiet" href={at(call, `/purposes/${s.purpose}`)}>
      {say(w.again, lang)}
    </Button>
  );
  if (restricted) return <div class="row">{send("unrestrict")}</div>;
  if (s.why === "consent.objected") return <div class="row">{send("lift")}</div>;
  if (basis === "consent" && s.why !== "purpose.undeclared") {
    const given = s.why === "consent.given" || s.why === "person.unconfirmed";
    return (
      <div class="row">
        {given ? send("withdraw") : answer}
        {send("object")}
      </div>
    );
  }
  if (canObject(policy, s.purpose)) return <div class="row">{send("object")}</div>;
  return basis ? <p class="small soft">{say(w.cannotStop, lang)}</p> : null;
}
