import { hash, randomBytes, randomFillSync, timingSafeEqual } from "node:crypto";
import { v7 } from "uuid";
import { z } from "zod";

/** Branded ids: a person's id is never taken for an organisation's. All are UUIDv7, made by the application. */
export const organisationId = z.uuid().brand<"organisation">();
export const personId = z.uuid().brand<"person">();
export const staffId = z.uuid().brand<"staff">();
export type OrganisationId = z.infer<typeof organisationId>;
export type PersonId = z.infer<typeof personId>;
export type StaffId = z.infer<typeof staffId>;

const pool = Buffer.alloc(4096);
let drawn = pool.length;
let msecs = 0;
let seq = 0;

/** A new UUIDv7: those of one process sort in the order they were made (RFC 9562 §6.2, method 1). Not a secret. */
export function newId(): string {
  // Chance is drawn in large portions: asked for by itself, it would be most of the cost.
  if (drawn + 16 > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const random = pool.subarray(drawn, drawn + 16);
  drawn += 16;
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = random.readUInt32BE(6) & 0x7fff_ffff;
  } else {
    seq = (seq + 1) | 0;
    if (seq === 0) msecs++;
  }
  return v7({ msecs, seq, random });
}

/** 256 random bits, base64url: what goes into links and cookies. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, for storage. Tokens have 256 bits of chance, so no salt and no stretching. */
export function tokenHash(token: string): Buffer {
  return hash("sha256", token, "buffer");
}

/** Compares two byte strings in constant time; different lengths differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
