import { importLimits } from "@kept/contract";
import { CsvError, type Parser, parse } from "csv-parse";
import { type Row, TableFault } from "./row.js";

/**
 * Rows of a CSV in UTF-8, in constant memory. Comma, semicolon or tab, by the first line. A row of another number of columns than the
 * names is given with its fault; broken quotes end the table, because nobody can say where the next row begins.
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  let lines: Lines | undefined;
  let row = 0;
  let width = 0;
  for await (const text of decoded(source)) {
    lines ??= new Lines(delimiterOf(text));
    for (const cells of await lines.read(text)) {
      row++;
      if (cells.every((c) => c === "")) continue;
      if (width === 0) width = cells.length;
      yield cells.length === width ? { row, cells } : { row, cells, fault: "row.columns" };
    }
    if (lines.fault) throw lines.fault;
  }
}

/** The parser of one table: what it has read before a fault is given out before it. */
class Lines {
  fault: Error | undefined;
  #read: (readonly string[])[] = [];
  readonly #parser: Parser;

  constructor(delimiter: string) {
    this.#parser = parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      max_record_size: importLimits.row,
      on_record: (record: unknown) => {
        this.#read.push(cellsOf(record));
        return null;
      },
    });
    this.#parser.on("error", (error) => this.#failed(error));
    this.#parser.resume();
  }

  /** Rows that end in this text; an empty one ends the table. */
  async read(text: string): Promise<readonly (readonly string[])[]> {
    await new Promise<void>((done) => {
      this.#parser.once("error", () => done());
      if (text === "") this.#parser.end(() => done());
      else this.#parser.write(text, () => done());
    });
    this.#parser.removeAllListeners("error").on("error", (error) => this.#failed(error));
    const rows = this.#read;
    this.#read = [];
    return rows;
  }

  #failed(error: Error): void {
    this.fault ??= error instanceof CsvError ? new TableFault("import.unreadable") : error;
  }
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
    yield "";
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
