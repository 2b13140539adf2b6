import { pipeline, Readable } from "node:stream";
import { importLimits } from "@kept/contract";
import { CsvError, parse } from "csv-parse";
import { type Row, TableFault } from "./row.js";

/**
 * Rows of a CSV in UTF-8, in constant memory. Comma, semicolon or tab, by the first line. A row of another number of columns than the
 * names is given with its fault; broken quotes end the table, because nobody can say where the next row begins.
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const text = decoded(source);
  const first = await text.next();
  const head = first.done ? "" : first.value.replace(/^\uFEFF/, "");
  const parser = parse({ delimiter: delimiterOf(head), relax_column_count: true, max_record_size: importLimits.row });
  // A fault of the source reaches the loop below through the parser.
  pipeline(Readable.from(chain(head, text), { objectMode: false, encoding: "utf8" }), parser, () => {});
  let row = 0;
  let width = 0;
  try {
    for await (const record of parser) {
      row++;
      const cells = cellsOf(record);
      if (cells.every((c) => c === "")) continue;
      if (width === 0) width = cells.length;
      yield cells.length === width ? { row, cells } : { row, cells, fault: "row.columns" };
    }
  } catch (error) {
    throw error instanceof CsvError ? new TableFault("import.unreadable") : error;
  }
}

async function* chain(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== "") yield head;
  yield* rest;
}

async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of source) {
      const text = decoder.decode(chunk, { stream: true });
      // NUL is never in a text: this is another kind of file, or UTF-16.
      if (text.includes("\0")) throw new TableFault("import.encoding");
      if (text !== "") yield text;
    }
    const rest = decoder.decode();
    if (rest !== "") yield rest;
  } catch (error) {
    throw error instanceof TypeError ? new TableFault("import.encoding") : error;
  }
}

/** Whichever is met most often in the first line, outside quotes. */
function delimiterOf(head: string): string {
  const line = (head.split(/\r?\n/, 1)[0] ?? "").replace(/"[^"]*"/g, "");
  const counted = [",", ";", "\t"].map((d) => ({ d, n: line.split(d).length }));
  return counted.reduce((best, c) => (c.n > best.n ? c : best)).d;
}

function cellsOf(record: unknown): readonly string[] {
  return Array.isArray(record) ? record.map(String) : [];
}
