import type { Language } from "@kept/language";
import { Moment, render, say, Table } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { fieldOf, named, showContent } from "../rules.js";
import { untilText } from "../until.js";
import { actWords, receiptWords, words as w } from "../words.js";
import type { Gathered } from "./gather.js";
import { filePath } from "./tables.js";

/** The copy for people: one page that needs no network, in their language. Its stylesheet lies beside it. */
export function readable(g: Gathered, policy: PublishedPolicy, lang: Language, now: Date): Promise<string> {
  const p = policy.policy;
  const title = say(w.title(say(p.organisation.name, lang)), lang);
  const shown = g.held.values.filter((v) => !v.replacedAt);
  return render(
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="kept.css" />
      </head>
      <body>
        <main class="wrap flow">
          <h1>{title}</h1>
          <p class="soft">
            <Moment at={now} lang={lang} />
          </p>
          <Table
            caption={say(w.held, lang)}
            head={[lang === "vi" ? "Mục" : "Item", lang === "vi" ? "Thông tin" : "Value", say(w.why, lang)]}
            rows={shown.map((v) => [
              named(p.fields, v.field, lang),
              "content" in v.value ? showContent(fieldOf(p, v.field), v.value.content, lang) : "",
              <>
                {v.origin.purposes.map((x) => named(p.purposes, x, lang)).join("; ")}. {say(w.until, lang)}:{" "}
                {untilText(
                  p,
                  { field: v.field, touchpoint: v.origin.touchpoint, occasion: undefined, ending: g.held.endings.get(v.id) },
                  lang,
                )}
              </>,
            ])}
          />
          <Table
            caption={say(receiptWords.title, lang)}
            head={[say(receiptWords.purpose, lang), say(receiptWords.said, lang), say(receiptWords.when, lang)]}
            rows={g.receipts.map((r) => [say(r.purposeText, lang), say(actWords[r.act], lang), <Moment at={r.at} lang={lang} />])}
          />
          {g.receipts
            .filter((r) => r.text !== null)
            .map((r) => (
              <section class="flow">
                <h2>{say(r.purposeText, lang)}</h2>
                {(r.text ?? "").split("\n").map((line) => (
                  <p>{line}</p>
                ))}
                <p class="small soft">
                  {say(receiptWords.digest, lang)}: <code>{r.digest}</code>
                </p>
              </section>
            ))}
          {g.files.length > 0 && (
            <ul>
              {g.files.map((f) => (
                <li>
                  <a href={filePath(f)}>{f.name}</a>
                </li>
              ))}
            </ul>
          )}
        </main>
      </body>
    </html>,
  );
}
