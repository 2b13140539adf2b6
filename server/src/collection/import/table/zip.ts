import { inflateRawSync } from "node:zlib";
import { TableFault } from "../../../platform/table/index.js";

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/**
 * Parts of a ZIP archive, unpacked one by one on demand. Never more than `most` bytes come out of one archive, whatever its headers claim:
 * the limit is the inflater's own (ASVS 5.2.3). Encrypted, split and ZIP64 archives are not read; nothing is written to disk.
 */
export class Zip {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;
  #left: number;

  constructor(bytes: Buffer, most: number) {
    this.#bytes = bytes;
    this.#left = most;
    this.#entries = entriesOf(bytes);
  }

  /** A part as text; undefined where the archive has none of this name. */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    const { at, packed, method } = entry;
    if (at + 30 > this.#bytes.length || this.#bytes.readUInt32LE(at) !== 0x04034b50) throw new TableFault("import.unreadable");
    const start = at + 30 + this.#bytes.readUInt16LE(at + 26) + this.#bytes.readUInt16LE(at + 28);
    const body = this.#bytes.subarray(start, start + packed);
    const plain = method === 0 ? body : this.#inflate(body);
    this.#left -= plain.length;
    if (this.#left < 0) throw new TableFault("import.unreadable");
    return plain.toString("utf8");
  }

  #inflate(body: Buffer): Buffer {
    try {
      return inflateRawSync(body, { maxOutputLength: Math.max(1, this.#left) });
    } catch {
      throw new TableFault("import.unreadable");
    }
  }
}

function entriesOf(bytes: Buffer): ReadonlyMap<string, Entry> {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || end + 22 > bytes.length) throw new TableFault("import.unreadable");
  const count = bytes.readUInt16LE(end + 10);
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new TableFault("import.unreadable");
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const path = bytes.toString("utf8", at + 46, at + 46 + name);
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || entries.has(path)) throw new TableFault("import.unreadable");
    entries.set(path, { method, packed: bytes.readUInt32LE(at + 20), at: bytes.readUInt32LE(at + 42) });
    at += 46 + name + extra + comment;
  }
  return entries;
}
