import { type ReactNode, useEffect } from "react";
import { Seal } from "../kit/icon.js";
import { type Both, useLanguage, useSay } from "../kit/language.js";
import { languageNames, words } from "./words.js";

interface Props {
  readonly title: Both;
  /** A line over the title: whose door this is. */
  readonly over?: string;
  readonly children: ReactNode;
}

/** The frame of screens before sign-in. */
export function Outside({ title, over, children }: Props) {
  const say = useSay();
  const said = say(title);
  useEffect(() => {
    document.title = `${said} · Kept`;
  }, [said]);
  return (
    <div className="out">
      <header>
        <span className="brand">
          <Seal standing="kept" />
          <b>Kept</b>
        </span>
        <LanguageSwitch />
      </header>
      <main id="main">
        {over && <p className="soft">{over}</p>}
        <h1>{said}</h1>
        {children}
      </main>
    </div>
  );
}

function LanguageSwitch() {
  const say = useSay();
  const { language, speak } = useLanguage();
  return (
    <fieldset className="switch push">
      <legend className="vh">{say(words.language)}</legend>
      {(["vi", "en"] as const).map((l) => (
        <button key={l} type="button" lang={l} aria-pressed={language === l} onClick={() => speak(l)}>
          {languageNames[l]}
        </button>
      ))}
    </fieldset>
  );
}
