import type { Language, Policy } from "@kept/language";
import type { Child } from "hono/jsx";
import { asset } from "./assets.js";
import { Footer } from "./footer.js";
import { inLanguage } from "./links.js";
import { languageNames, say, layoutWords as w } from "./words.js";

/** The part of a policy that every page shows: pass `policy.organisation`. */
export type Controller = Policy["organisation"];
export type Tab = "centre" | "notice" | "promises" | "account";

export type LayoutProps = {
  organisation: Controller;
  lang: Language;
  /** Path and query as asked (`call.path`), so that the language switch leads back here. */
  path: string;
  title: string;
  /** The tab this page belongs to, if any. */
  tab?: Tab;
  /** The form came back refused: the title begins with “Error”. */
  refused?: boolean;
  /** Links of the footer beside the contact: cookie choices, complaint. */
  links?: readonly { href: string; text: string }[];
  children?: Child;
};

/** A whole page of an organisation. Give it to `render`. */
export function Layout({ organisation, lang, path, title, tab, refused, links, children }: LayoutProps) {
  const name = say(organisation.name, lang);
  const home = `/${organisation.id}`;
  const tabs = { centre: home, notice: `${home}/notice`, promises: `${home}/promises`, account: `${home}/account` };
  return (
    <Document lang={lang} title={`${refused ? `${say(w.error, lang)}: ` : ""}${title} · ${name}`}>
      <header class="top">
        <div class="wrap">
          <a class="org" href={home}>
            <span class="logo" aria-hidden="true">
              {organisation.prefix.slice(0, 3)}
            </span>
            <span>
              <b>{name}</b>
              <small>{say(w.privacy, lang)}</small>
            </span>
          </a>
          <nav class="tabs" aria-label={say(w.pages, lang)}>
            {(["centre", "notice", "promises", "account"] as const).map((t) => (
              <a href={tabs[t]} aria-current={t === tab ? "page" : undefined}>
                {say(w[t], lang)}
              </a>
            ))}
          </nav>
          <LanguageSwitch lang={lang} path={path} />
        </div>
      </header>
      <main id="main" class="wrap" tabindex={-1}>
        {children}
      </main>
      <Footer organisation={organisation} lang={lang} links={links ?? []} />
    </Document>
  );
}

/** A page that belongs to no organisation: the list of organisations, an unknown address. */
export function Plain({ lang, path, title, children }: { lang: Language; path: string; title: string; children?: Child }) {
  return (
    <Document lang={lang} title={`${title} · Kept`}>
      <header class="top">
        <div class="wrap">
          <span class="org">
            <b>Kept</b>
          </span>
          <LanguageSwitch lang={lang} path={path} />
        </div>
      </header>
      <main id="main" class="wrap" tabindex={-1}>
        {children}
      </main>
    </Document>
  );
}

function Document({ lang, title, children }: { lang: Language; title: string; children?: Child }) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={asset("kept.css").path} />
        <link rel="icon" type="image/svg+xml" href={asset("icon.svg").path} />
      </head>
      <body>
        <a class="skip" href="#main">
          {say(w.skip, lang)}
        </a>
        {children}
      </body>
    </html>
  );
}

function LanguageSwitch({ lang, path }: { lang: Language; path: string }) {
  return (
    <nav class="lang" aria-label={say(w.language, lang)}>
      {(["vi", "en"] as const).map((l) => (
        <a href={inLanguage(path, l)} hreflang={l} lang={l} aria-current={l === lang ? "true" : undefined}>
          {languageNames[l]}
        </a>
      ))}
    </nav>
  );
}
