import type { ErasureCertificate } from "@kept/contract";
import { type Language, type Policy, say } from "@kept/language";
import { showDate, showMoment } from "../../platform/page/index.js";
import { named } from "../rules.js";
import { boundWords, causeWords, copyWords, keptWords, refusalWords, triedWords, certificateWords as w } from "./words.js";

/** A line of the certificate: what it speaks of, and what it says. `code`: letters to be copied exactly. */
export interface Line {
  readonly term: string;
  readonly said: readonly string[];
  readonly code?: boolean;
}

/** What a certificate says, line by line: the same on the page and in the PDF. */
export function linesOf(c: ErasureCertificate, policy: Policy, lang: Language): Line[] {
  const day = (d: string) => showDate(d, lang);
  const moment = (d: string) => showMoment(new Date(d), lang);
  const field = (f: string) => named(policy.fields, f, lang);
  const kept = c.kept_back.map((k) => {
    const why = k.article ? `${say(keptWords[k.kind], lang)} (${k.article})` : say(keptWords[k.kind], lang);
    const until = lang === "vi" ? `đến hết ${day(k.until)}, rồi huỷ` : `until the end of ${day(k.until)}, then destroyed`;
    return `${k.fields.map(field).join(", ")}: ${why}; ${until}.`;
  });
  const refusals = c.refusals.map(
    (r) =>
      `${say(
        refusalWords(
          r.purposes.map((p) => named(policy.purposes, p, lang)),
          r.article,
          day(r.until),
        ),
        lang,
      )}`,
  );
  const cleared = c.destroyed.finished_at ? `${say(w.rows, lang)} ${moment(c.destroyed.finished_at)}.` : `${say(w.rowsWait, lang)}.`;
  return [
    { term: say(w.organisation, lang), said: [say(c.organisation.name, lang), ...(c.organisation.email ? [c.organisation.email] : [])] },
    { term: say(w.what, lang), said: [c.erasure.field === null ? say(w.everything, lang) : field(c.erasure.field)] },
    { term: say(w.at, lang), said: [moment(c.erasure.at)] },
    { term: say(w.cause, lang), said: [say(causeWords[c.erasure.cause] ?? { vi: c.erasure.cause, en: c.erasure.cause }, lang)] },
    { term: say(w.record, lang), said: [c.record], code: true },
    { term: say(w.erasure, lang), said: [c.erasure.id], code: true },
    { term: say(w.key, lang), said: [`${say(w.version, lang)} ${c.key.version}, ${c.key.algorithm}, ${c.key.bits} bit`] },
    {
      term: say(w.copies, lang),
      said: [`${c.destroyed.copies.map((x) => say(copyWords[x] ?? { vi: x, en: x }, lang)).join(", ")}.`, cleared],
    },
    { term: say(w.kept, lang), said: kept.length + refusals.length > 0 ? [...kept, ...refusals] : [say(w.keptNone, lang)] },
    { term: say(w.backups, lang), said: [say(boundWords(c.backups, day), lang)] },
    {
      term: say(w.tried, lang),
      said: [say(triedWords(c.verification.tried, c.verification.opened, c.verification.at && moment(c.verification.at)), lang)],
    },
    ...(c.evidence.event ? [{ term: say(w.event, lang), said: [c.evidence.event], code: true }] : []),
    ...(c.evidence.salt ? [{ term: say(w.salt, lang), said: [c.evidence.salt], code: true }] : []),
  ];
}
