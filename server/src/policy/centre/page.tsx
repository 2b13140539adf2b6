import { type Both, type Language, say } from "@kept/language";
import { Button, Day, dayOf, Layout, type Standing } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../check-type.js";
import { ContactLines } from "../contact-lines.js";
import { listed, rightChannelWords } from "../notice/words.js";
import { formAddress, hasForm, isRecent } from "../rules.js";
import { BoardTally } from "./board.js";
import { Rights } from "./cards.js";

export interface CentreCall {
  readonly published: PublishedPolicy;
  readonly standing: ReadonlyMap<string, Standing>;
  readonly lang: Language;
  /** Path and query as asked. */
  readonly path: string;
  readonly now: Date;
}

/** The privacy centre: what a person can do, where data is asked for, how the promises stand, whom to reach. */
export function Centre({ published, standing, lang, path, now }: CentreCall) {
  const { policy } = published;
  const { organisation } = policy;
  const home = `/${organisation.id}`;
  const t = (b: Both) => say(b, lang);
  return (
    <Layout organisation={organisation} lang={lang} path={path} title={t(words.title)} tab="centre">
      <section class="lead">
        <div class="flow">
          <h1>{t(words.heading)}</h1>
          {policy.intro && <p class="intro">{say(policy.intro, lang)}</p>}
          <p class="row">
            <Button href={`${home}/account`}>{t(words.mine)}</Button>{" "}
            <Button kind="quiet" href={`${home}/notice`}>
              {t(words.read)}
            </Button>
          </p>
        </div>
        {policy.promises.length > 0 && <BoardTally policy={policy} standing={standing} lang={lang} />}
      </section>
      <section class="flow" aria-labelledby="rights">
        <h2 id="rights">{t(words.do)}</h2>
        <Rights policy={policy} lang={lang} day={dayOf(now)} />
      </section>
      <div class="three-up">
        <Forms published={published} lang={lang} />
        <Notice published={published} lang={lang} now={now} />
        <Contact published={published} lang={lang} />
      </div>
    </Layout>
  );
}

function Forms({ published: { policy }, lang }: { published: PublishedPolicy; lang: Language }) {
  const forms = Object.entries(policy.touchpoints).filter(([, touchpoint]) => hasForm(touchpoint));
  if (forms.length === 0) return null;
  return (
    <section class="flow" aria-labelledby="forms">
      <h2 id="forms">{say(words.forms, lang)}</h2>
      <ul class="plain">
        {forms.map(([name, touchpoint]) => (
          <li class="go">
            <a href={formAddress(policy.organisation.id, name)}>{say(touchpoint.text, lang)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notice({ published, lang, now }: { published: PublishedPolicy; lang: Language; now: Date }) {
  const { version, policy, publishedAt } = published;
  return (
    <section class="flow" aria-labelledby="now">
      <h2 id="now">{say(words.notice, lang)}</h2>
      <p>
        {lang === "vi" ? `Phiên bản ${version}, có hiệu lực từ ` : `Version ${version}, in force since `}
        <Day date={dayOf(publishedAt)} lang={lang} />.{" "}
        {version > 1 && isRecent(publishedAt, now) && <span class="badge ink">{say(words.recent, lang)}</span>}
      </p>
      <p class="go">
        <a href={version > 1 ? `/${policy.organisation.id}/notice#differences` : `/${policy.organisation.id}/notice`}>
          {say(version > 1 ? words.differences : words.read, lang)}
        </a>
      </p>
    </section>
  );
}

/** Whom to reach, and by which ways complaints come: no page is linked that does not exist. */
function Contact({ published: { policy }, lang }: { published: PublishedPolicy; lang: Language }) {
  const { officer, contact } = policy.organisation;
  const ways = (policy.complaints?.channels ?? []).filter((c) => c !== "form");
  return (
    <section class="flow" aria-labelledby="contact">
      <h2 id="contact">{say(words.talk, lang)}</h2>
      {officer && <p>{[officer.name, say(officer.role, lang)].filter(Boolean).join(", ")}</p>}
      <ContactLines contact={{ ...contact, ...officer?.contact }} lang={lang} />
      {ways.length > 0 && (
        <p class="soft">
          {lang === "vi" ? "Khiếu nại qua " : "Complaints by "}
          {say(listed(ways.map((c) => rightChannelWords[c])), lang)}.
        </p>
      )}
    </section>
  );
}

const words = {
  title: { vi: "Trung tâm quyền riêng tư", en: "Privacy centre" },
  heading: { vi: "Dữ liệu của bạn, do bạn quyết định", en: "Your data, your decision" },
  mine: { vi: "Xem dữ liệu của tôi", en: "See my data" },
  read: { vi: "Đọc thông báo", en: "Read the notice" },
  do: { vi: "Bạn muốn làm gì?", en: "What would you like to do?" },
  forms: { vi: "Điền phiếu", en: "Fill in a form" },
  notice: { vi: "Thông báo hiện hành", en: "The notice in force" },
  recent: { vi: "mới", en: "recent" },
  differences: { vi: "Xem điểm khác", en: "See what differs" },
  talk: { vi: "Gặp người phụ trách", en: "Reach us" },
} as const satisfies Record<string, Both>;
