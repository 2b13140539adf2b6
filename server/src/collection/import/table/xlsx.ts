import { importLimits } from "@kept/contract";
import { type Row, TableFault } from "../../../platform/table/index.js";
import { readXml } from "./xml.js";
import { Zip } from "./zip.js";

/** Rows of a workbook's first sheet. Dates come as `YYYY-MM-DD`, formulas as what they came to, numbers as they are. */
export async function* readXlsx(source: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const zip = new Zip(await gathered(source), importLimits.unpacked);
  const { path, from1904 } = firstSheet(zip);
  const cells: CellReader = { shared: sharedStrings(zip), dates: dateStyles(zip), from1904 };
  const sheet = zip.text(path);
  if (sheet === undefined) throw new TableFault("import.unreadable");
  yield* rowsOf(sheet, cells);
}

interface CellReader {
  readonly shared: readonly string[];
  /** Which cell formats show a date. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

async function gathered(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of source) {
    size += part.byteLength;
    if (size > importLimits.xlsx) throw new TableFault("import.unreadable");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function firstSheet(zip: Zip): { path: string; from1904: boolean } {
  let id: string | undefined;
  let from1904 = false;
  for (const piece of readXml(zip.text("xl/workbook.xml") ?? missing())) {
    if (!("open" in piece)) continue;
    if (piece.open === "workbookPr") from1904 = /^(1|true)$/.test(piece.attributes.get("date1904") ?? "");
    if (piece.open === "sheet") id ??= piece.attributes.get("id");
  }
  for (const piece of readXml(zip.text("xl/_rels/workbook.xml.rels") ?? missing())) {
    if (!("open" in piece) || piece.open !== "Relationship" || piece.attributes.get("Id") !== id) continue;
    const target = piece.attributes.get("Target") ?? "";
    return { path: target.startsWith("/") ? target.slice(1) : `xl/${target}`, from1904 };
  }
  return missing();
}

/** Texts that cells share. Readings beside a text (`rPh`) are no part of it. */
function sharedStrings(zip: Zip): string[] {
  const strings: string[] = [];
  let text = "";
  let inText = false;
  let reading = 0;
  for (const piece of readXml(zip.text("xl/sharedStrings.xml") ?? "")) {
    if ("text" in piece) text += inText && reading === 0 ? piece.text : "";
    else if ("open" in piece) {
      if (piece.open === "si") text = "";
      else if (piece.open === "t") inText = true;
      else if (piece.open === "rPh") reading++;
    } else if (piece.close === "si") strings.push(text);
    else if (piece.close === "t") inText = false;
    else if (piece.close === "rPh") reading--;
  }
  return strings;
}

function dateStyles(zip: Zip): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  for (const piece of readXml(zip.text("xl/styles.xml") ?? "")) {
    if ("close" in piece && piece.close === "cellXfs") inCells = false;
    if (!("open" in piece)) continue;
    const id = Number(piece.attributes.get("numFmtId") ?? "0");
    if (piece.open === "numFmt") custom.set(id, showsDate(piece.attributes.get("formatCode") ?? ""));
    else if (piece.open === "cellXfs") inCells = true;
    else if (piece.open === "xf" && inCells) styles.push(custom.get(id) ?? ((id >= 14 && id <= 17) || id === 22));
  }
  return styles;
}

function showsDate(format: string): boolean {
  return /[yd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));
}

function* rowsOf(sheet: string, reader: CellReader): Generator<Row> {
  let width = 0;
  let row = 0;
  let cells: string[] = [];
  let cell: { column: number; type: string; style: number } | undefined;
  let value = "";
  let taking = false;
  for (const piece of readXml(sheet)) {
    if ("text" in piece) {
      if (taking) value += piece.text;
    } else if ("open" in piece) {
      if (piece.open === "row") {
        row = Number(piece.attributes.get("r") ?? row + 1);
        cells = [];
      } else if (piece.open === "c") {
        const column = columnOf(piece.attributes.get("r")) ?? cells.length;
        if (column >= importLimits.columns) throw new TableFault("import.unreadable");
        cell = { column, type: piece.attributes.get("t") ?? "n", style: Number(piece.attributes.get("s") ?? "0") };
        value = "";
      } else if (piece.open === "v" || piece.open === "t") taking = true;
    } else if (piece.close === "v" || piece.close === "t") taking = false;
    else if (piece.close === "c" && cell) {
      while (cells.length < cell.column) cells.push("");
      cells[cell.column] = textOf(cell, value, reader);
      cell = undefined;
    } else if (piece.close === "row" && cells.some((c) => c !== "")) {
      if (width === 0) width = cells.length;
      const wide = cells.findLastIndex((c) => c !== "") + 1;
      while (cells.length < width) cells.push("");
      yield wide <= width ? { row, cells: cells.slice(0, width) } : { row, cells, fault: "row.columns" };
    }
  }
}

function textOf(cell: { type: string; style: number }, value: string, { shared, dates, from1904 }: CellReader): string {
  if (cell.type === "s") return shared[Number(value)] ?? "";
  if (cell.type !== "n" || value === "") return cell.type === "b" ? (value === "1" ? "true" : "false") : value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return dates[cell.style] ? dayOf(number, from1904) : String(number);
}

/** Days since the last day of 1899, with a 29 February 1900 that never was, or since 1904. */
function dayOf(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

/** `BC7` is column 54, counted from 0. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? "")?.[1];
  return letters === undefined ? undefined : [...letters].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1;
}

function missing(): never {
  throw new TableFault("import.unreadable");
}
