import { type Language, say, type Text } from "@kept/language";
import { Button, ErrorSummary, Field, Form, Layout, Send, Told } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { touchpointOf } from "../rules.js";
import { words } from "./words.js";

interface After {
  readonly policy: PublishedPolicy;
  readonly name: string;
  readonly lang: Language;
  readonly path: string;
}

/** Where the code is typed that proves the contact. */
export function ConfirmPage({ policy, name, lang, path, err }: After & { readonly err?: Text | undefined }) {
  const { organisation } = policy.policy;
  const t = (text: Text) => say(text, lang);
  return (
    <Layout organisation={organisation} lang={lang} path={path} title={t(words.confirmTitle)} refused={err !== undefined}>
      <div class="flow">
        <h1>{t(words.confirmTitle)}</h1>
        <p class="measure">{t(words.confirmIntro)}</p>
        <p class="soft">{t(touchpointOf(policy.policy, name).text)}</p>
      </div>
      <Form lang={lang} action={path} tight>
        <ErrorSummary lang={lang} errors={err ? [{ name: "code", text: t(err) }] : []} />
        <Field lang={lang} type="code" name="code" label={t(words.code)} need err={err && t(err)} />
        <Send note={<a href={`/${organisation.id}/account/sign-in`}>{t(words.noCode)}</a>}>
          <Button>{t(words.confirm)}</Button>
        </Send>
      </Form>
    </Layout>
  );
}

export type Ended = "received" | "confirmed" | "joined";

/** Says that it arrived, and what comes next. */
export function DonePage({ policy, name, lang, path, ended }: After & { readonly ended: Ended }) {
  const { organisation } = policy.policy;
  const t = (text: Text) => say(text, lang);
  return (
    <Layout organisation={organisation} lang={lang} path={path} title={t(words.doneTitle)}>
      <div class="flow">
        <h1>{t(touchpointOf(policy.policy, name).text)}</h1>
        <Told title={t(words.doneTitle)}>
          <p>{t(ended === "received" ? words.doneText : words.doneConfirmed)}</p>
          {ended === "joined" && <p>{t(words.doneJoined)}</p>}
        </Told>
        <p class="row">
          {ended !== "received" && <Button href={`/${organisation.id}/account`}>{t(words.mine)}</Button>}{" "}
          <Button kind="quiet" href={`/${organisation.id}`}>
            {t(words.centre)}
          </Button>
        </p>
      </div>
    </Layout>
  );
}
