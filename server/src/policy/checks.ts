import { digest, type Language, type Policy, say } from "@kept/language";
import type { Db } from "../platform/index.js";
import { type Check, type CheckCall, check, judge } from "./check-type.js";
import { versionOf } from "./in-force.js";
import { type AskPage, pageText } from "./page-text.js";
import { versionHeads, versionRow } from "./store.js";

/** What the newest messages say, by id; messages come later in the order of domains, `main` hands this over. */
export type SentTexts = (db: Db, since: Date) => Promise<readonly { id: string; text: string }[]>;

/** The checks of what this domain promises: that notice and messages say whose they are, and that no version is lost or altered. */
export function policyChecks(ask: AskPage, sent: SentTexts): Check[] {
  return [check("notice.identifies", (call) => identifies(ask, sent, call)), check("notice.history", (call) => history(ask, call))];
}

const languages: readonly Language[] = ["vi", "en"];

/** The notice as anyone reads it, in both languages, and each message: controller and a way to reach it (law 91/2025 art. 9.2). */
async function identifies(ask: AskPage, sent: SentTexts, { db, organisation, policy, since }: CheckCall) {
  const violations: string[] = [];
  for (const lang of languages) {
    const answer = await ask(`/${organisation.slug}/notice?lang=${lang}`);
    const text = pageText(await answer.text());
    if (answer.status !== 200 || !namesController(text, policy.policy, lang)) violations.push(`notice:${lang}`);
  }
  const mails = await sent(db, since);
  // A message speaks for the version under which it was sent.
  const versions = mails.length > 0 ? await everyPolicy(db) : [];
  const nameless = mails.filter(({ text }) => !versions.some((p) => languages.some((lang) => namesController(text, p, lang))));
  violations.push(...nameless.map((m) => m.id));
  const done = languages.length + mails.length - violations.length;
  return judge({
    done,
    violations,
    explanation:
      violations.length > 0
        ? {
            vi: "Có thông báo hoặc thư không nêu đủ ai giữ dữ liệu và liên hệ ở đâu.",
            en: "A notice or message does not say who holds the data and how to reach them.",
          }
        : {
            vi: `Thông báo bằng hai thứ tiếng và ${mails.length} thư gần nhất đều nêu ai giữ dữ liệu và liên hệ ở đâu.`,
            en: `The notice in both languages and the newest messages (${mails.length}) say who holds the data and how to reach them.`,
          },
  });
}

function namesController(text: string, { organisation: { name, legal_name, contact } }: Policy, lang: Language): boolean {
  const said = text.normalize("NFC");
  const ways = [contact.address && say(contact.address, lang), contact.email, contact.phone].filter((w) => typeof w === "string");
  return said.includes(say(legal_name ?? name, lang).normalize("NFC")) && ways.some((w) => said.includes(w.normalize("NFC")));
}

async function everyPolicy(db: Db): Promise<Policy[]> {
  const heads = await versionHeads(db);
  const all = await Promise.all(heads.map((h) => versionOf(db, h.version)));
  return all.flatMap((v) => (v ? [v.policy] : []));
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
