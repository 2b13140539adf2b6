import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomFillSync,
  timingSafeEqual,
} from "node:crypto";

/** Where a sealed value lives. All of it is bound to the value: moved anywhere else, it does not open. */
export interface Place {
  readonly organisation: string;
  readonly table: string;
  readonly person: string;
  readonly field: string;
  readonly id: string;
}

/** A 256-bit key made of pure chance, and its version. */
export interface VersionedKey {
  readonly version: number;
  readonly key: KeyObject;
}

/**
 * Why a sealed value did not open. `other_key`: the key is not the one it was sealed with (or its header is damaged: the two
 * cannot be told apart). `damaged`: the right key, but the bytes or the place are not those it was sealed with.
 */
export type SealFault = "sealed.damaged" | "sealed.other_key";
export type Opened = { readonly plain: Buffer } | { readonly fault: SealFault };

/*
 * Layout, 81 bytes more than the value:
 *   format 1 | key version 4 | salt 16 | commitment 32 | nonce 12 | ciphertext | tag 16
 * Encryption key and commitment are the two halves of one HKDF-Expand-SHA-512 block over the salt (RFC 5869 §3.3: the input is a
 * uniformly random key, so Extract is left out). AES-GCM alone does not commit to its key: one ciphertext could open under
 * two keys to two texts. The commitment is compared first, in constant time.
 */
export const sealFormat = 1;
const format = sealFormat;
const saltAt = 5;
const commitmentAt = saltAt + 16;
const nonceAt = commitmentAt + 32;
const bodyAt = nonceAt + 12;
const tagLength = 16;
export const sealOverhead = bodyAt + tagLength;
const cipher = "aes-256-gcm";
export const cipherName: string = cipher;
const purpose = Buffer.from("kept seal 1\0");
const firstBlock = Buffer.of(1);

/** Seals bytes for one place under one key. Every call draws a new salt and a new nonce. About 15 µs. */
export function seal(under: VersionedKey, place: Place, plain: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(sealOverhead + plain.byteLength);
  sealed[0] = format;
  sealed.writeUInt32BE(under.version, 1);
  chance(28, sealed, saltAt);
  sealed.copy(sealed, nonceAt, saltAt + 16, saltAt + 28);
  const derived = derive(under.key, sealed.subarray(saltAt, commitmentAt));
  derived.commitment.copy(sealed, commitmentAt);
  const gcm = createCipheriv(cipher, derived.key, sealed.subarray(nonceAt, bodyAt), { authTagLength: tagLength });
  gcm.setAAD(associated(under, place));
  gcm.update(plain).copy(sealed, bodyAt);
  gcm.final();
  gcm.getAuthTag().copy(sealed, sealed.length - tagLength);
  return sealed;
}

/** Opens what {@link seal} made. Never throws for bad bytes, never returns a part. */
export function open(under: VersionedKey, place: Place, sealed: Uint8Array): Opened {
  const s = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (s.length < sealOverhead || s[0] !== format) return { fault: "sealed.damaged" };
  if (s.readUInt32BE(1) !== under.version) return { fault: "sealed.other_key" };
  const derived = derive(under.key, s.subarray(saltAt, commitmentAt));
  if (!timingSafeEqual(derived.commitment, s.subarray(commitmentAt, nonceAt))) return { fault: "sealed.other_key" };
  const gcm = createDecipheriv(cipher, derived.key, s.subarray(nonceAt, bodyAt), { authTagLength: tagLength });
  gcm.setAAD(associated(under, place));
  gcm.setAuthTag(s.subarray(s.length - tagLength));
  const plain = gcm.update(s.subarray(bodyAt, s.length - tagLength));
  try {
    gcm.final();
  } catch {
    plain.fill(0);
    return { fault: "sealed.damaged" };
  }
  return { plain };
}

/** The key version in a sealed value's header, without opening it. Undefined where it is no sealed value. */
export function sealedVersion(sealed: Uint8Array): number | undefined {
  if (sealed.byteLength < sealOverhead || sealed[0] !== format) return undefined;
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).readUInt32BE(1);
}

/** Key and commitment for one salt. The key handed in must be uniformly random. */
export function derive(key: KeyObject, salt: Uint8Array): { key: KeyObject; commitment: Buffer } {
  const block = createHmac("sha512", key).update(purpose).update(salt).update(firstBlock).digest();
  const derived = createSecretKey(block.subarray(0, 32));
  block.fill(0, 0, 32);
  return { key: derived, commitment: block.subarray(32) };
}

/**
 * Format, key version and place as one unambiguous string of bytes: JSON keeps the parts apart whatever is in them. Ids are lower-case
 * by construction.
 */
function associated(under: VersionedKey, { organisation, table, person, field, id }: Place): Buffer {
  return Buffer.from(JSON.stringify([format, under.version, organisation, table, person, field, id]));
}

const pool = Buffer.alloc(8192);
let used = pool.length;

/** Random bytes into `target`, drawn from the system in larger portions; each byte is given out once and wiped. */
function chance(count: number, target: Buffer, at: number): void {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(target, at, used, used + count);
  pool.fill(0, used, used + count);
  used += count;
}
