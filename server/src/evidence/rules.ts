import canonicalize from "canonicalize";
import { hmacSha256, type PersonId } from "../platform/index.js";

/** Who did it. A person is named by their place among the subjects, so that nothing outlives their erasure. */
export type Actor =
  | { readonly kind: "person"; readonly id: PersonId }
  | { readonly kind: "visitor" }
  | { readonly kind: "staff"; readonly id: string; readonly role?: string }
  | { readonly kind: "key"; readonly id: string }
  | { readonly kind: "system" };

/** Something that happened. Names of things, never their values: no e-mail, no name, no free text a person wrote. */
export interface Happening {
  /** `domain.what`, past tense: `consent.given`, `value.read`, `value.read_refused`. */
  readonly type: string;
  readonly at: Date;
  readonly actor: Actor;
  /** Persons it is about, in a fixed order. */
  readonly about: readonly PersonId[];
  readonly purpose?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly recipient?: string | undefined;
  readonly touchpoint?: string | undefined;
  readonly policyVersion?: number | undefined;
  /** Anything else, by name: ids, codes, counts. */
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>> | undefined;
}

export const eventVersion = 1;

/**
 * The canonical bytes of an event (RFC 8785). Subjects appear only as commitments, in the order of `about`; an actor who is
 * a subject appears as its index.
 */
export function canonical(h: Happening, id: string, commitments: readonly string[]): string {
  const text = canonicalize({
    v: eventVersion,
    id,
    type: h.type,
    at: h.at.toISOString(),
    actor: actorOf(h),
    subjects: commitments,
    purpose: h.purpose,
    fields: h.fields && [...h.fields].sort(),
    recipient: h.recipient,
    touchpoint: h.touchpoint,
    policy_version: h.policyVersion,
    detail: h.detail,
  });
  if (text === undefined) throw new TypeError("an event has a canonical form");
  return text;
}

function actorOf(h: Happening): Record<string, string | number> {
  const { actor } = h;
  switch (actor.kind) {
    case "person": {
      const subject = h.about.indexOf(actor.id);
      if (subject < 0) throw new TypeError("a person who acts is among those the event is about");
      return { kind: "person", subject };
    }
    case "staff":
      return { kind: "staff", id: actor.id, ...(actor.role ? { role: actor.role } : {}) };
    case "key":
      return { kind: "key", id: actor.id };
    default:
      return { kind: actor.kind };
  }
}

/** HMAC-SHA-256(salt, person id), base64url: says whom an event is about to whoever holds the salt, and nothing without it. */
export function commitment(salt: Uint8Array, person: PersonId): string {
  return hmacSha256(salt, person).toString("base64url");
}

/** The salt of one event, from the person's salt root: gone when the root is. */
export function derivedSalt(root: Uint8Array, eventId: string): Buffer {
  return hmacSha256(root, `kept event salt\0${eventId}`);
}
