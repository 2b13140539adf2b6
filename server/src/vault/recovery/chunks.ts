import { createCipheriv, createDecipheriv } from "node:crypto";
import { Refusal } from "../../platform/index.js";

/*
 * The payload of an age file (age-encryption.org/v1): pieces of 64 KiB, each sealed by ChaCha20-Poly1305 under a nonce that is the number of
 * the piece (11 bytes) and whether it is the last (1 byte): none can be left out, moved, repeated or cut off unseen.
 */
const cipher = "chacha20-poly1305";
const tagLength = 16;
const pieceLength = 64 * 1024;

type Bytes = AsyncIterable<Uint8Array>;

export async function* sealChunks(key: Uint8Array, source: Bytes): AsyncGenerator<Buffer> {
  for await (const { piece, number, last } of pieces(source, pieceLength)) {
    const sealing = createCipheriv(cipher, key, nonce(number, last), { authTagLength: tagLength });
    const body = sealing.update(piece);
    sealing.final();
    yield Buffer.concat([body, sealing.getAuthTag()]);
  }
}

/** Throws the refusal `recovery.damaged` at the first piece that is not what was sealed, before any byte of it is given out. */
export async function* openChunks(key: Uint8Array, source: Bytes): AsyncGenerator<Buffer> {
  for await (const { piece, number, last } of pieces(source, pieceLength + tagLength)) {
    // An empty last piece stands only for an empty file.
    if (piece.length < tagLength || (piece.length === tagLength && number > 0)) throw new Refusal("recovery.damaged");
    const opening = createDecipheriv(cipher, key, nonce(number, last), { authTagLength: tagLength });
    opening.setAuthTag(piece.subarray(piece.length - tagLength));
    const plain = opening.update(piece.subarray(0, piece.length - tagLength));
    try {
      opening.final();
    } catch {
      plain.fill(0);
      throw new Refusal("recovery.damaged");
    }
    if (plain.length > 0) yield plain;
  }
}

/** Cuts a stream into pieces of one length, the last one shorter or as long; an empty stream is one empty piece. */
async function* pieces(source: Bytes, length: number): AsyncGenerator<{ piece: Buffer; number: number; last: boolean }> {
  let held: Buffer[] = [];
  let size = 0;
  let number = 0;
  for await (const bytes of source) {
    held.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    size += bytes.byteLength;
    if (size <= length) continue;
    const all = Buffer.concat(held);
    let at = 0;
    // More must follow before a piece is known not to be the last.
    for (; size - at > length; at += length) yield { piece: all.subarray(at, at + length), number: number++, last: false };
    held = [all.subarray(at)];
    size -= at;
  }
  yield { piece: Buffer.concat(held), number, last: true };
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(number, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}
