import { type Both, type Language, type PolicyPromise, say } from "@kept/language";
import type { Child } from "hono/jsx";
import { Day, dayOf, Icon, Layout, Seal, type Standing, standingWords } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../check-type.js";
import { isRecent, shortDigest } from "../rules.js";
import type { VersionHead } from "../store.js";
import { Changes } from "./differences.js";
import type { Part } from "./part.js";
import { partsOf } from "./parts.js";
import { partTitles } from "./words.js";

export interface NoticeCall {
  readonly published: PublishedPolicy;
  /** Every version, newest first. */
  readonly versions: readonly VersionHead[];
  /** The version it is compared with: the one before, or another that was asked for. */
  readonly against: PublishedPolicy | undefined;
  /** How the promises stand; only the version in force has standings. */
  readonly standing: ReadonlyMap<string, Standing> | undefined;
  readonly lang: Language;
  readonly path: string;
  readonly now: Date;
}

/** The notice of a version, wholly from its policy, each promise beside the part it is about. */
export function NoticePage(call: NoticeCall) {
  const { published, versions, lang, path, now } = call;
  const { policy, version, publishedAt, digest } = published;
  const current = versions[0]?.version === version;
  const t = (b: Both) => say(b, lang);
  const parts = partsOf({ policy, lang, current, day: dayOf(now) });
  const home = `/${policy.organisation.id}`;
  return (
    <Layout organisation={policy.organisation} lang={lang} path={path} title={`${t(words.title)}, ${t(numbered(version))}`} tab="notice">
      <h1>{t(words.title)}</h1>
      <p class="meta">
        <span>{upper(t(numbered(version)))}</span>
        <span>
          {t(current ? words.since : words.published)} <Day date={dayOf(publishedAt)} lang={lang} />
        </span>
        {version > 1 && isRecent(publishedAt, now) && <span class="badge ink">{t(words.recent)}</span>}
        <span>
          {t(words.seal)} <span class="num">{shortDigest(digest)}</span>
        </span>
        <a href={current ? `${home}/notice.json` : `${home}/notice/${version}.json`}>JSON</a>
      </p>
      {!current && (
        <p class="told care">
          <Icon name="info" />
          <span>
            {t(words.old)} <a href={`${home}/notice`}>{t(words.toCurrent)}</a>
          </span>
        </p>
      )}
      <div class="doc">
        <Contents parts={parts} lang={lang} />
        <article>
          {versions.length > 1 && <Changes {...call} />}
          {parts.map((part, i) => (
            <PartSection part={part} number={i + 1} call={call} />
          ))}
        </article>
      </div>
    </Layout>
  );
}

function Contents({ parts, lang }: { parts: readonly Part[]; lang: Language }) {
  return (
    <nav class="toc" aria-label={say(words.parts, lang)}>
      <details>
        <summary>
          <Icon name="next" /> {say(words.contents, lang)}
        </summary>
        <ol>
          {parts.map((p) => (
            <li>
              <a href={`#${p.id}`}>{say(partTitles[p.id], lang)}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

function PartSection({ part, number, call }: { part: Part; number: number; call: NoticeCall }) {
  const { published, lang } = call;
  const promises = published.policy.promises.filter((p) => p.about === part.id);
  return (
    <section class={number === 1 ? "part first" : "part"} id={part.id} aria-labelledby={`${part.id}-h`}>
      <h2 id={`${part.id}-h`}>
        <span class="num">{number}</span> {say(partTitles[part.id], lang)}
      </h2>
      {part.body ?? <p>{promises.map((p) => say(p.text, lang)).join(" ")}</p>}
      {promises.length > 0 && (
        <aside class="side-note" aria-label={say(besides(number), lang)}>
          {promises.map((p) => (
            <SideNote promise={p} call={call} />
          ))}
        </aside>
      )}
    </section>
  );
}

/** A promise beside its part: how it stands and what it says. In an earlier version it stands without a mark. */
function SideNote({ promise, call }: { promise: PolicyPromise; call: NoticeCall }): Child {
  const { published, standing, lang } = call;
  const text = say(promise.text, lang);
  if (!standing) return <p>{text}</p>;
  const state = standing.get(promise.id) ?? "not_built";
  return (
    <a href={`/${published.policy.organisation.id}/promises#${promise.id}`}>
      <Seal standing={state} />
      <span>
        <b>{say(standingWords[state], lang)}</b>
        <small>{text}</small>
      </span>
    </a>
  );
}

export function numbered(version: number): Both {
  return { vi: `phiên bản ${version}`, en: `version ${version}` };
}

function besides(part: number): Both {
  return { vi: `Cam kết cho mục ${part}`, en: `Promises of part ${part}` };
}

function upper(said: string): string {
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}

const words = {
  title: { vi: "Thông báo về dữ liệu cá nhân", en: "Notice on personal data" },
  since: { vi: "Có hiệu lực từ", en: "In force since" },
  published: { vi: "Công bố ngày", en: "Published on" },
  recent: { vi: "mới thay đổi", en: "changed recently" },
  seal: { vi: "Dấu văn bản", en: "Digest" },
  old: { vi: "Đây là một phiên bản cũ, giữ lại để tra cứu.", en: "This is an earlier version, kept so that it can be looked up." },
  toCurrent: { vi: "Xem bản đang hiệu lực", en: "See the version in force" },
  parts: { vi: "Các mục của thông báo", en: "Parts of the notice" },
  contents: { vi: "Mục lục", en: "Contents" },
} as const satisfies Record<string, Both>;
