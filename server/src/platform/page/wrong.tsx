import type { Language } from "@kept/language";
import { Button } from "./button.js";
import { type Controller, Layout, Plain } from "./layout.js";
import { type Both, say, toCentre, unknownWords, waitWords, wrongWords } from "./words.js";

export type WrongProps = {
  lang: Language;
  path: string;
  status: number;
  /** What happened, from the catalogue of refusals. */
  text?: Both;
  /** After too many attempts: seconds to wait, as `Retry-After` says. */
  wait?: number;
  /** Where known; otherwise the page belongs to nobody. */
  organisation?: Controller | undefined;
};

/** The page of a refusal or a fault (403, 404, 429, 500…): what happened, and what to do. */
export function Wrong({ lang, path, status, text, wait, organisation }: WrongProps) {
  const words = wrongWords(status);
  const title = say(words.title, lang);
  const inside = (
    <div class="wrong flow">
      <h1>{title}</h1>
      {text && <p>{say(text, lang)}</p>}
      {wait !== undefined && <p>{say(waitWords(wait), lang)}</p>}
      {(organisation || status !== 404) && <p class="soft">{say(words.next, lang)}</p>}
      {organisation && (
        <p>
          <Button kind="quiet" href={`/${organisation.id}`}>
            {say(toCentre, lang)}
          </Button>
        </p>
      )}
    </div>
  );
  if (!organisation) {
    return (
      <Plain lang={lang} path={path} title={title}>
        {inside}
      </Plain>
    );
  }
  return (
    <Layout organisation={organisation} lang={lang} path={path} title={title}>
      {inside}
    </Layout>
  );
}

/** The page at an address whose organisation does not live here. It does not say which ones do. */
export function UnknownOrganisation({ lang, path }: { lang: Language; path: string }) {
  const title = say(unknownWords.title, lang);
  return (
    <Plain lang={lang} path={path} title={title}>
      <div class="wrong flow">
        <h1>{title}</h1>
        <p class="soft">{say(unknownWords.next, lang)}</p>
      </div>
    </Plain>
  );
}
