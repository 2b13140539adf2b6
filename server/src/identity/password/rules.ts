import type { Both } from "@kept/language";
import { commonWords } from "./rules/blocklist.js";

/** Alone, a password has 15 characters or more (NIST SP 800-63B-4 §3.1.1.2); with a second factor 12. See docs/decisions. */
export const shortest = { alone: 15, second: 12 } as const;
export const longest = 128;

/** The form in which a password is hashed and compared: Vietnamese arrives composed from one keyboard and decomposed from another. */
export function normalised(password: string): string {
  return password.normalize("NFC");
}

/**
 * What is wrong with a password somebody chooses, and what to do; undefined where it may be used. No rules of composition.
 * `context`: words an attacker would try here (name of the organisation, username, e-mail).
 */
export function passwordFault(password: string, context: readonly string[], least: number): Both | undefined {
  const length = [...normalised(password)].length;
  if (length < least) {
    return {
      vi: `Mật khẩu cần ít nhất ${least} ký tự. Một câu ngắn chỉ mình bạn biết là dễ nhớ nhất.`,
      en: `A password needs at least ${least} characters. A short sentence that only you know is easiest to remember.`,
    };
  }
  if (length > longest) {
    return { vi: `Mật khẩu dài nhất là ${longest} ký tự.`, en: `A password has at most ${longest} characters.` };
  }
  return isGuessable(password, context) ? guessable : undefined;
}

const guessable: Both = {
  vi: "Mật khẩu này dễ bị đoán: nó chỉ gồm những từ hay dùng, dãy phím, tên của bạn hoặc tên nơi này. Bạn chọn câu khác nhé.",
  en: "This password is easily guessed: it is made of common words, runs of keys, your name or the name of this place. Choose another.",
};

/** Whether next to nothing is left once common words, words of the context, digits and repeats are taken out. */
function isGuessable(password: string, context: readonly string[]): boolean {
  const folded = fold(password);
  if (new Set(folded).size < 5) return true;
  if (isRepeat(folded) || isRun(folded)) return true;
  const words = [...context.flatMap((c) => [fold(c), ...c.split(/[\s@._-]+/).map(fold)]), ...commonWords]
    .filter((w) => w.length >= 3)
    .sort((a, b) => b.length - a.length);
  let rest = folded;
  for (const word of words) rest = rest.replaceAll(word, "");
  return rest.replace(/\d/g, "").length < 4;
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function isRepeat(text: string): boolean {
  for (let n = 1; n <= text.length / 2; n++) {
    if (
      text ===
      text
        .slice(0, n)
        .repeat(Math.ceil(text.length / n))
        .slice(0, text.length)
    )
      return true;
  }
  return false;
}

/** Each character follows the one before it, up or down: 123456…, abcdef…, 987654… */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((ch, i) => (ch.codePointAt(0) ?? 0) - (text.codePointAt(i) ?? 0));
  return steps.length > 0 && steps.filter((s) => s === steps[0] && Math.abs(s) === 1).length >= steps.length - 2;
}
