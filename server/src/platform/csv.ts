/** One value of a table. */
export type Cell = string | number | boolean | null | undefined;

/**
 * A table as CSV (RFC 4180), every cell quoted, with the mark by which spreadsheets know UTF-8. A cell that a spreadsheet would run as a
 * formula is led by an apostrophe (ASVS 1.2.10): what people typed must not act on the machine it is opened on.
 */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** One row, for tables that are written as they are read. */
export function csvRow(row: readonly Cell[]): string {
  return `${row.map(cell).join(",")}\r\n`;
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return '""';
  const text = typeof value === "string" ? value.replaceAll("\0", "") : String(value);
  const safe = typeof value === "string" && /^[\s\u200B\uFEFF]*[=+\-@\t\r|%\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
