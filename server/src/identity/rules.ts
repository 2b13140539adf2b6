import { days, hours, minutes } from "../platform/index.js";

/** What ASVS 7.1 asks to be written down; docs/identity.md explains each. */
export const personSession = { idle: days(14), absolute: days(90) } as const;
export const staffSession = { idle: hours(2), absolute: hours(12) } as const;
/** A proof counts as fresh for this long (step-up). */
export const freshFor = minutes(10);
/** `seen_at` is written at most this often. */
export const seenEvery = minutes(1);
/** Ended and outlived sessions stay this long, so that a check can look back. */
export const sessionsKept = days(90);

export const codeLife = minutes(10);
export const codeTries = 5;
export const codeDigits = 8;

/**
 * Guessing, counted in the database by keyed digests. Per subject and window; a right answer clears it. A browser that signed in
 * before has a count of its own, so that strangers who guess cannot keep the owner out.
 */
export const guesses = {
  /** Wrong passwords for one account, by browsers it does not know. */
  "password.stranger": { points: 10, seconds: 900 },
  /** The same over a day: NIST SP 800-63B-4 §3.2.2 allows at most 100 in a row. */
  "password.day": { points: 60, seconds: 86_400 },
  /** Wrong passwords for one account, from one browser it knows. */
  "password.device": { points: 10, seconds: 900 },
  /** Codes mailed to one person: with 5 tries each, a day's guessing finds one of 10^8 once in a million days. */
  "code.person": { points: 5, seconds: 900 },
  "code.day": { points: 20, seconds: 86_400 },
  /** Codes asked for from one browser that the account knows. */
  "code.device": { points: 5, seconds: 900 },
  "staff.tried": { points: 10, seconds: 900 },
  "staff.day": { points: 60, seconds: 86_400 },
} as const satisfies Record<string, { points: number; seconds: number }>;
export type Guess = keyof typeof guesses;

interface Lived {
  readonly signedInAt: Date;
  readonly seenAt: Date;
  readonly endedAt: Date | null;
}

/** Whether a session still counts: not ended, not idle too long, not too old. */
export function isLive(s: Lived, limits: { idle: number; absolute: number }, now: Date): boolean {
  const at = now.getTime();
  return s.endedAt === null && at - s.seenAt.getTime() < limits.idle && at - s.signedInAt.getTime() < limits.absolute;
}

export function isFresh(provedAt: Date, now: Date): boolean {
  return now.getTime() - provedAt.getTime() < freshFor;
}

/** The code of so many random bits, as people read it: 8 digits, no bias that matters (2^48 over 10^8). */
export function codeOf(chance: Uint8Array): string {
  let n = 0;
  for (const byte of chance.subarray(0, 6)) n = n * 256 + byte;
  return String(n % 10 ** codeDigits).padStart(codeDigits, "0");
}

/** What a person types for a code: digits, with the spaces and dashes that mail programs add. */
export function typedCode(text: string): string | undefined {
  const digits = text.normalize("NFKC").replace(/[\s\-.]/g, "");
  return /^\d{8}$/.test(digits) ? digits : undefined;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bcoc_coc_browser\//i, "Cốc Cốc"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Zalo|FBAN|FBAV)\b/i, "Zalo/Facebook"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(iPhone|iPad|iPod)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** The family of browser and system, all that is kept of a user agent: `Chrome, Android`. Empty where neither is known. */
export function deviceLabel(agent: string): string {
  const first = (of: readonly [RegExp, string][]) => of.find(([pattern]) => pattern.test(agent))?.[1];
  return [first(browsers), first(systems)].filter((s) => s !== undefined).join(", ");
}
