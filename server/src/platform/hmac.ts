import { hash } from "node:crypto";

const block = 64;

/**
 * HMAC-SHA-256 (RFC 2104) by two one-shot digests. `createHmac` makes an object on either side of the engine for each call, which costs
 * fifteen times as much; events are salted and committed to at every write. Keys up to 64 bytes; longer ones are refused.
 */
export function hmacSha256(key: Uint8Array, message: string | Uint8Array): Buffer {
  if (key.byteLength > block) throw new RangeError("a key of at most 64 bytes");
  const bytes = typeof message === "string" ? Buffer.from(message) : message;
  const inner = Buffer.allocUnsafe(block + bytes.byteLength);
  const outer = Buffer.allocUnsafe(block + 32);
  inner.fill(0x36, 0, block);
  outer.fill(0x5c, 0, block);
  for (let i = 0; i < key.byteLength; i++) {
    const k = key[i] ?? 0;
    inner[i] = 0x36 ^ k;
    outer[i] = 0x5c ^ k;
  }
  inner.set(bytes, block);
  hash("sha256", inner, "buffer").copy(outer, block);
  const mac = hash("sha256", outer, "buffer");
  inner.fill(0, 0, block);
  outer.fill(0);
  return mac;
}
