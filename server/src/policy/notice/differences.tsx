import { type Both, type Change, diff, type Language, say } from "@kept/language";
import { Button, Diff, dayOf, showDate } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../check-type.js";
import { daysSince } from "../rules.js";
import type { VersionHead } from "../store.js";
import type { NoticeCall } from "./page.js";
import { partTitles } from "./words.js";

/** What differs between this version and another, and the way to every version and any two of them. */
export function Changes({ published, versions, against, lang, now }: NoticeCall) {
  const slug = published.policy.organisation.id;
  const age = daysSince(published.publishedAt, now);
  return (
    <section class="changes flow" id="differences" aria-labelledby="differences-h">
      <div class="row between">
        <h2 id="differences-h">{against ? say(between(published, against), lang) : say(words.versions, lang)}</h2>
        {published.version > 1 && <span class="badge ink">{say(ago(age), lang)}</span>}
      </div>
      {against && <Differences a={published} b={against} lang={lang} />}
      <p class="row vers small">
        <span class="soft">{say(words.versions, lang)}:</span>
        {versions.map((v) => (
          <a href={addressOf(slug, v, versions)} aria-current={v.version === published.version ? "true" : undefined}>
            {v.version} ({v.version === versions[0]?.version ? say(words.current, lang) : showDate(dayOf(v.published_at), lang)})
          </a>
        ))}
      </p>
      {versions.length > 2 && <Compare {...{ slug, published, versions, against, lang }} />}
    </section>
  );
}

/** From the older to the newer of the two, in the sentences of the policy language. */
function Differences({ a, b, lang }: { a: PublishedPolicy; b: PublishedPolicy; lang: Language }) {
  const [older, newer] = a.version < b.version ? [a, b] : [b, a];
  const changes = diff(older.policy, newer.policy);
  return (
    <Diff
      lang={lang}
      changes={changes.map((c) => ({
        kind: c.kind,
        text: (
          <>
            {marked(c, lang)}
            {c.asks_again && ` ${say(words.again, lang)}`} <a href={`#${c.about}`}>{say(partTitles[c.about], lang)}</a>
          </>
        ),
      }))}
    />
  );
}

function marked({ kind, text, before, after }: Change, lang: Language) {
  const said = say(text, lang);
  if (!before && !after) return kind === "added" ? <ins>{said}</ins> : kind === "removed" ? <del>{said}</del> : said;
  return (
    <>
      {said} {before && <del>{say(before, lang)}</del>} {after && <ins>{say(after, lang)}</ins>}
    </>
  );
}

/** Any two versions, without script: the choice goes into the address. */
function Compare({
  slug,
  published,
  versions,
  against,
  lang,
}: Pick<NoticeCall, "published" | "versions" | "against" | "lang"> & { slug: string }) {
  const label = say(words.compare, lang);
  return (
    <form class="row small noprint" method="get" action={`/${slug}/notice/${published.version}#differences`}>
      <label for="against">{label}</label>
      <select id="against" name="against">
        {versions
          .filter((v) => v.version !== published.version)
          .map((v) => (
            <option value={String(v.version)} selected={v.version === against?.version ? true : undefined}>
              {say(numberedOption(v.version), lang)}
            </option>
          ))}
      </select>
      <Button kind="quiet">{say(words.show, lang)}</Button>
    </form>
  );
}

function addressOf(slug: string, v: VersionHead, versions: readonly VersionHead[]): string {
  return v.version === versions[0]?.version ? `/${slug}/notice` : `/${slug}/notice/${v.version}`;
}

function between(a: PublishedPolicy, b: PublishedPolicy): Both {
  const [older, newer] = a.version < b.version ? [a.version, b.version] : [b.version, a.version];
  return { vi: `Khác gì giữa phiên bản ${older} và ${newer}`, en: `What differs between versions ${older} and ${newer}` };
}

function ago(days: number): Both {
  if (days === 0) return { vi: "hôm nay", en: "today" };
  return { vi: `${days} ngày trước`, en: days === 1 ? "1 day ago" : `${days} days ago` };
}

function numberedOption(version: number): Both {
  return { vi: `Phiên bản ${version}`, en: `Version ${version}` };
}

const words = {
  versions: { vi: "Các phiên bản", en: "Versions" },
  current: { vi: "hiện hành", en: "in force" },
  again: {
    vi: "Chúng tôi hỏi lại từng người; chưa trả lời nghĩa là không.",
    en: "Everyone concerned is asked again; no answer means no.",
  },
  compare: { vi: "So với", en: "Compare with" },
  show: { vi: "Xem điểm khác", en: "See what differs" },
} as const satisfies Record<string, Both>;
