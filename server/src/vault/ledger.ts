import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { makeFolder, syncFolder } from "./keyring/durable.js";
import { linesFrom } from "./ledger/lines.js";

const about = { id: z.uuid(), organisation: z.uuid(), person: z.uuid(), at: z.iso.datetime() };

/** What must not come back with a backup. Pseudonymous: ids and names of things, never a value. */
const gone = z.discriminatedUnion("kind", [
  z.strictObject({ ...about, kind: z.literal("person") }),
  /** `name`: the field erased. */
  z.strictObject({ ...about, kind: z.literal("field"), name: z.string() }),
  /** `name`: the purpose that its person withdrew from, or objected to; `id` is the act's. */
  z.strictObject({ ...about, kind: z.enum(["withdrawal", "objection"]), name: z.string(), method: z.string(), policy: z.number().int() }),
  /** `name`: the purpose that may not be pursued any more, `*` for every one; `id` is the restriction's. */
  z.strictObject({ ...about, kind: z.literal("restriction"), name: z.string(), method: z.string() }),
]);
/** That a backup was made: a ledger without this line is older than that backup. */
const backup = z.strictObject({ id: z.uuid(), kind: z.literal("backup"), organisation: z.uuid(), at: z.iso.datetime() });
const entry = z.union([gone, backup]);
export type LedgerEntry = z.infer<typeof gone>;
export type ErasureEntry = Extract<LedgerEntry, { kind: "person" | "field" }>;
export type StopEntry = Extract<LedgerEntry, { method: string }>;
/** What a line may say. */
type Said = z.infer<typeof entry>;

/** An entry where it stands; `entry` is undefined where the line is torn or damaged. */
export interface Stood {
  readonly entry: Said | undefined;
  /** Byte at which the next line begins. */
  readonly end: number;
  /** SHA-256 of the line. */
  readonly digest: Buffer;
}

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
  async append(organisation: string, entries: readonly Said[]): Promise<void> {
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

  /** Reads every entry about a person in constant memory; `unreadable` hears of lines that are torn or damaged. */
  async *read(organisation: string, unreadable: () => void = () => {}): AsyncGenerator<LedgerEntry> {
    for await (const stood of this.from(organisation, 0)) {
      if (!stood.entry) unreadable();
      else if (stood.entry.kind !== "backup") yield stood.entry;
    }
  }

  /** Reads the lines that begin at or after a byte, with where each stands. */
  async *from(organisation: string, start: number): AsyncGenerator<Stood> {
    for await (const { text, end } of linesFrom(this.#path(organisation), start)) {
      if (text !== "") yield { entry: parse(text), end, digest: createHash("sha256").update(text).digest() };
    }
  }

  #path(organisation: string): string {
    return join(this.#root, `${z.uuid().parse(organisation)}.ledger`);
  }
}

function line(e: Said): string {
  const text = JSON.stringify(entry.parse(e));
  return `${sum(text)} ${text}`;
}

function parse(text: string): Said | undefined {
  const body = text.slice(17);
  if (text[16] !== " " || text.slice(0, 16) !== sum(body)) return undefined;
  try {
    return entry.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** 64 bits against torn writes and rotten disks, not against forgers: those have the database to change. */
function sum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
