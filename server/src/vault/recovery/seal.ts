import { hkdfSync, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { Refusal } from "../../platform/index.js";
import { vault } from "../state.js";
import { openChunks, sealChunks } from "./chunks.js";
import { readRecoveryKey } from "./key.js";
import { readPhrase } from "./phrase.js";

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Seals a stream to the public half of the offline recovery key in KEPT_KEYS, as an `age` file (age-encryption.org/v1). Constant memory; reads
 * no faster than it is read. The stream fails with the refusal `recovery.none` where no recovery key was made: ask {@link readRecoveryKey} first.
 */
export function sealToRecovery(source: Bytes): Readable {
  async function* sealing(): AsyncGenerator<Uint8Array> {
    const key = await readRecoveryKey(vault().keysFolder);
    if (!key) throw new Refusal("recovery.none");
    yield* sealed(key.recipient, source);
  }
  return streamOf(sealing(), source);
}

/** The same, to a public half that is named. */
export function sealTo(recipient: string, source: Bytes): Readable {
  return streamOf(sealed(recipient, source), source);
}

/**
 * Opens what {@link sealToRecovery} made, with the 24 words of the sheet. Constant memory. What comes out of the stream is proven piece by
 * piece; only its end proves that nothing is missing, so nobody may act on it before. The stream fails with the refusals `recovery.words`,
 * `recovery.not_sealed`, `recovery.other_key`, `recovery.damaged` (changed, or cut short).
 */
export function openFromRecovery(words: string, source: Bytes): Readable {
  async function* opening(): AsyncGenerator<Uint8Array> {
    const { identity } = await readPhrase(words);
    yield* opened(identity, source);
  }
  return streamOf(opening(), source);
}

/** A stream that asks for the next piece when one was taken, and lets go of its source when it is dropped, even before its first byte. */
function streamOf(bytes: AsyncGenerator<Uint8Array>, source: Bytes): Readable {
  const stream = Readable.from(bytes, { objectMode: false });
  if (source instanceof Readable) stream.once("close", () => source.destroy());
  return stream;
}

/*
 * The public-key part is age's own library's; the payload (STREAM over ChaCha20-Poly1305) is Node's own cipher, more than twice as fast, which a
 * backup notices. Both together are the age format: the tests open each with the other.
 */
async function* sealed(recipient: string, source: Bytes): AsyncGenerator<Uint8Array> {
  const age = new Encrypter();
  const passed: Uint8Array[] = [];
  age.addRecipient(recipient);
  // Takes the file's key as it passes, and adds no line to the header.
  age.addRecipient({
    wrapFileKey: (key) => {
      passed.push(Uint8Array.from(key));
      return [];
    },
  });
  const empty = await age.encrypt(new Uint8Array());
  const [fileKey] = passed;
  if (!fileKey) throw new Error("age asked no recipient");
  const nonce = randomBytes(16);
  yield empty.subarray(0, empty.length - nonceLength - tagLength);
  yield nonce;
  yield* sealChunks(payloadKey(fileKey, nonce), source);
}

async function* opened(identity: string, source: Bytes): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    const { header, rest } = await readHeader(iterator);
    const age = new Decrypter();
    age.addIdentity(identity);
    const fileKey = await age.decryptHeader(header).catch((error: unknown) => {
      // The one answer that says the file is sound and the words are another key's.
      const other = error instanceof Error && error.message.startsWith("no identity matched");
      throw new Refusal(other ? "recovery.other_key" : "recovery.damaged");
    });
    yield* openChunks(payloadKey(fileKey, rest.subarray(0, nonceLength)), after(rest.subarray(nonceLength), iterator));
  } finally {
    await iterator.return?.();
  }
}

const nonceLength = 16;
const tagLength = 16;
const longestHeader = 64 * 1024;
const firstLine = Buffer.from("age-encryption.org/v1\n");

/** The header with its last line, and at least the nonce after it. */
async function readHeader(iterator: AsyncIterator<Uint8Array>): Promise<{ header: Buffer; rest: Buffer }> {
  let read = Buffer.alloc(0);
  for (;;) {
    const start = read.subarray(0, firstLine.length);
    if (!firstLine.subarray(0, start.length).equals(start)) throw new Refusal("recovery.not_sealed");
    const last = read.indexOf("\n--- ");
    const end = last < 0 ? -1 : read.indexOf("\n", last + 1);
    if (end >= 0 && read.length >= end + 1 + nonceLength) return { header: read.subarray(0, end + 1), rest: read.subarray(end + 1) };
    const next = await iterator.next();
    if (next.done || read.length > longestHeader)
      throw new Refusal(read.length < firstLine.length ? "recovery.not_sealed" : "recovery.damaged");
    read = Buffer.concat([read, next.value]);
  }
}

async function* after(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));
}
