import { type Language, type Policy, say, type Touchpoint } from "@kept/language";
import { words } from "./words.js";

/** Beside the form: what it is for, who receives it, who can see it, how long it is kept, what happens next. */
export function Aside({
  policy,
  name,
  touchpoint,
  why,
  lang,
}: {
  policy: Policy;
  name: string;
  touchpoint: Touchpoint;
  why: readonly string[];
  lang: Language;
}) {
  const purposes = purposesOf(touchpoint);
  const fields = Object.keys(touchpoint.fields);
  const receive = Object.values(policy.recipients).filter(
    (r) => r.purposes.some((p) => purposes.has(p)) && (r.fields.length === 0 || r.fields.some((f) => fields.includes(f))),
  );
  const see = Object.values(policy.roles).filter((r) => r.reads.some((g) => g.purposes.some((p) => purposes.has(p))));
  const keep = policy.retention.filter((r) => governs(r.of, name, touchpoint, fields));
  const t = (text: Parameters<typeof say>[0]) => say(text, lang);
  return (
    <aside class="aside small" aria-labelledby="where">
      <h2 id="where">{t(words.where)}</h2>
      <dl>
        {why.length > 0 && <dt>{t(words.why)}</dt>}
        {why.map((line) => (
          <dd>{line}</dd>
        ))}
        <dt>{t(words.who)}</dt>
        <dd>{t(policy.organisation.legal_name ?? policy.organisation.name)}.</dd>
        {receive.length === 0 ? <dd>{t(words.nobody)}</dd> : receive.map((r) => <dd>{t(r.text)}</dd>)}
        {see.length > 0 && <dt>{t(words.sees)}</dt>}
        {see.map((r) => (
          <dd>{t(r.text)}</dd>
        ))}
        {keep.length > 0 && <dt>{t(words.until)}</dt>}
        {keep.map((r) => (
          <dd>{t(r.text)}</dd>
        ))}
        <dt>{t(words.next)}</dt>
        <dd>{t(touchpoint.confirms ? words.nextCode : words.nextDone)}</dd>
      </dl>
    </aside>
  );
}

function purposesOf(touchpoint: Touchpoint): ReadonlySet<string> {
  return new Set([touchpoint.for, ...touchpoint.consents, ...Object.values(touchpoint.fields).flatMap((f) => f.purposes)]);
}

function governs(of: Policy["retention"][number]["of"], name: string, touchpoint: Touchpoint, fields: readonly string[]): boolean {
  if (of.touchpoints && !of.touchpoints.includes(name)) return false;
  if (of.occasion !== undefined && of.occasion !== touchpoint.occasion) return false;
  return !of.fields || of.fields.some((f) => fields.includes(f));
}
