import { createHmac } from "node:crypto";
import { z } from "zod";
import { hours, minutes } from "../../../platform/index.js";
import { freshFor } from "../../rules.js";

/** Between leaving for the provider and coming back. */
export const askLife = minutes(10);
/** Clocks of provider and server may differ by so much. */
export const skew = 60_000;

/**
 * State, nonce and PKCE verifier of one sign-in, all from the secret that the asking browser holds in its cookie: the database keeps
 * nothing of them, and another browser cannot make them.
 */
export function secretsOf(request: string): { state: string; nonce: string; verifier: string } {
  const of = (use: string) => createHmac("sha256", request).update(`kept sso ${use} 1`).digest("base64url");
  return { state: of("state"), nonce: of("nonce"), verifier: of("verifier") };
}

/** What is read of an ID token that the library has judged. */
export const claimsShape = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  auth_time: z.number().int().optional(),
  acr: z.string().optional().catch(undefined),
  amr: z.array(z.string()).optional().catch(undefined),
});
export type Claims = z.output<typeof claimsShape>;

export interface Demands {
  readonly acr: string | null;
  readonly mfa: boolean;
  readonly sessionHours: number;
}

/**
 * Why what the provider says of the signing in is not enough; undefined where it is. `again`: they must have proved themselves after
 * that moment (step-up), so a provider that does not say when they did is refused.
 */
export function shortcoming(claims: Claims, demands: Demands, now: Date, again: Date | undefined): string | undefined {
  if (demands.acr !== null && claims.acr !== demands.acr) return "acr";
  if (demands.mfa && !claims.amr?.includes("mfa")) return "mfa";
  const proved = claims.auth_time === undefined ? undefined : claims.auth_time * 1000;
  if (proved !== undefined && proved > now.getTime() + skew) return "auth_time";
  if (again) return proved === undefined || proved < again.getTime() - skew ? "auth_time" : undefined;
  return proved !== undefined && proved < now.getTime() - hours(demands.sessionHours) - skew ? "auth_time" : undefined;
}

/** When a session counts as last proved: when the provider says so, and never later than now; without its word, not fresh at all. */
export function provedAt(claims: Claims, now: Date): Date {
  const said = claims.auth_time === undefined ? now.getTime() - freshFor : claims.auth_time * 1000;
  return new Date(Math.min(said, now.getTime()));
}

/** Values of `amr` as events may hold them: the registered short names (RFC 8176), no text of anybody's. */
export function methodsOf(claims: Claims): string[] {
  return (claims.amr ?? []).filter((m) => /^[a-z]{2,8}$/.test(m)).slice(0, 8);
}
