import type { FieldType } from "@kept/language";
import type { Page } from "../../platform/http/index.js";
import type { Db } from "../../platform/index.js";
import { type AskPage, type Check, type CheckCall, check, judge, pageText } from "../../policy/index.js";
import { findByIndex, randomValues, textsOf } from "../../vault/index.js";

/** What reaches a person: what must never stand on a public page. */
const contactTypes: readonly FieldType[] = ["email", "phone", "address"];

/**
 * Reads every public page of the organisation as a stranger would. Each e-mail address and telephone number found there is looked up
 * in the blind index, so that everyone held is covered without opening anything; besides, values opened at random are searched for.
 */
export function noContactValues(ask: AskPage, pages: () => readonly Page[]): Check {
  return check("public.no_contact_values", async (call) => {
    const texts = await readAll(ask, pathsOf(pages(), call));
    const sampled = await contactsAtRandom(call);
    const published = JSON.stringify(call.policy.policy).normalize("NFC").toLowerCase();
    const known = await thoseOfPersons(call.db, [...texts.values()].flatMap(contactsIn), published);
    const forbidden = [...sampled.filter((value) => !published.includes(value)), ...known];
    const violations = [...texts].filter(([, text]) => forbidden.some((value) => text.toLowerCase().includes(value))).map(([path]) => path);
    return judge({
      done: texts.size - violations.length,
      violations,
      explanation:
        violations.length > 0
          ? {
              vi: `${violations.length} trang công khai hiện thông tin liên hệ của một người.`,
              en: `${violations.length} public pages show a person's contact value.`,
            }
          : {
              vi: `0 lần hiện trong ${texts.size} trang công khai đã đọc.`,
              en: `None shown in ${texts.size} public pages that were read.`,
            },
    });
  });
}

/** How many versions of the notice are read: they say nothing but their policies. */
const newest = 10;

/** Addresses of the organisation's pages that are open to anyone, in both languages; what they take is filled from the policy. */
export function pathsOf(pages: readonly Page[], { organisation, policy }: Pick<CheckCall, "organisation" | "policy">): string[] {
  const fill: Readonly<Record<string, readonly string[]>> = {
    version: Array.from({ length: Math.min(newest, policy.version) }, (_, i) => String(policy.version - i)),
    touchpoint: Object.entries(policy.policy.touchpoints).flatMap(([name, t]) => (t.channels.includes("form") ? [name] : [])),
  };
  const open = pages.filter((p) => p.who === "anyone" && p.method === "get");
  return open.flatMap((p) => filled(`/${organisation.slug}${p.path}`, fill)).flatMap((path) => [`${path}?lang=vi`, `${path}?lang=en`]);
}

/** A path for each value of its parameter; none where the parameter is something only a person's link holds. */
function filled(path: string, fill: Readonly<Record<string, readonly string[]>>): string[] {
  const [whole, name = "", pattern = ""] = /:(\w+)(\{[^}]*\})?/.exec(path) ?? [];
  if (!whole) return [path];
  const end = pattern.includes("\\.json") ? ".json" : "";
  return (fill[name] ?? []).flatMap((value) => filled(path.replace(whole, value + end), fill));
}

/** Only answers that show something count as read. */
async function readAll(ask: AskPage, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const answer = await ask(path);
    const type = answer.headers.get("content-type") ?? "";
    const body = await answer.text();
    if (answer.status < 400 && answer.status !== 303) texts.set(path, type.includes("html") ? pageText(body) : body.normalize("NFC"));
  }
  return texts;
}

const emailLike = /[^\s<>"'(),:;@]+@[^\s<>"'(),:;@]+\.[^\s<>"'(),:;@.]+/g;
const phoneLike = /\+?\d[\d .()-]{7,17}\d/g;

function contactsIn(text: string): string[] {
  return [...text.matchAll(emailLike), ...text.matchAll(phoneLike)].map((m) => m[0].toLowerCase());
}

/** Of contact values met on pages, those that someone held here is found by; what the policy itself publishes is left out. */
async function thoseOfPersons(db: Db, met: readonly string[], published: string): Promise<string[]> {
  const theirs: string[] = [];
  for (const value of new Set(met)) {
    if (published.includes(value)) continue;
    const type = value.includes("@") ? "email" : "phone";
    const found = await findByIndex(db, [{ field: "", rule: { index: "exact", type }, text: value }], 1);
    if (found.outcome === "too_many" || found.matches.length > 0) theirs.push(value);
  }
  return theirs;
}

/** Contact values taken at random, in lower case; short ones are left out, for they would be met by chance. */
async function contactsAtRandom({ db, policy }: CheckCall): Promise<string[]> {
  const fields = policy.policy.fields;
  const held = await randomValues(db, 100);
  return held
    .filter((h) => contactTypes.includes(fields[h.field]?.type ?? "secret"))
    .flatMap((h) => ("content" in h.value ? textsOf(h.value.content) : []))
    .map((t) => t.normalize("NFC").toLowerCase().trim())
    .filter((t) => t.length >= 8);
}
