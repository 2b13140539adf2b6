import { type Language, type Shown, say, type Text } from "@kept/language";
import type { Fault } from "../../platform/index.js";
import { Ask, Asked, Button, Choice, ErrorSummary, Field, Form, FormPart, Layout, Send } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { askedPurposes, provedBy, touchpointOf } from "../rules.js";
import { Aside } from "./aside.js";
import { consentPrefix, dutyPrefix, type Typed, tokenName } from "./typed.js";
import { sendWords, words } from "./words.js";

export interface FormView {
  readonly policy: PublishedPolicy;
  readonly name: string;
  readonly lang: Language;
  readonly path: string;
  readonly token: string;
  readonly typed: Typed;
  /** The exact words of each purpose and duty asked here; they are what is stored with the answer. */
  readonly shown: { readonly purposes: Readonly<Record<string, Shown>>; readonly duties: Readonly<Record<string, Shown>> };
  readonly faults: readonly Fault[];
  /** Said at the top where the whole form was not taken: it came too fast, too late, or the notice is newer. */
  readonly told?: Text | undefined;
}

/** A touchpoint's form: what is asked, for which purposes, what is optional; nothing is preset; works without script. */
export function TouchpointForm(v: FormView) {
  const { lang, name, typed, faults } = v;
  const { policy } = v.policy;
  const touchpoint = touchpointOf(policy, name);
  const t = (text: Text) => say(text, lang);
  const errors = [
    ...(v.told ? [{ name: "main", text: t(v.told) }] : []),
    ...faults.map((f) => ({ name: f.path, text: named(labelOf(v, f.path), say(f.text, lang)) })),
  ];
  const asked = askedPurposes(policy, touchpoint);
  const formDuties = touchpoint.duties.filter((d) => policy.duties[d]?.manner === "form");
  const usedDuties = touchpoint.duties.filter((d) => policy.duties[d]?.manner === "use");
  const common = commonLines(asked.map((p) => v.shown.purposes[p]?.lines ?? []));
  const everywhere = servedByAll(v);
  const forLines = asked.includes(touchpoint.for) ? [] : (v.shown.purposes[touchpoint.for]?.lines ?? []);
  const representative = touchpoint.representative;
  const behind = new Set(representative ? [representative.name, representative.contact] : []);
  const send = sendWords(v.policy.version, touchpoint.accuracy);
  const files = Object.keys(touchpoint.fields).some((f) => policy.fields[f]?.type === "file");
  return (
    <Layout organisation={policy.organisation} lang={lang} path={v.path} title={t(touchpoint.text)} refused={errors.length > 0}>
      <div class="two">
        <div class="form">
          <div class="flow">
            <h1>{t(touchpoint.text)}</h1>
            {touchpoint.intro && <p class="measure soft">{t(touchpoint.intro)}</p>}
          </div>
          <Form
            lang={lang}
            action={v.path}
            hidden={{ [tokenName]: v.token, ...(typed.occasion ? { occasion: typed.occasion } : {}) }}
            trap
            files={files}
          >
            <ErrorSummary lang={lang} errors={errors} />
            <FormPart title={t(words.ask)}>
              {everywhere.length > 0 && (
                <p class="hint">
                  {t(words.allUsedFor)}: {everywhere.map((p) => t(policy.purposes[p]?.text ?? { vi: p })).join("; ")}.
                </p>
              )}
              {Object.keys(touchpoint.fields)
                .filter((f) => !behind.has(f))
                .map((f) => (
                  <Question v={v} field={f} everywhere={everywhere} />
                ))}
            </FormPart>
            {representative && (
              <FormPart title={t(words.representative)}>
                <p class="hint">{t(words.representativeHint)}</p>
                {[...behind].map((f) => (
                  <Question v={v} field={f} everywhere={everywhere} />
                ))}
              </FormPart>
            )}
            {asked.length > 0 && (
              <Ask id="agree" title={t(words.agree)} hint={[t(words.agreeHint), ...common].join("\n")}>
                {asked.map((p) => (
                  <Choice
                    lang={lang}
                    name={consentPrefix + p}
                    title={t(policy.purposes[p]?.text ?? { vi: p })}
                    hint={v.shown.purposes[p]?.lines
                      .slice(1)
                      .filter((line) => !common.includes(line))
                      .join("\n")}
                    need={p === touchpoint.for}
                    value={typed.consents[p]}
                    err={faultOf(v, consentPrefix + p)}
                  />
                ))}
              </Ask>
            )}
            {formDuties.length > 0 && (
              <FormPart title={t(words.duties)}>
                {formDuties.map((d) => (
                  <Field
                    lang={lang}
                    type="choices"
                    name={dutyPrefix + d}
                    label={v.shown.duties[d]?.lines[0] ?? ""}
                    hint={v.shown.duties[d]?.lines.slice(1).join("\n")}
                    need
                    options={[{ value: "yes", text: t(words.dutyRead) }]}
                    value={typed.duties.includes(d) ? ["yes"] : []}
                    err={faultOf(v, dutyPrefix + d)}
                  />
                ))}
              </FormPart>
            )}
            <Send
              note={
                <>
                  {usedDuties.flatMap((d) => v.shown.duties[d]?.lines ?? []).join(" ")} {t(send.before)}
                  <a href={`/${policy.organisation.id}/notice/${v.policy.version}`}>{t(send.link)}</a>
                  {t(send.after)}
                </>
              }
            >
              <Button>{t(words.send)}</Button>
            </Send>
          </Form>
        </div>
        <Aside policy={policy} name={name} touchpoint={touchpoint} why={forLines} lang={lang} />
      </div>
    </Layout>
  );
}

/** Sentences that every question would repeat (controller, rights): said once, above them. Each answer is stored with all of its words. */
function commonLines(questions: readonly (readonly string[])[]): string[] {
  const [first, ...others] = questions;
  if (!first || others.length === 0) return [];
  return first.filter((line) => others.every((lines) => lines.includes(line)));
}

/** Purposes that every field of the form serves: said once, above the fields. */
function servedByAll({ policy: { policy }, name }: FormView): string[] {
  const [first, ...others] = Object.values(policy.touchpoints[name]?.fields ?? {}).map((f) => f.purposes);
  return (first ?? []).filter((p) => others.length > 0 && others.every((purposes) => purposes.includes(p)));
}

function Question({ v, field, everywhere }: { v: FormView; field: string; everywhere: readonly string[] }) {
  const { policy } = v.policy;
  const declared = policy.fields[field];
  const asked = policy.touchpoints[v.name]?.fields[field];
  if (!declared || !asked || declared.type === "ip") return null;
  const typed = v.typed.values[field];
  const rows = v.typed.rows[field] ?? [];
  return (
    <Asked
      lang={v.lang}
      name={field}
      field={declared}
      asked={{ required: asked.required || field === provedBy(policy, touchpointOf(policy, v.name)), hint: hintOf(v, field, everywhere) }}
      value={declared.type === "secret" ? undefined : typed}
      rows={v.typed.add === field ? [...rows, {}] : rows}
      err={faultOf(v, field)}
      again={v.typed.token !== ""}
    />
  );
}

/** The field's own hint, and what it is asked for besides what all are. */
function hintOf(v: FormView, field: string, everywhere: readonly string[]): Text {
  const { policy } = v.policy;
  const asked = policy.touchpoints[v.name]?.fields[field];
  const own = asked?.hint ?? policy.fields[field]?.hint;
  const purposes = (asked?.purposes ?? []).filter((p) => !everywhere.includes(p)).flatMap((p) => policy.purposes[p]?.text ?? []);
  const lead = everywhere.length > 0 ? words.alsoUsedFor : words.usedFor;
  const said = (lang: Language) =>
    [own ? say(own, lang) : "", purposes.length > 0 ? `${say(lead, lang)}: ${purposes.map((p) => say(p, lang)).join("; ")}.` : ""]
      .filter((s) => s !== "")
      .join(" ");
  return { vi: said("vi"), en: said("en") };
}

function faultOf(v: FormView, path: string): string | undefined {
  const found = v.faults.find((f) => f.path === path);
  return found && say(found.text, v.lang);
}

/** Errors at the top name their question, so that they can be read by themselves. */
function labelOf(v: FormView, path: string): string {
  const { policy } = v.policy;
  const text = path.startsWith(consentPrefix) ? policy.purposes[path.slice(consentPrefix.length)]?.text : policy.fields[path]?.text;
  return text ? say(text, v.lang) : "";
}

function named(label: string, text: string): string {
  return label === "" || text.includes(`“${label}”`) ? text : `${label}: ${text}`;
}
