import { type Language, type Policy, say } from "@kept/language";
import { type TemplateName, templates } from "./words.js";

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/**
 * A mail in the person's language, ending with who the controller is and how to reach them (promise `notice.identifies`).
 * Every `{name}` of the template must be given: one that is missing is a fault of ours, never an empty place.
 */
export function compose(policy: Policy, template: TemplateName, lang: Language, values: Readonly<Record<string, string>>): Letter {
  const t = templates[template];
  const all = new Map(Object.entries({ organisation: say(policy.organisation.name, lang), ...values }));
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_m, name: string) => {
      const value = all.get(name);
      if (value === undefined) throw new TypeError(`a mail needs {${name}}`);
      return oneLine(value);
    });
  return {
    subject: fill(t.subject[lang]),
    text: [...t.lines.map((l) => fill(l[lang])), ["--", ...signature(policy, lang)].join("\n")].join("\n\n"),
  };
}

/** Controller and contact, one item a line: only what the policy states. */
export function signature(policy: Policy, lang: Language): string[] {
  const { organisation } = policy;
  const { contact } = organisation;
  const lines = [
    say(organisation.legal_name ?? organisation.name, lang),
    contact.address && say(contact.address, lang),
    contact.phone,
    contact.email,
    contact.website,
  ];
  return lines.filter((l) => l !== undefined);
}

/** No value can begin a header or a line of its own (SMTP injection, ASVS 1.3.11). */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

/** Waiting time before the next attempt, with the number of those that failed: 1 min doubling to 4 h. */
export function backOff(attempts: number): number {
  return Math.min(60_000 * 2 ** Math.max(0, attempts - 1), 4 * 3_600_000);
}
