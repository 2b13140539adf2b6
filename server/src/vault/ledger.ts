import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { isErrno, makeFolder, syncFolder } from "./keyring/durable.js";

/** What must not come back with a backup. Pseudonymous: ids and names of things, never a value. */
const entry = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["person", "field", "withdrawal"]),
  organisation: z.uuid(),
  person: z.uuid(),
  /** The field erased, or the purpose withdrawn from. */
  name: z.string().optional(),
  at: z.iso.datetime(),
});
export type LedgerEntry = z.infer<typeof entry>;

/**
 * The erasure ledger, in a root of its own (KEPT_LEDGER) outside the backups: one file per organisation, one line per entry,
 * only ever appended to, each line with a digest of itself. An entry is on disk (fsync) before {@link append} returns. The same entry may
 * stand there twice; who replays it counts it once by its id.
 */
export class Ledger {
  readonly #root: string;
  constructor(root: string) {
    this.#root = root;
  }

  /** Appends entries of one organisation with one fsync. */
  async append(organisation: string, entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await makeFolder(this.#root);
    const path = this.#path(organisation);
    const file = await open(path, "a", 0o600);
    try {
      const { size } = await file.stat();
      // One write, so that processes do not mix lines; the line break before it ends what a crash left half written.
      const text = Buffer.from(`\n${entries.map(line).join("\n")}\n`);
      const { bytesWritten } = await file.write(text);
      if (bytesWritten !== text.length) throw new Error("the ledger took only a part");
      await file.sync();
      if (size === 0) await syncFolder(this.#root);
    } finally {
      await file.close();
    }
  }

  /** Reads every entry in constant memory; `unreadable` hears of lines that are torn or damaged. */
  async *read(organisation: string, unreadable: () => void = () => {}): AsyncGenerator<LedgerEntry> {
    const stream = createReadStream(this.#path(organisation), "utf8");
    try {
      for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
        if (text === "") continue;
        const read = parse(text);
        if (read) yield read;
        else unreadable();
      }
    } catch (error) {
      if (!isErrno(error, "ENOENT")) throw error;
    }
  }

  #path(organisation: string): string {
    return join(this.#root, `${z.uuid().parse(organisation)}.ledger`);
  }
}

function line(e: LedgerEntry): string {
  const text = JSON.stringify(e);
  return `${sum(text)} ${text}`;
}

function parse(text: string): LedgerEntry | undefined {
  const body = text.slice(17);
  if (text[16] !== " " || text.slice(0, 16) !== sum(body)) return undefined;
  const read = entry.safeParse(JSON.parse(body));
  return read.success ? read.data : undefined;
}

/** 64 bits against torn writes and rotten disks, not against forgers: those have the database to change. */
function sum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
