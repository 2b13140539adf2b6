import canonicalize from "canonicalize";
import type { Policy } from "./schema/policy.js";

// The two pieces of the platform used here; every browser and Node has them.
declare const crypto: { subtle: { digest(algorithm: "SHA-256", bytes: Uint8Array): Promise<ArrayBuffer> } };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** SHA-256 of the canonical JSON (JCS, RFC 8785) of `value`, in lower-case hex. Order of keys does not matter. */
export async function digest(value: unknown): Promise<string> {
  return digestText(canonical(value));
}

/** SHA-256 of a text's UTF-8 bytes after NFC, in lower-case hex. */
export async function digestText(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text.normalize("NFC"))));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

/** The digest that names a version of a policy: the parsed policy, defaults filled in, whatever the order of its keys. */
export async function digestPolicy(policy: Policy): Promise<string> {
  return digest(policy);
}

/** Canonical JSON of any JSON value; a value JSON cannot hold throws a TypeError. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
