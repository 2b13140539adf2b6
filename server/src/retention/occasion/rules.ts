import { z } from "zod";

/**
 * Whether a reference may stand in clear: the organisation's own numbering. What reads as an e-mail, a phone, or an identity number is
 * a value about a person and belongs in a field.
 */
export function isSafeReference(reference: string): boolean {
  return (
    /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/.test(reference) && !/^(\+?84|0)[\d.-]{8,13}$/.test(reference) && !/^\d{9}(\d{3})?$/.test(reference)
  );
}

/** Whether a legal date (`YYYY-MM-DD`) is one that an occasion may have. A year mistyped would erase at once, or never. */
export function isLikelyDay(on: string): boolean {
  return z.iso.date().safeParse(on).success && on >= "1990-01-01" && on < "2150-01-01";
}

/** How a file of dates may name its columns: in English, or in Vietnamese with or without its accents. */
const names = {
  kind: ["kind", "loai", "loai viec"],
  reference: ["reference", "ma", "ma so"],
  event: ["event", "moc"],
  date: ["date", "ngay"],
} as const;

/** Where each of the four columns stands, counted from 0. Undefined where one is missing or named twice. */
export function columnsOf(cells: readonly string[]): Readonly<Record<keyof typeof names, number>> | undefined {
  const said = cells.map((c) => plain(c.trim()));
  const of = (column: keyof typeof names) => {
    const found = said.flatMap((s, i) => (names[column].some((n) => n === s) ? [i] : []));
    return found.length === 1 ? found[0] : undefined;
  };
  const [kind, reference, event, date] = [of("kind"), of("reference"), of("event"), of("date")];
  if (kind === undefined || reference === undefined || event === undefined || date === undefined) return undefined;
  return { kind, reference, event, date };
}

/** A day as a file writes it, `2026-12-31` or `31/12/2026`, as `YYYY-MM-DD`; anything else as it is, to be refused. */
export function dayIn(text: string): string {
  const [, d = "", m = "", y = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return y === "" ? text : `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
