import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { newId, type OrganisationId, Refusal } from "../../platform/index.js";
import { makeFolder, syncFolder } from "../keyring/durable.js";
import { sealChunks } from "./chunks.js";
import { noRoom } from "./room.js";
import { beginScan } from "./scan.js";
import { claimed, type FileKind, sampleSize, sniff, TextProof } from "./sniff.js";

/** What a touchpoint accepts: kinds by content, and the most bytes. */
export interface FileRule {
  readonly kinds: readonly FileKind[];
  readonly most: number;
}

/** A file received and sealed on disk, that no row speaks of yet: hand it to `keepFile`, or it is swept away after a day. */
export interface Received {
  readonly id: string;
  readonly stored: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly size: number;
  readonly scan: "clean" | "skipped";
  readonly key: KeyObject;
}

/**
 * Receives a stream into a sealed file of its organisation, never in clear on disk. Call it outside a transaction: a slow upload
 * must not hold a connection. Refuses `file.too_large`, `file.other_type` (not accepted, or not what its name claims) and
 * `file.infected`, and `file.no_space` where the disk is full; a refused file leaves nothing behind.
 */
export async function receiveFile(
  root: string,
  organisation: OrganisationId,
  name: string,
  rule: FileRule,
  source: AsyncIterable<Uint8Array>,
): Promise<Received> {
  const id = newId();
  const stored = randomBytes(16).toString("hex");
  const key = createSecretKey(randomBytes(32));
  const folder = join(root, "files", organisation);
  await makeFolder(folder);
  const temporary = join(folder, `.${stored}.tmp`);
  const watch = new Watch(rule, name, await beginScan());
  const file = await open(temporary, "wx", 0o600);
  try {
    for await (const piece of sealChunks(key, { organisation, id }, watch.pass(source))) await file.appendFile(piece);
    const { kind, scan, size } = await watch.verdict();
    await file.sync();
    await file.close();
    await rename(temporary, join(folder, stored));
    await syncFolder(folder);
    return { id, stored, name, kind, size, scan, key };
  } catch (error) {
    watch.abort();
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw noRoom(error);
  }
}

/** Counts, sniffs and scans what flows by. */
class Watch {
  readonly #rule: FileRule;
  readonly #name: string;
  readonly #scan: Awaited<ReturnType<typeof beginScan>>;
  readonly #text = new TextProof();
  #sample: Uint8Array[] = [];
  #size = 0;
  #kind: FileKind | "unsure" | "other" | undefined;

  constructor(rule: FileRule, name: string, scan: Awaited<ReturnType<typeof beginScan>>) {
    this.#rule = rule;
    this.#name = name;
    this.#scan = scan;
  }

  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of source) {
      this.#size += part.byteLength;
      if (this.#size > this.#rule.most) throw new Refusal("file.too_large");
      if (this.#kind === undefined) {
        this.#sample.push(part);
        if (this.#size >= sampleSize) await this.#decide();
      }
      this.#text.add(part);
      await this.#scan.write(part);
      yield part;
    }
  }

  async verdict(): Promise<{ kind: FileKind; scan: "clean" | "skipped"; size: number }> {
    await this.#decide();
    const kind = this.#kind === "unsure" && this.#size > 0 && this.#text.end() ? "txt" : this.#kind;
    if (kind === undefined || kind === "unsure" || kind === "other") throw new Refusal("file.other_type");
    this.#demand(kind);
    const scan = await this.#scan.end();
    if (scan === "infected") throw new Refusal("file.infected");
    return { kind, scan, size: this.#size };
  }

  abort(): void {
    this.#scan.abort();
  }

  /** A wrong kind is refused as soon as it shows, not after the whole upload. */
  async #decide(): Promise<void> {
    if (this.#kind !== undefined) return;
    this.#kind = await sniff(Buffer.concat(this.#sample));
    this.#sample = [];
    if (this.#kind === "other") throw new Refusal("file.other_type");
    if (this.#kind !== "unsure") this.#demand(this.#kind);
  }

  #demand(kind: FileKind): void {
    const claim = claimed(this.#name);
    if (!this.#rule.kinds.includes(kind) || (claim !== undefined && claim !== kind)) throw new Refusal("file.other_type");
  }
}
