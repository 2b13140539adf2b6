import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { v7 } from "uuid";
import { z } from "zod";

/** Branded ids: a person's id is never taken for an organisation's. All are UUIDv7, made by the application. */
export const organisationId = z.uuid().brand<"organisation">();
export const personId = z.uuid().brand<"person">();
export const staffId = z.uuid().brand<"staff">();
export type OrganisationId = z.infer<typeof organisationId>;
export type PersonId = z.infer<typeof personId>;
export type StaffId = z.infer<typeof staffId>;

/** A new UUIDv7: sortable by the millisecond it was made in. Not a secret. */
export function newId(): string {
  return v7();
}

/** 256 random bits, base64url: what goes into links and cookies. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, for storage. Tokens have 256 bits of chance, so no salt and no stretching. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Compares two byte strings in constant time; different lengths differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
