import { z } from "zod";
import { freshFor } from "./rules.js";

const shape = z.object({
  actor: z.object({ kind: z.string() }),
  detail: z.record(z.string(), z.unknown()).default({}),
});

/** An event as checks look at it. */
export interface Read {
  readonly id: string;
  readonly at: Date;
  readonly actor: { readonly kind: string };
  readonly detail: Readonly<Record<string, unknown>>;
}

export function read(event: { readonly id: string; readonly at: Date; readonly canonical: string }): Read {
  return { id: event.id, at: event.at, ...shape.parse(JSON.parse(event.canonical)) };
}

/** Deeds whose named proof is not among those that happened, came after, or was older than a fresh proof may be. */
export function unproved(deeds: readonly Read[], proofs: readonly Read[]): string[] {
  const byId = new Map(proofs.map((p) => [p.id, p.at.getTime()]));
  return deeds
    .filter((d) => {
      const proof = typeof d.detail.proof === "string" ? byId.get(d.detail.proof) : undefined;
      const age = proof === undefined ? Number.NaN : d.at.getTime() - proof;
      return !(age >= 0 && age < freshFor);
    })
    .map((d) => d.id);
}

/** Events of one person that are more than `points` within any `seconds`; given by person, then time. */
export function tooMany(events: readonly (Read & { readonly person: string })[], points: number, seconds: number): string[] {
  return events
    .filter((e, i) => {
      const first = events[i - points];
      return first?.person === e.person && e.at.getTime() - first.at.getTime() < seconds * 1000;
    })
    .map((e) => e.id);
}
