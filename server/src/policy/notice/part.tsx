import type { Both, Language, Policy } from "@kept/language";
import { say, type Text } from "@kept/language";
import type { Child } from "hono/jsx";
import type { PartId } from "./words.js";

/** What a part is drawn from. */
export interface PartCall {
  readonly policy: Policy;
  readonly lang: Language;
  /** Whether this version is in force: only then do its forms exist. */
  readonly current: boolean;
  /** The day the notice is read, in Vietnam: which terms of the law count. */
  readonly day: string;
}

/** One part of the notice; `null` where the policy says nothing about it. */
export type DrawPart = (call: PartCall) => Child | null;

export interface Part {
  readonly id: PartId;
  readonly body: Child | null;
}

/** The text of a declared thing by its name; what is named and not declared does not publish. */
export function textOf(things: Readonly<Record<string, { text: Text }>>, name: string, lang: Language): string {
  const thing = Object.hasOwn(things, name) ? things[name] : undefined;
  return thing ? say(thing.text, lang) : name;
}

/** Declared names as one line of their texts. */
export function textsOf(things: Readonly<Record<string, { text: Text }>>, names: readonly string[], lang: Language): string {
  return names.map((n) => textOf(things, n, lang)).join("; ");
}

/** A label and what stands under it. */
export function Fact({ label, lang, children }: { label: Both; lang: Language; children?: Child }) {
  return (
    <p>
      <b>{say(label, lang)}:</b> {children}
    </p>
  );
}
