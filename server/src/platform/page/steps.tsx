import type { Language } from "@kept/language";
import type { Child } from "hono/jsx";
import { Icon } from "./icon.js";
import { say, stepCountWords, stepWords } from "./words.js";

const icons = { done: "check", now: "clock", next: "next" } as const;

/** How far something has come: `at` is the index of the step under way; equal to the number of steps, all is done. */
export function Steps({ lang, steps, at }: { lang: Language; steps: readonly Child[]; at: number }) {
  const stateOf = (i: number) => (i < at ? "done" : i === at ? "now" : "next");
  return (
    <>
      <progress
        class="bar"
        max={steps.length}
        value={at}
        aria-label={say(stepCountWords(Math.min(at + 1, steps.length), steps.length), lang)}
      />
      <ol class="steps">
        {steps.map((step, i) => (
          <li class={stateOf(i) === "now" ? "now" : undefined} aria-current={stateOf(i) === "now" ? "step" : undefined}>
            <Icon name={icons[stateOf(i)]} />
            <span>
              {step}
              <span class="vh">, {say(stepWords[stateOf(i)], lang)}</span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
