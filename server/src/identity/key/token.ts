import { parse, stringify } from "uuid";
import { newToken, type OrganisationId, organisationId, tokenHash } from "../../platform/index.js";

/** `kept_<organisation, 22 letters>_<secret, 43 letters>`: who may hold it is known before the secret is looked at. */
const shape = /^kept_([A-Za-z0-9_-]{22})_([A-Za-z0-9_-]{43})$/;

export function newKeyToken(organisation: OrganisationId): { token: string; hash: Buffer } {
  const token = `kept_${Buffer.from(parse(organisation)).toString("base64url")}_${newToken()}`;
  return { token, hash: tokenHash(token) };
}

/** The organisation and the hash of a key as a client sends it; undefined where it is none. */
export function readKeyToken(header: string | undefined): { organisation: OrganisationId; hash: Buffer } | undefined {
  const token = /^Bearer (\S+)$/i.exec(header ?? "")?.[1] ?? "";
  const organisation = shape.exec(token)?.[1];
  if (!organisation) return undefined;
  try {
    return { organisation: organisationId.parse(stringify(Buffer.from(organisation, "base64url"))), hash: tokenHash(token) };
  } catch {
    return undefined;
  }
}
