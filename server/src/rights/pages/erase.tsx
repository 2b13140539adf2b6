import type { ErasureCertificate } from "@kept/contract";
import type { Policy } from "@kept/language";
import type { PersonCall } from "../../platform/http/index.js";
import { Button, Form, Send, say, showDate } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import type { HeldValue } from "../../vault/index.js";
import { linesOf } from "../certificate/lines.js";
import { certificateWords, refusalWords } from "../certificate/words.js";
import type { Holdings } from "../held.js";
import { eraseWords as e } from "../hold/words.js";
import { named } from "../rules.js";
import { words as w } from "../words.js";
import { at, Errors, type Wrong } from "./frame.js";
import { KeptItems } from "./holds.js";

/** Before a field is erased: what goes, and what it is in use for. */
export function EraseFieldPage({
  call,
  policy,
  held,
  count,
  wrong,
}: {
  call: PersonCall;
  policy: PublishedPolicy;
  held: HeldValue;
  count: number;
  wrong: Wrong | undefined;
}) {
  const { lang } = call;
  const purposes = held.origin.purposes.map((p) => named(policy.policy.purposes, p, lang)).join("; ");
  return (
    <>
      <div class="flow begin">
        <h1>{say(e.fieldTitle(named(policy.policy.fields, held.field, lang)), lang)}</h1>
      </div>
      <Form lang={lang} action={at(call, `/values/${held.id}/erase`)} tight>
        <Errors call={call} wrong={wrong} />
        <div class="flow measure" id="confirm">
          <p>
            {say(e.what, lang)}: {say(e.values(count), lang)}.
          </p>
          <p>{say(e.needed(purposes), lang)}</p>
        </div>
        <Send>
          <Button kind="danger" icon="erase" name="confirm" value="yes">
            {say(e.yesField, lang)}
          </Button>
          <Button kind="quiet" href={at(call)}>
            {say(w.keep, lang)}
          </Button>
        </Send>
      </Form>
    </>
  );
}

/** Before everything is erased: what goes, what stays and why. */
export function EraseAllPage({
  call,
  policy,
  held,
  wrong,
}: {
  call: PersonCall;
  policy: PublishedPolicy;
  held: Holdings;
  wrong: Wrong | undefined;
}) {
  const { lang } = call;
  return (
    <>
      <div class="flow begin">
        <h1>{say(e.title, lang)}</h1>
      </div>
      <Form lang={lang} action={at(call, "/erase")} tight>
        <Errors call={call} wrong={wrong} />
        <section class="flow measure" aria-labelledby="goes">
          <h2 id="goes">{say(e.what, lang)}</h2>
          <p>{say(e.everything, lang)}</p>
          {!held.closed && <p>{say(e.counts(held.values.length, held.files.length, held.submissions.length), lang)}</p>}
        </section>
        <section class="flow measure" aria-labelledby="stays">
          <h2 id="stays">{say(e.stays, lang)}</h2>
          <ul>
            <KeptItems call={call} policy={policy} kept={held.kept} />
            {held.refusals.map((r) => (
              <li>
                {say(
                  refusalWords(
                    r.purposes.map((p) => named(policy.policy.purposes, p, lang)),
                    r.article,
                    showDate(r.until, lang),
                  ),
                  lang,
                )}
              </li>
            ))}
            <li>{say(e.events, lang)}</li>
            <li>{say(e.ledger, lang)}</li>
            {held.occasions.length > 0 && <li>{say(e.occasion, lang)}</li>}
          </ul>
        </section>
        <div class="field">
          <label class="opt">
            <input id="confirm" type="checkbox" name="confirm" value="yes" /> {say(e.tick, lang)}
          </label>
        </div>
        <Send>
          <Button kind="danger" icon="erase">
            {say(e.yes, lang)}
          </Button>
          <Button kind="quiet" href={at(call)}>
            {say(w.keep, lang)}
          </Button>
        </Send>
      </Form>
    </>
  );
}

/** A certificate, and itself as a document. */
export interface Certified {
  readonly certificate: ErasureCertificate;
  readonly pdf: Buffer;
}

/**
 * What the person keeps: shown once, because afterwards nobody can know who they were. The files are in the page itself, for the same
 * reason: there is no address that could give them again.
 */
export function CertificatePage({ call, policy, certificates }: { call: PersonCall; policy: Policy; certificates: readonly Certified[] }) {
  const { lang } = call;
  return (
    <>
      <div class="flow begin">
        <h1>{say(e.done, lang)}</h1>
        <p class="measure">{say(e.doneMore, lang)}</p>
      </div>
      {certificates.map(({ certificate: c, pdf }) => (
        <>
          <dl class="why">
            {linesOf(c, policy, lang).map((line) => (
              <>
                <dt>{line.term}</dt>
                {line.said.map((text) => (
                  <dd>{line.code ? <code>{text}</code> : text}</dd>
                ))}
              </>
            ))}
          </dl>
          <p class="begin">
            <a
              class="btn"
              download={`${c.organisation.slug}-${c.erasure.id}.pdf`}
              href={`data:application/pdf;base64,${pdf.toString("base64")}`}
            >
              {say(e.pdf, lang)}
            </a>{" "}
            <a
              class="btn quiet"
              download={`${c.organisation.slug}-${c.erasure.id}.json`}
              href={`data:application/json;base64,${Buffer.from(JSON.stringify(c, null, 2)).toString("base64")}`}
            >
              {say(e.json, lang)}
            </a>
          </p>
        </>
      ))}
      <p class="soft measure">{say(certificateWords.verify, lang)}</p>
      <p class="begin">
        <Button kind="quiet" href={`/${call.organisation.slug}`}>
          {lang === "vi" ? "Về trung tâm quyền riêng tư" : "To the privacy centre"}
        </Button>
      </p>
    </>
  );
}
