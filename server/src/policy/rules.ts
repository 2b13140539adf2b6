import type { Policy } from "@kept/language";

/** How long a version is called recent (oxygen-11: important changes are announced on the notice page). */
export const recentDays = 30;

/** Days from publication to `now`, whole and never negative. */
export function daysSince(published: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - published.getTime()) / 86_400_000));
}

export function isRecent(published: Date, now: Date): boolean {
  return daysSince(published, now) <= recentDays;
}

/** A digest as people compare it: groups of four, the first four groups. */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
}

/** Whether a person may be asked for data at this touchpoint by a public form. */
export function hasForm(touchpoint: Policy["touchpoints"][string]): boolean {
  return touchpoint.channels.includes("form");
}

/** Address of a touchpoint's form. Names hold no character that an address must escape. */
export function formAddress(slug: string, touchpoint: string): string {
  return `/${slug}/forms/${touchpoint}`;
}
