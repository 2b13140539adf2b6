import { damaged } from "./fault.js";

/** One part of an archive. Whoever reads takes its content before asking for the next. */
export interface Part {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

const block = 512;

/** Packs parts as POSIX ustar, so that any `tar` unpacks them. Constant memory. Names are of ASCII, at most 100 bytes. */
export async function* packTar(parts: AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, content } of parts) {
    yield header(name, size);
    let length = 0;
    for await (const bytes of content) {
      length += bytes.byteLength;
      yield bytes;
    }
    if (length !== size) throw new Error(`a part of the archive changed its size while it was read: ${name}`);
    if (size % block !== 0) yield Buffer.alloc(block - (size % block));
  }
  yield Buffer.alloc(2 * block);
}

/** The parts of an archive that {@link packTar} made; throws where it is cut short or is none. */
export async function* unpackTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const bytes = new Bytes(source);
  try {
    for (;;) {
      const head = await bytes.exactly(block);
      if (head.every((b) => b === 0)) break;
      const { name, size } = readHeader(head);
      const content = bytes.take(size);
      yield { name, size, content };
      for await (const _ of content) {
        // What its reader left.
      }
      if (size % block !== 0) await bytes.exactly(block - (size % block));
    }
    // To the end of the stream, which proves that nothing is missing.
    await bytes.exactly(block);
    if (!(await bytes.ended())) throw damaged("something follows its end");
  } finally {
    await bytes.close();
  }
}

function header(name: string, size: number): Buffer {
  const at = Buffer.alloc(block);
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new Error("a part of an archive has a plain, short name");
  at.write(name, 0);
  at.write("0000600\0", 100);
  at.write("0000000\0", 108);
  at.write("0000000\0", 116);
  at.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  at.write("00000000000\0", 136);
  at.write("0", 156);
  at.write("ustar\0", 257);
  at.write("00", 263);
  at.write(`${sumOf(at).toString(8).padStart(6, "0")}\0 `, 148);
  return at;
}

function readHeader(at: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) => at.toString("latin1", from, to).split("\0")[0] ?? "";
  const size = Number.parseInt(text(124, 136), 8);
  if (text(257, 263) !== "ustar" || Number.parseInt(text(148, 156), 8) !== sumOf(at) || !Number.isSafeInteger(size) || size < 0)
    throw damaged("it is not an archive");
  return { name: text(0, 100), size };
}

/** The sum of a header's bytes, its own place counted as blanks. */
function sumOf(at: Buffer): number {
  return at.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

/** A stream that is taken by lengths. */
class Bytes {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  async exactly(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.take(length)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *take(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw damaged("it is cut short");
      const part = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async ended(): Promise<boolean> {
    while (this.#held.length === 0) if (!(await this.#more())) return true;
    return false;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  async #more(): Promise<boolean> {
    const next = await this.#iterator.next();
    if (next.done) return false;
    this.#held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    return true;
  }
}
