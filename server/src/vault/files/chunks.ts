import { createCipheriv, createDecipheriv, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";
import { derive } from "../seal.js";

/** Which file of which organisation: bound to every chunk, so that a file put in another's place does not open. */
export interface FilePlace {
  readonly organisation: string;
  readonly id: string;
}

/** The bytes on disk are not the ones that were sealed, or the key is another. Nothing after the fault was given out. */
export class FileDamaged extends Error {}

/*
 * header: "KF" | format 1 | salt 16 | commitment 32. Then chunks of 64 KiB, each with a 16-byte tag.
 * Nonce: 7 zero bytes | chunk number 4 | last? 1. The key is made anew for each file (salt), so nonces never meet. Number and
 * last flag make a chunk that is missing, doubled, moved or cut off at the end fail (the STREAM construction).
 */
const chunkSize = 65_536;
const tagLength = 16;
const headerSize = 51;
const mark = Buffer.from([0x4b, 0x46, 1]);
const cipher = "aes-256-gcm";

/** Size on disk of a file of `plain` bytes. */
export function sealedSize(plain: number): number {
  return headerSize + plain + tagLength * Math.max(1, Math.ceil(plain / chunkSize));
}

/** Seals a stream under a key used for this file alone. Holds one chunk. */
export async function* sealChunks(key: KeyObject, place: FilePlace, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const derived = derive(key, salt);
  const header = Buffer.concat([mark, salt, derived.commitment]);
  yield header;
  const associated = bind(header, place);
  let number = 0;
  for await (const { chunk, last } of rechunk(source, chunkSize)) {
    const gcm = createCipheriv(cipher, derived.key, nonce(number++, last), { authTagLength: tagLength });
    gcm.setAAD(associated);
    yield Buffer.concat([gcm.update(chunk), gcm.final(), gcm.getAuthTag()]);
  }
}

/** Opens what {@link sealChunks} made, chunk by chunk, each verified before it is given out. Throws {@link FileDamaged}. */
export async function* openChunks(key: KeyObject, place: FilePlace, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const { header, rest } = await takeHeader(source);
  const derived = derive(key, header.subarray(3, 19));
  if (!timingSafeEqual(derived.commitment, header.subarray(19))) throw new FileDamaged("another key");
  const associated = bind(header, place);
  let number = 0;
  for await (const { chunk, last } of rechunk(rest, chunkSize + tagLength)) {
    if (chunk.length < tagLength) throw new FileDamaged("cut short");
    const gcm = createDecipheriv(cipher, derived.key, nonce(number++, last), { authTagLength: tagLength });
    gcm.setAAD(associated);
    gcm.setAuthTag(chunk.subarray(chunk.length - tagLength));
    const plain = gcm.update(chunk.subarray(0, chunk.length - tagLength));
    try {
      gcm.final();
    } catch {
      throw new FileDamaged("a chunk does not open");
    }
    yield plain;
  }
}

function bind(header: Buffer, place: FilePlace): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify(["file", place.organisation, place.id]))]);
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

async function takeHeader(source: AsyncIterable<Uint8Array>): Promise<{ header: Buffer; rest: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  while (held.length < headerSize) {
    const next = await iterator.next();
    if (next.done) throw new FileDamaged("cut short");
    held = Buffer.concat([held, next.value]);
  }
  if (!held.subarray(0, 3).equals(mark)) throw new FileDamaged("not a sealed file");
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield held.subarray(headerSize);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { header: held.subarray(0, headerSize), rest: rest() };
}

/** Pieces of exactly `size`, the last of 0 to `size` bytes and marked so. An empty source gives one empty piece. */
async function* rechunk(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<{ chunk: Buffer; last: boolean }> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    held.push(part);
    length += part.byteLength;
    if (length <= size) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; all.length - at > size; at += size) yield { chunk: all.subarray(at, at + size), last: false };
    held = [all.subarray(at)];
    length = all.length - at;
  }
  yield { chunk: Buffer.concat(held), last: true };
}
