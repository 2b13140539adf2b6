import type { PersonId } from "../../platform/index.js";

export const holdKinds = ["legal_duty", "dispute", "state_body"] as const;
export type HoldKind = (typeof holdKinds)[number];

/** A hold in force. Dates are legal dates (`YYYY-MM-DD`, Asia/Ho_Chi_Minh). Its free words are opened apart, by `holdWords`. */
export interface Hold {
  readonly id: string;
  readonly person: PersonId;
  readonly kind: HoldKind;
  /** Null: every field. */
  readonly fields: readonly string[] | null;
  /** Null: whatever the occasion. */
  readonly occasion: string | null;
  /** What the held may be opened for. */
  readonly purpose: string | null;
  /** Which article demands it. */
  readonly article: string | null;
  /** The last day it holds. */
  readonly until: string;
  readonly review: string | null;
  /** The person is not told before this day. */
  readonly hiddenUntil: string | null;
  /** Who placed it: `staff:<id>`, or `system`. */
  readonly by: string;
  readonly placedAt: Date;
}

/** What a hold may cover, by its place: never its content. */
export interface Holdable {
  readonly person: PersonId;
  readonly field: string;
  readonly occasion: string | null;
}

/** What an erasure left behind under one hold: names and counts, never content. */
export interface KeptBack {
  readonly hold: string;
  readonly kind: HoldKind;
  readonly article: string | null;
  readonly until: string;
  readonly hidden_until: string | null;
  readonly fields: readonly string[];
  readonly values: number;
  readonly files: number;
}

/** The hold that keeps something longest, of those that cover it. */
export function heldBy(holds: readonly Hold[], thing: Holdable): Hold | undefined {
  let longest: Hold | undefined;
  for (const hold of holds) if (covers(hold, thing) && (!longest || hold.until > longest.until)) longest = hold;
  return longest;
}

export function covers(hold: Hold, { person, field, occasion }: Holdable): boolean {
  if (hold.person !== person) return false;
  if (hold.fields && !hold.fields.includes(field)) return false;
  return hold.occasion === null || hold.occasion === occasion;
}

/** The legal date at a moment: Vietnam keeps one offset all year. */
export function legalDate(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
