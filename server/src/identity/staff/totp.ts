import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const period = 30;

/** A new secret for an authenticator app: 160 bits, base32. */
export function newTotpSecret(): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(20)).buffer }).base32;
}

/** What the app reads from the picture or the link. */
export function totpUri(secret: string, issuer: string, label: string): string {
  return totp(secret, issuer, label).toString();
}

/**
 * The time step whose number was given, the present one or a neighbour (clocks differ); undefined where it is none of them. The
 * caller takes the step, so that no number works twice (RFC 6238 §5.2).
 */
export function totpStep(secret: string, otp: string, now: Date): number | undefined {
  if (!/^[A-Z2-7]{32}$/.test(secret) || !/^\d{6}$/.test(otp)) return undefined;
  const delta = totp(secret, "Kept", "").validate({ token: otp, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}

function totp(secret: string, issuer: string, label: string): TOTP {
  return new TOTP({ issuer, label, algorithm: "SHA1", digits: 6, period, secret: Secret.fromBase32(secret) });
}
