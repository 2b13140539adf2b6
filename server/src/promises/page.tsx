import { type Both, type Language, type PolicyPromise, say } from "@kept/language";
import type { YearOfDemands } from "../disclosure/index.js";
import { Day, dayOf, Icon, Layout, Moment, Seal, type Standing, showCount, standings, standingWords } from "../platform/page/index.js";
import { type PublishedPolicy, tally } from "../policy/index.js";
import type { Board, BoardControl, BoardPromise } from "./board.js";
import { Demands } from "./demands.js";

export interface PromisesCall {
  readonly published: PublishedPolicy;
  readonly board: Board;
  readonly demands: readonly YearOfDemands[];
  readonly thisYear: number;
  readonly lang: Language;
  readonly path: string;
}

/** The promise list: each sentence, how it stands, and what keeps it, in words and numbers. */
export function PromisesPage({ published, board, demands, thisYear, lang, path }: PromisesCall) {
  const { policy, version, publishedAt } = published;
  const t = (b: Both) => say(b, lang);
  const name = say(policy.organisation.name, lang);
  const count = showCount(board.promises.length, lang);
  const urgent = board.promises.filter((p) => p.standing === "broken" || p.standing === "at_risk");
  const groups = areas
    .map((g) => ({ ...g, promises: board.promises.filter((p) => !urgent.includes(p) && g.about.includes(p.promise.about)) }))
    .filter((g) => g.promises.length > 0);
  return (
    <Layout organisation={policy.organisation} lang={lang} path={path} title={t(words.title)} tab="promises">
      <section class="lead slim">
        <div class="flow">
          <h1>{lang === "vi" ? `${count} cam kết và bằng chứng` : `${count} promises and their evidence`}</h1>
          <p class="measure">
            {lang === "vi"
              ? `Mỗi dòng là một câu trong chính sách của ${name}. Máy chủ kiểm lại từng câu mỗi giờ, bằng những việc đã thật sự xảy ra trong 90 ngày qua.`
              : `Each line is a sentence of ${name}'s policy. The server checks each of them every hour, against what really happened in the last 90 days.`}
          </p>
          <p class="soft small">
            {board.checkedAt ? (
              <>
                {t(words.last)} <Moment at={board.checkedAt} lang={lang} />.
              </>
            ) : (
              t(words.never)
            )}{" "}
            <a href={`/${policy.organisation.id}/notice`}>
              {lang === "vi" ? `Thông báo, phiên bản ${version}` : `Notice, version ${version}`}
            </a>
            , <Day date={dayOf(publishedAt)} lang={lang} />.
          </p>
        </div>
        <Tally board={board} lang={lang} />
      </section>
      {urgent.length > 0 && (
        <section class="urgent" aria-labelledby="urgent">
          <h2 id="urgent">{t(words.urgent)}</h2>
          <Vows promises={urgent} lang={lang} open />
        </section>
      )}
      {groups.map((g) => (
        <section aria-labelledby={g.id}>
          <h2 id={g.id}>{t(g.title)}</h2>
          <Vows promises={g.promises} lang={lang} />
        </section>
      ))}
      <Demands policy={policy} demands={demands} thisYear={thisYear} lang={lang} />
    </Layout>
  );
}

function Tally({ board, lang }: { board: Board; lang: Language }) {
  const counts = tally(board.promises.map((p) => p.standing));
  return (
    <ul class="tally" aria-label={say(words.totals, lang)}>
      {standings
        .filter((s) => counts.has(s))
        .map((s) => (
          <li>
            <Seal standing={s} /> <b>{showCount(counts.get(s) ?? 0, lang)}</b> <span>{lower(say(standingWords[s], lang))}</span>
          </li>
        ))}
    </ul>
  );
}

function Vows({ promises, lang, open }: { promises: readonly BoardPromise[]; lang: Language; open?: boolean }) {
  return (
    <ul class="vows">
      {promises.map((p) => (
        <Vow promise={p} lang={lang} open={open} />
      ))}
    </ul>
  );
}

function Vow({
  promise: { promise, standing, controls },
  lang,
  open,
}: {
  promise: BoardPromise;
  lang: Language;
  open?: boolean | undefined;
}) {
  return (
    <li class="vow" id={promise.id}>
      <Seal standing={standing} />
      <h3>{say(promise.text, lang)}</h3>
      <div class="found">
        <p>
          <b class={toneOf(standing)}>{say(standingWords[standing], lang)}.</b> {say(summary(controls), lang)}
        </p>
        <p>
          <small class="num">{promise.id}</small>
        </p>
      </div>
      {controls.length > 0 && (
        <details class="proof" open={open}>
          <summary>
            <Icon name="next" /> {say(words.how, lang)}
            <span class="vh"> {promise.id}</span>
          </summary>
          <dl>
            {controls.map((c) => (
              <>
                <dt>
                  <Seal standing={c.standing} /> {say(standingWords[c.standing], lang)}
                </dt>
                <dd>
                  {c.text && `${say(c.text, lang)} `}
                  <code>{c.control}</code>
                  <br />
                  {say(c.explanation, lang)} {say(numbers(c, lang), lang)}
                  {c.since && (c.standing === "broken" || c.standing === "at_risk") && (
                    <>
                      {" "}
                      {say(words.since, lang)} <Moment at={c.since} lang={lang} />.
                    </>
                  )}
                </dd>
              </>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

/** One sentence for the whole promise: what is worst is said, and how much of it is checked. */
function summary(controls: readonly BoardControl[]): Both {
  if (controls.length === 0) return wordsOnly;
  if (controls.length === 1) return controls[0]?.explanation ?? wordsOnly;
  const built = controls.filter((c) => c.standing !== "not_built").length;
  const trouble = controls.find((c) => c.standing === "broken") ?? controls.find((c) => c.standing === "at_risk");
  if (trouble) return trouble.explanation;
  return built === controls.length
    ? { vi: `${built} cách giữ, đều được kiểm.`, en: `${built} controls, all of them checked.` }
    : { vi: `${built} trong ${controls.length} cách giữ đang được kiểm.`, en: `${built} of ${controls.length} controls are checked.` };
}

function numbers({ standing, done, refused }: BoardControl, lang: Language): Both {
  if (standing === "not_built" || done + refused === 0) return { vi: "", en: "" };
  const [d, r] = [showCount(done, lang), showCount(refused, lang)];
  return { vi: `Đã làm ${d} lần, từ chối ${r} lần.`, en: `Done ${d}, refused ${r}.` };
}

const tones: Readonly<Record<Standing, string | undefined>> = {
  kept: "kept",
  at_risk: "risk",
  broken: "broken",
  attested: "attested",
  not_exercised: undefined,
  not_built: undefined,
};

function toneOf(standing: Standing): string | undefined {
  return tones[standing];
}

function lower(said: string): string {
  return said.slice(0, 1).toLowerCase() + said.slice(1);
}

const areas: readonly { id: string; title: Both; about: readonly PolicyPromise["about"][] }[] = [
  { id: "collecting", title: { vi: "Thu thập", en: "Collecting" }, about: ["asked", "cookies"] },
  { id: "using", title: { vi: "Sử dụng và chia sẻ", en: "Using and sharing" }, about: ["purposes", "messages", "recipients", "access"] },
  { id: "keeping", title: { vi: "Giữ kín và xoá", en: "Keeping safe and erasing" }, about: ["security", "retention", "breach"] },
  { id: "answering", title: { vi: "Quyền và khiếu nại", en: "Rights and complaints" }, about: ["who", "rights", "complaints", "changes"] },
];

const wordsOnly: Both = {
  vi: "Mới chỉ là lời: chưa có cách giữ hay cách kiểm nào.",
  en: "Words only: nothing keeps or checks it yet.",
};

const words = {
  title: { vi: "Cam kết", en: "Promises" },
  last: { vi: "Kiểm lần cuối", en: "Last checked" },
  never: { vi: "Chưa kiểm lần nào.", en: "Not checked yet." },
  totals: { vi: "Tổng số theo tình trạng", en: "Totals by standing" },
  urgent: { vi: "Chưa giữ được, hoặc có nguy cơ", en: "Not kept, or at risk" },
  how: { vi: "Giữ bằng gì, kiểm thấy gì", en: "What keeps it, and what was found" },
  since: { vi: "Từ", en: "Since" },
} as const satisfies Record<string, Both>;
