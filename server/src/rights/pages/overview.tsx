import { mask } from "@kept/language";
import type { Child } from "hono/jsx";
import type { PersonCall } from "../../platform/http/index.js";
import { Button, Day, dayOf, Empty, say, showDate, Timeline, Told } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import type { Fact, Group } from "../group.js";
import { groupsOf } from "../group.js";
import type { Holdings } from "../held.js";
import { fieldOf, isContact, isCorrectable, named, showContent } from "../rules.js";
import type { ReadEvent } from "../timeline/read-event.js";
import { untilText } from "../until.js";
import { basisWords, channelWords, words as w } from "../words.js";
import { entriesOf } from "./entries.js";
import { at } from "./frame.js";
import { Holds } from "./holds.js";
import { Purposes } from "./purposes.js";
import { Received } from "./received.js";

export interface OverviewProps {
  readonly call: PersonCall;
  readonly policy: PublishedPolicy;
  readonly held: Holdings;
  readonly events: readonly ReadEvent[];
}

/** Everything held of the person, why, until when, and what they can do about it. */
export function Overview(props: OverviewProps) {
  const { call, policy, held, events } = props;
  const { lang } = call;
  const groups = groupsOf(held, Object.keys(policy.policy.fields));
  const name = say(policy.policy.organisation.name, lang);
  return (
    <>
      <div class="row between begin">
        <h1>{say(w.title(name), lang)}</h1>
        <form method="post" action={at(call, "/sign-out")}>
          <Button kind="quiet">{say(w.signOut, lang)}</Button>
        </form>
      </div>
      <div class="mine">
        <section class="all" aria-labelledby="held">
          <h2 id="held" class="vh">
            {say(w.held, lang)}
          </h2>
          {held.closed && (
            <Told title={say(w.closed, lang)} care>
              <p>{say(w.closedMore, lang)}</p>
            </Told>
          )}
          {!held.closed && groups.length === 0 && (
            <Empty title={say(w.nothing, lang)}>
              <p>{say(w.nothingMore, lang)}</p>
            </Empty>
          )}
          {!held.closed && groups.map((group) => <Held {...props} group={group} />)}
          <Holds call={call} policy={policy} holds={held.holds} />
          <Received call={call} policy={policy} received={held.received} />
        </section>
        <Actions call={call} policy={policy} />
        <Purposes call={call} policy={policy} standings={held.standings} restrictions={held.restrictions} />
        <section class="log" aria-labelledby="log">
          <h2 id="log">{say(w.log, lang)}</h2>
          <p class="soft measure">{say(w.logMore, lang)}</p>
          <Timeline lang={lang} now={call.now} entries={entriesOf(policy.policy, events, lang)} />
          <p>
            <Button kind="quiet" href={at(call, "/timeline")}>
              {say(w.logAll, lang)}
            </Button>
          </p>
        </section>
      </div>
    </>
  );
}

function Actions({ call, policy }: { call: PersonCall; policy: PublishedPolicy }) {
  const { lang } = call;
  const marketing = Object.values(policy.policy.purposes).some((p) => p.marketing);
  return (
    <section class="panel flow act" aria-labelledby="do">
      <h2 id="do">{say(w.actions, lang)}</h2>
      <p>
        <Button kind="quiet" icon="copy" href={at(call, "/export")}>
          {say(w.copy, lang)}
        </Button>
      </p>
      {marketing && (
        <form method="post" action={at(call, "/stop-marketing")}>
          <Button kind="quiet" icon="object">
            {say(w.stopMarketing, lang)}
          </Button>
        </form>
      )}
      <p>
        <Button kind="danger" icon="erase" href={at(call, "/erase")}>
          {say(w.eraseAll, lang)}
        </Button>
      </p>
      <p class="small soft">{say(w.eraseNote, lang)}</p>
      <ul class="links">
        {(["sessions", "passkeys", "lock"] as const).map((page) => (
          <li>
            <a href={at(call, `/${page}`)}>{say(w[page], lang)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Held({ call, policy, held, group }: OverviewProps & { group: Group }) {
  const { lang } = call;
  const { occasion } = group;
  const first = group.facts[0]?.value.origin;
  const title = occasion
    ? named(policy.policy.occasions, occasion.kind, lang)
    : named(policy.policy.touchpoints, first?.touchpoint ?? "", lang);
  const id = `g-${group.key}`;
  // Said once where it is the same for all of them.
  const reasons = new Set(group.facts.map((f) => why(policy, f, lang)));
  const common = reasons.size === 1 ? [...reasons][0] : undefined;
  return (
    <article class="held" aria-labelledby={id}>
      <header>
        <h3 id={id}>
          {title} {occasion?.reference && <span class="soft num">{occasion.reference}</span>}
        </h3>
        <dl class="why">
          {common && (
            <>
              <dt>{say(w.why, lang)}</dt>
              <dd>{common}</dd>
            </>
          )}
          <dt>{say(w.source, lang)}</dt>
          <dd>{sources(call, policy, group)}</dd>
          <dt>{say(w.until, lang)}</dt>
          <dd>{untils(policy, group, held.endings, lang)}</dd>
        </dl>
      </header>
      <dl class="facts">
        {group.facts.map((fact) => (
          <FactRow call={call} policy={policy} fact={fact} merged={fact.value.person !== held.persons[0]} own={common === undefined} />
        ))}
      </dl>
    </article>
  );
}

interface FactProps {
  readonly call: PersonCall;
  readonly policy: PublishedPolicy;
  readonly fact: Fact;
  readonly merged: boolean;
  /** Its reason is its own, and said beside it. */
  readonly own: boolean;
}

function FactRow({ call, policy, fact, merged, own }: FactProps) {
  const { lang } = call;
  const { value, former, waiting, file } = fact;
  const field = fieldOf(policy.policy, value.field);
  const label = named(policy.policy.fields, value.field, lang);
  const kind = value.kind && field?.repeat ? named(kindTexts(field.repeat.kinds), value.kind, lang) : value.kind;
  const read = (v: Fact["value"]) => ("content" in v.value ? showContent(field, v.value.content, lang) : "•••••");
  return (
    <div>
      <dt>
        {label}
        {kind && <small class="soft"> {kind}</small>}
      </dt>
      <dd>
        {file ? <a href={at(call, `/files/${file.id}`)}>{file.name}</a> : inLines(read(value))}{" "}
        {isContact(field) && <span class="badge">{say(value.origin.verifiedAt ? w.verified : w.unverified, lang)}</span>}{" "}
        {merged && <span class="badge">{say(w.merged, lang)}</span>}
        {waiting && (
          <form method="post" action={at(call, `/values/${waiting.id}/code`)}>
            <small>
              {say(w.waits, lang)}:{" "}
              {field && "content" in waiting.value && typeof waiting.value.content === "string"
                ? mask(field, waiting.value.content)
                : "•••••"}
              . {say(w.waitsMore, lang)}
            </small>{" "}
            <Button kind="quiet">{say(w.enterCode, lang)}</Button>
          </form>
        )}
        {(own || former.length > 0) && <br />}
        <small class="soft">
          {own && `${say(w.why, lang)}: ${why(policy, fact, lang)}`}
          {former.map((f, i) => (
            <>
              {(own || i > 0) && <br />}
              {say(w.former, lang)}: {read(f)}
              {f.replacedAt && ` (${say(w.upTo, lang)} ${showDate(dayOf(f.replacedAt), lang)})`}
            </>
          ))}
        </small>
      </dd>
      <dd class="row">
        {isCorrectable(field) && !(merged && isContact(field)) && (
          <a href={at(call, `/values/${value.id}/correct`)}>
            {say(w.correct, lang)}
            <span class="vh"> {label}</span>
          </a>
        )}
        <a href={at(call, `/values/${value.id}/erase`)}>
          {say(w.erase, lang)}
          <span class="vh"> {label}</span>
        </a>
      </dd>
    </div>
  );
}

/** Text of several lines keeps them. */
function inLines(text: string): Child {
  return text.split("\n").map((line, i) => (
    <>
      {i > 0 && <br />}
      {line}
    </>
  ));
}

function why(policy: PublishedPolicy, { value }: Fact, lang: "vi" | "en"): string {
  const purposes = value.origin.purposes.map((p) => named(policy.policy.purposes, p, lang)).join("; ");
  const basis = value.origin.basis;
  const said = isBasis(basis) ? say(basisWords[basis], lang) : basis;
  return `${purposes}. ${say(w.basis, lang)}: ${said}.`;
}

/** Each way by which something of the group came: touchpoint, channel, day, and the notice that was shown. */
function sources(call: PersonCall, policy: PublishedPolicy, group: Group): Child {
  const { lang } = call;
  const each = new Map(
    group.facts.map(({ value: { origin } }) => [
      `${origin.touchpoint} ${origin.channel} ${dayOf(origin.collectedAt)} ${origin.noticeVersion}`,
      origin,
    ]),
  );
  return [...each.values()].map((o, i) => (
    <>
      {i > 0 && <br />}
      {named(policy.policy.touchpoints, o.touchpoint, lang)}, {isChannel(o.channel) ? say(channelWords[o.channel], lang) : o.channel},{" "}
      <Day date={dayOf(o.collectedAt)} lang={lang} />,{" "}
      <a href={`/${call.organisation.slug}/notice/${o.noticeVersion}`}>{say(w.notice(o.noticeVersion), lang)}</a>
    </>
  ));
}

function untils(policy: PublishedPolicy, group: Group, ends: Holdings["endings"], lang: "vi" | "en"): Child {
  const texts = new Set(
    group.facts.map(({ value }) =>
      untilText(
        policy.policy,
        {
          field: value.field,
          touchpoint: value.origin.touchpoint,
          occasion: group.occasion?.kind,
          ending: ends.get(value.id),
        },
        lang,
      ),
    ),
  );
  return [...texts].map((t, i) => (
    <>
      {i > 0 && <br />}
      {t}
    </>
  ));
}

function kindTexts<T>(kinds: Readonly<Record<string, T>>): Record<string, { text: T }> {
  return Object.fromEntries(Object.entries(kinds).map(([name, text]) => [name, { text }]));
}

function isBasis(name: string): name is keyof typeof basisWords {
  return Object.hasOwn(basisWords, name);
}

function isChannel(name: string): name is keyof typeof channelWords {
  return Object.hasOwn(channelWords, name);
}
