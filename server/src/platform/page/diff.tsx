import type { Language } from "@kept/language";
import type { Child } from "hono/jsx";
import { diffWords, say } from "./words.js";

/** One difference: a word says its kind; inside, `<ins>` and `<del>` mark what came and what went. */
export type Change = Readonly<{ kind: "added" | "changed" | "removed"; text: Child }>;

/** What differs between two versions, in plain language. */
export function Diff({ lang, changes }: { lang: Language; changes: readonly Change[] }) {
  return (
    <ul class="diff">
      {changes.map((c) => (
        <li>
          <b>{say(diffWords[c.kind], lang)}</b>
          <p>{c.text}</p>
        </li>
      ))}
    </ul>
  );
}
