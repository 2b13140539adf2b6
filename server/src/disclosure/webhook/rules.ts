import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { days, hours, minutes } from "../../platform/index.js";

/** How long an old secret signs besides the new one. */
export const overlap = days(2);
/** A signed message older, or newer, than this is refused: it may be a replay. */
export const tolerance = minutes(5);
/** A recipient answers shortly, in few words. */
export const answerWithin = 10_000;
export const answerMost = 16_384;

/** Waits between attempts; after the last one the message is dead until staff send it again. */
const waits = [minutes(1), minutes(5), minutes(30), hours(2), hours(8), days(1)] as const;

/**
 * How long to wait after so many attempts, up to a fifth longer or shorter by `chance` (0 to 1), so that messages that failed together do
 * not come back together. Undefined: no more.
 */
export function waitAfter(attempts: number, chance: number): number | undefined {
  const wait = waits[attempts - 1];
  return wait === undefined ? undefined : Math.round(wait * (0.8 + 0.4 * chance));
}

/** A new signing secret: 256 random bits, in the form of Standard Webhooks. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export interface Signed {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** Signs a message as Standard Webhooks 1.0 says: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret. */
export function sign(secrets: readonly string[], id: string, at: Date, body: Uint8Array): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { id, timestamp, signature: secrets.map((s) => `v1,${mac(s, id, timestamp, body).toString("base64")}`).join(" ") };
}

/** Whether a message is signed by one of the secrets, lately. */
export function isSigned(secrets: readonly string[], signed: Signed, body: Uint8Array, now: Date): boolean {
  if (!/^\d{9,11}$/.test(signed.timestamp) || signed.id.length > 100 || signed.signature.length > 2000) return false;
  if (Math.abs(now.getTime() - Number(signed.timestamp) * 1000) > tolerance) return false;
  const given = signed.signature.split(" ").flatMap((s) => (s.startsWith("v1,") ? [Buffer.from(s.slice(3), "base64")] : []));
  return secrets.some((s) => {
    const right = mac(s, signed.id, signed.timestamp, body);
    return given.some((g) => g.length === right.length && timingSafeEqual(g, right));
  });
}

function mac(secret: string, id: string, timestamp: string, body: Uint8Array): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
}
