import { createHash, randomBytes } from "node:crypto";
import { parse, stringify } from "uuid";
import { type OrganisationId, organisationId, type PersonId, personId } from "../../platform/index.js";

/**
 * A person's session cookie: `<organisation>.<secret>`, the secret being base64url of the person's id and 256 random bits. The id
 * leads to the one shard that holds the session; the chance is what proves. Only SHA-256 of the secret is stored.
 */
export function newPersonToken(organisation: OrganisationId, person: PersonId): { cookie: string; hash: Buffer } {
  const secret = Buffer.concat([parse(person), randomBytes(32)]);
  return { cookie: `${organisation}.${secret.toString("base64url")}`, hash: hashOf(secret) };
}

export interface PersonToken {
  readonly organisation: OrganisationId;
  readonly person: PersonId;
  readonly hash: Buffer;
}

/** Reads what a browser sent; undefined where it is no such cookie. */
export function readPersonToken(cookie: string | undefined): PersonToken | undefined {
  const parts = split(cookie, 48);
  if (!parts) return undefined;
  const person = personId.safeParse(stringifyId(parts.secret.subarray(0, 16)));
  if (!person.success) return undefined;
  return { organisation: parts.organisation, person: person.data, hash: hashOf(parts.secret) };
}

/** A staff session, a link or a request of one organisation: `<organisation>.<256 random bits>`. */
export function newOwnToken(organisation: OrganisationId): { token: string; hash: Buffer } {
  const secret = randomBytes(32);
  return { token: `${organisation}.${secret.toString("base64url")}`, hash: hashOf(secret) };
}

export function readOwnToken(token: string | undefined): { organisation: OrganisationId; hash: Buffer } | undefined {
  const parts = split(token, 32);
  return parts && { organisation: parts.organisation, hash: hashOf(parts.secret) };
}

function split(token: string | undefined, bytes: number): { organisation: OrganisationId; secret: Buffer } | undefined {
  const dot = token?.indexOf(".") ?? -1;
  if (token === undefined || dot < 0 || token.length > 200) return undefined;
  const organisation = organisationId.safeParse(token.slice(0, dot));
  const secret = Buffer.from(token.slice(dot + 1), "base64url");
  if (!organisation.success || secret.length !== bytes) return undefined;
  return { organisation: organisation.data, secret };
}

function stringifyId(bytes: Uint8Array): string | undefined {
  try {
    return stringify(bytes);
  } catch {
    return undefined;
  }
}

function hashOf(secret: Uint8Array): Buffer {
  return createHash("sha256").update(secret).digest();
}
