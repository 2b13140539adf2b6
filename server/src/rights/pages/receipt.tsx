import type { Receipt } from "../../consent/index.js";
import type { PersonCall } from "../../platform/http/index.js";
import { Moment, say } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { named } from "../rules.js";
import { actWords, methodWords, receiptWords as r, words as w, withdrawalWords } from "../words.js";
import { at } from "./frame.js";

/** The receipt of one act, to be printed: who said what, when, to which words, and how to take it back (decree 356/2025 art. 6.1–6.2). */
export function ReceiptPage({ call, policy, receipt }: { call: PersonCall; policy: PublishedPolicy; receipt: Receipt }) {
  const { lang } = call;
  const { controller: c } = receipt;
  const by = receipt.by === "person" ? r.byYou : receipt.by === "staff" ? r.byStaff : r.byKey;
  const contact = [c.contact.address && say(c.contact.address, lang), c.contact.phone, c.contact.email, c.contact.website].filter(
    (x) => x !== undefined,
  );
  const rows = [
    [r.said, <b>{say(actWords[receipt.act], lang)}</b>],
    [r.purpose, say(receipt.purposeText, lang)],
    [r.when, <Moment at={receipt.at} lang={lang} />],
    [r.how, `${say(methodWords[receipt.method], lang)}, ${say(by, lang)}`],
    [r.where, receipt.touchpoint ? named(policy.policy.touchpoints, receipt.touchpoint, lang) : say(w.back, lang)],
    [r.notice, <a href={`/${call.organisation.slug}/notice/${receipt.noticeVersion}`}>{say(w.notice(receipt.noticeVersion), lang)}</a>],
    [r.controller, [say(c.legal_name ?? c.name, lang), ...contact].join(" · ")],
    [r.withdraw, receipt.withdrawal.map((x) => say(withdrawalWords[x] ?? { vi: x, en: x }, lang)).join(", ")],
    [r.id, receipt.consent],
    [r.event, receipt.event],
  ] as const;
  return (
    <>
      <div class="flow begin">
        <h1>{say(r.title, lang)}</h1>
        <p class="soft">{say(receipt.purposeText, lang)}</p>
      </div>
      <dl class="why">
        {rows
          .filter(([label]) => label !== r.where || receipt.touchpoint !== null)
          .map(([label, value]) => (
            <>
              <dt>{say(label, lang)}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
      <section class="log flow" aria-labelledby="words">
        <h2 id="words">{say(r.text, lang)}</h2>
        {receipt.text === null ? (
          <p class="soft">{say(r.noText, lang)}</p>
        ) : (
          <blockquote class="flow measure" lang={receipt.language ?? lang}>
            {receipt.text.split("\n").map((line) => (
              <p>{line}</p>
            ))}
          </blockquote>
        )}
        {receipt.digest && (
          <p class="small soft">
            {say(r.digest, lang)}: <code>{receipt.digest}</code>
          </p>
        )}
        <p>
          <a href={at(call)}>{say(w.back, lang)}</a>
        </p>
      </section>
    </>
  );
}
