import { createHash, type Hash } from "node:crypto";
import type { z } from "zod";
import { damaged } from "./fault.js";
import { type Head, head, headName, type Manifest, manifest, manifestName } from "./manifest.js";
import { type Part, unpackTar } from "./tar.js";

/** What is done with the parts as they pass. Each takes its content to the end. */
export interface Taking {
  /** Before anything else; may refuse. */
  readonly head: (head: Head) => Promise<void>;
  readonly table: (table: Head["tables"][number], content: AsyncIterable<Uint8Array>) => Promise<void>;
  /** `name`: `files/<organisation>/<stored>`. */
  readonly file: (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Last of all; refuses one that this installation did not make. */
  readonly manifest: (manifest: Manifest) => Promise<void>;
}

/**
 * Reads an archive from end to end, hands on its parts, and proves by its manifest that every one of them is there, in its place and
 * unchanged. What it handed on may be believed once it has returned.
 */
export async function readBackup(source: AsyncIterable<Uint8Array>, taking: Taking): Promise<{ head: Head; manifest: Manifest }> {
  const parts = new Parts(unpackTar(source));
  try {
    const first = await document(await parts.next(), headName, head);
    await taking.head(first.read);
    const tables: Omit<Manifest["tables"][number], "rows">[] = [];
    for (const table of first.read.tables) {
      const sum = { sha256: createHash("sha256"), bytes: 0 };
      await taking.table(table, tableContent(parts, table.name, sum));
      tables.push({ name: table.name, bytes: sum.bytes, sha256: sum.sha256.digest("hex") });
    }
    const files = { count: 0, bytes: 0 };
    const sum = createHash("sha256");
    for (;;) {
      const part = await parts.next();
      if (!part || !fileName.test(part.name)) {
        const last = await document(part, manifestName, manifest);
        if (await parts.next()) throw damaged("something follows its manifest");
        compare(first.sha256, tables, { ...files, sha256: sum.digest("hex") }, last.read);
        await taking.manifest(last.read);
        return { head: first.read, manifest: last.read };
      }
      const own = createHash("sha256");
      await taking.file(part.name, summing(part.content, own));
      sum.update(`${part.name} ${own.digest("hex")}\n`);
      files.count++;
      files.bytes += part.size;
    }
  } finally {
    await parts.close();
  }
}

const fileName = /^(files|passing)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[\w-]{1,40}$/;

async function* tableContent(parts: Parts, table: string, sum: { sha256: Hash; bytes: number }): AsyncGenerator<Uint8Array> {
  for (let number = 1; ; number++) {
    const part = await parts.next();
    if (part?.name !== `tables/${table}/${String(number).padStart(6, "0")}`) {
      parts.giveBack(part);
      return;
    }
    for await (const bytes of part.content) {
      sum.sha256.update(bytes);
      sum.bytes += bytes.byteLength;
      yield bytes;
    }
  }
}

async function* summing(source: AsyncIterable<Uint8Array>, sum: Hash): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    sum.update(bytes);
    yield bytes;
  }
}

const longest = 16_777_216;

async function document<T extends z.ZodType>(
  part: Part | undefined,
  name: string,
  schema: T,
): Promise<{ read: z.output<T>; sha256: string }> {
  if (part?.name !== name || part.size > longest) throw damaged(`${name} is not where it belongs`);
  const held: Uint8Array[] = [];
  for await (const bytes of part.content) held.push(Uint8Array.from(bytes));
  const text = Buffer.concat(held);
  const parsed = schema.safeParse(parse(text.toString("utf8")));
  if (!parsed.success) throw damaged(`${name} cannot be read`);
  return { read: parsed.data, sha256: createHash("sha256").update(text).digest("hex") };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function compare(
  headSum: string,
  tables: readonly Omit<Manifest["tables"][number], "rows">[],
  files: Omit<Manifest["files"], "gone">,
  said: Manifest,
): void {
  if (said.head !== headSum) throw damaged(`${headName} is not the one its manifest speaks of`);
  for (const [i, table] of tables.entries()) {
    const s = said.tables[i];
    if (s?.name !== table.name || s.bytes !== table.bytes || s.sha256 !== table.sha256)
      throw damaged(`the table ${table.name} has changed`);
  }
  if (said.tables.length !== tables.length) throw damaged("it has other tables than its manifest speaks of");
  const { count, bytes, sha256 } = said.files;
  if (count !== files.count || bytes !== files.bytes || sha256 !== files.sha256) throw damaged("its files have changed");
}

/** The parts in order, with one that may be given back. */
class Parts {
  readonly #parts: AsyncGenerator<Part>;
  #held: Part | undefined;
  constructor(parts: AsyncGenerator<Part>) {
    this.#parts = parts;
  }
  async next(): Promise<Part | undefined> {
    const held = this.#held;
    this.#held = undefined;
    if (held) return held;
    const next = await this.#parts.next();
    return next.done ? undefined : next.value;
  }
  giveBack(part: Part | undefined): void {
    this.#held = part;
  }
  async close(): Promise<void> {
    await this.#parts.return(undefined);
  }
}
