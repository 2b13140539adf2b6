import { importLimits } from "@kept/contract";
import { type Row, readCsv } from "../../../platform/table/index.js";
import { readXlsx } from "./xlsx.js";

export { type Row, TableFault } from "../../../platform/table/index.js";

export type Format = "csv" | "xlsx";

/** Rows of a table, the first with the names of its columns. A CSV is read as it streams; a workbook within its limits in memory. */
export function readRows(format: Format, source: AsyncIterable<Uint8Array>): AsyncIterable<Row> {
  return format === "csv" ? readCsv(source) : readXlsx(source);
}

/**
 * Names of columns, or what is wrong with them: none, more than are taken, two alike, or such as look like somebody's data (a file without a row of
 * names: its first person would be taken for names).
 */
export function columnNames(first: Row | undefined): readonly string[] | "import.empty" | "import.no_names" {
  if (!first) return "import.empty";
  const names = first.cells.map((c) => c.trim());
  const said = names.filter((n) => n !== "");
  if (said.length === 0) return "import.empty";
  const looksLikeData = said.some((n) => n.includes("@") || /\d{6}/.test(n.replace(/[\s.-]/g, "")) || n.length > 100);
  const alike = new Set(said.map((n) => n.toLowerCase())).size < said.length;
  return looksLikeData || alike || first.fault || names.length > importLimits.columns ? "import.no_names" : names;
}
