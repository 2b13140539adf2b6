import type { IndexRule, Term } from "./digest.js";

/*
 * Groups stand beside the drawers of a bucketed date or number: the year, or the leading digit with its place ("3 million and something").
 * They let a range be asked without opening everybody. What they leak: how many share a year or a leading digit, and who shares it with whom;
 * not which year or digit, to whoever has no index key, but a curve of frequencies may tell.
 */

/** The group of a value's text; none where the field's type has none. */
export function groupOf(field: string, rule: IndexRule, text: string): Term[] {
  if (rule.index !== "bucket") return [];
  if (rule.type === "date") return /^\d{4}-/.test(text) ? [{ kind: "group", text: `${field}\0year ${text.slice(0, 4)}` }] : [];
  if (rule.type !== "number") return [];
  const n = Number(text);
  return Number.isFinite(n) ? [{ kind: "group", text: `${field}\0about ${about(n)}` }] : [];
}

/** The groups that a range touches; none where there would be too many to ask, or the field has none. */
export function groupsBetween(field: string, rule: IndexRule, from: number, to: number): Term[] {
  if (rule.index !== "bucket") return [];
  const term = (text: string): Term => ({ kind: "group", text: `${field}\0${text}` });
  if (rule.type === "date") {
    const years = Math.floor(to) - Math.ceil(from) + 1;
    return years < 1 || years > 200
      ? []
      : Array.from({ length: years }, (_, i) => term(`year ${String(Math.ceil(from) + i).padStart(4, "0")}`));
  }
  if (rule.type !== "number") return [];
  return groups.filter((g) => g.highest >= from && g.lowest <= to).map((g) => term(`about ${g.name}`));
}

const highestPower = 15;

interface Group {
  readonly name: string;
  readonly lowest: number;
  /** The first number above it, below zero the last one in it: a range that only touches it asks one group too many. */
  readonly highest: number;
}

/** Every group of numbers: what is below one, then each leading digit of each power of ten, and the same below zero. */
const groups: readonly Group[] = (() => {
  const all: Group[] = [{ name: "0", lowest: -1, highest: 1 }];
  for (let power = 0; power <= highestPower; power++) {
    for (let digit = 1; digit <= 9; digit++) {
      const lowest = digit * 10 ** power;
      const highest = digit === 9 && power === highestPower ? Number.POSITIVE_INFINITY : lowest + 10 ** power;
      all.push({ name: `${digit}e${power}`, lowest, highest }, { name: `-${digit}e${power}`, lowest: -highest, highest: -lowest });
    }
  }
  return all;
})();

function about(n: number): string {
  const size = Math.abs(n);
  if (size < 1) return "0";
  const power = Math.min(highestPower, Math.floor(Math.log10(size) + 1e-12));
  const digit = Math.min(9, Math.floor(size / 10 ** power));
  return `${n < 0 ? "-" : ""}${digit}e${power}`;
}
