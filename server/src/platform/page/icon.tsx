import type { Language } from "@kept/language";
import { type IconName, markOf, type Standing } from "./symbols.js";
import { say, standingWords } from "./words.js";

/** A small drawing beside words; never the only bearer of meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="i" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The seal alone, for rows of seals whose words stand beside them. Elsewhere use `Mark`. */
export function Seal({ standing }: { standing: Standing }) {
  return (
    <svg class={`mark ${markOf[standing]}`} aria-hidden="true">
      <use href={`#m-${markOf[standing]}`} />
    </svg>
  );
}

/** How a promise stands: seal and word, always both. */
export function Mark({ standing, lang }: { standing: Standing; lang: Language }) {
  return (
    <span class={`state ${markOf[standing]}`}>
      <Seal standing={standing} /> {say(standingWords[standing], lang)}
    </span>
  );
}
