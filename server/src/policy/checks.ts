import { digest, type Language, say } from "@kept/language";
import { type Check, type CheckCall, check, judge } from "./check-type.js";
import { type AskPage, pageText } from "./page-text.js";
import { versionHeads, versionRow } from "./store.js";

/** The checks of what this domain promises: that the notice says whose it is, and that no version of it is lost or altered. */
export function policyChecks(ask: AskPage): Check[] {
  return [check("notice.identifies", (call) => identifies(ask, call)), check("notice.history", (call) => history(ask, call))];
}

const languages: readonly Language[] = ["vi", "en"];

/** Reads the notice as anyone can, in both languages: the controller and a way to reach it must stand on it (law 91/2025 art. 9.2). */
async function identifies(ask: AskPage, { organisation, policy }: CheckCall) {
  const { name, legal_name, contact } = policy.policy.organisation;
  const violations: string[] = [];
  for (const lang of languages) {
    const answer = await ask(`/${organisation.slug}/notice?lang=${lang}`);
    const text = pageText(await answer.text());
    const ways = [contact.address && say(contact.address, lang), contact.email, contact.phone].filter((w) => typeof w === "string");
    const named = text.includes(say(legal_name ?? name, lang).normalize("NFC"));
    if (answer.status !== 200 || !named || !ways.some((w) => text.includes(w.normalize("NFC")))) violations.push(`notice:${lang}`);
  }
  const done = languages.length - violations.length;
  return judge({
    done,
    violations,
    explanation:
      violations.length > 0
        ? {
            vi: "Thông báo hiện hành không nêu đủ ai giữ dữ liệu và liên hệ ở đâu.",
            en: "The notice in force does not say who holds the data and how to reach them.",
          }
        : {
            vi: "Thông báo bằng hai thứ tiếng đều nêu ai giữ dữ liệu và liên hệ ở đâu.",
            en: "The notice says in both languages who holds the data and how to reach them.",
          },
  });
}

/** Every version from the first on is there, shown, and still has the digest it was published with. */
async function history(ask: AskPage, { db, organisation }: CheckCall) {
  const heads = await versionHeads(db);
  const newest = heads[0]?.version ?? 0;
  const violations: string[] = [];
  for (let version = 1; version <= newest; version++) {
    const row = await versionRow(db, version);
    const content: unknown = row ? JSON.parse(row.content) : undefined;
    const whole = row !== undefined && (await digest(content)) === row.digest;
    const shown = whole && (await isShown(ask, organisation.slug, version));
    if (!shown) violations.push(`version:${version}`);
  }
  const lost = violations.length;
  return judge({
    done: newest - lost,
    violations,
    explanation:
      lost > 0
        ? { vi: `${lost} phiên bản không còn xem được nguyên vẹn.`, en: `${lost} versions can no longer be seen as they were.` }
        : {
            vi: `Cả ${newest} phiên bản và điểm khác nhau giữa chúng đều xem được.`,
            en: `All versions (${newest}) and what differs between them can be seen.`,
          },
  });
}

async function isShown(ask: AskPage, slug: string, version: number): Promise<boolean> {
  const answer = await ask(`/${slug}/notice/${version}?lang=vi`);
  const html = await answer.text();
  return answer.status === 200 && (version === 1 || html.includes('id="differences"'));
}
