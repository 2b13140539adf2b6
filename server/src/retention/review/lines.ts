import { standingsOf } from "../../consent/index.js";
import type { Db } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import type { ReviewRow } from "./store.js";

/** What a line may be kept for: purposes that the policy declares for its field and that may be served for its person now. By the line's id. */
export async function keepingPurposes(
  db: Db,
  policy: PublishedPolicy,
  rows: readonly ReviewRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = rows.map((row) => ({ row, purposes: purposesFor(policy, row.field) }));
  const standing = new Set<string>();
  for (const purpose of new Set(wanted.flatMap((w) => w.purposes))) {
    const persons = wanted.filter((w) => w.purposes.includes(purpose)).map((w) => w.row.person);
    for (const [person, s] of await standingsOf(db, policy, [...new Set(persons)], purpose))
      if (s.state === "may") standing.add(`${person} ${purpose}`);
  }
  return new Map(wanted.map(({ row, purposes }) => [row.id, purposes.filter((p) => standing.has(`${row.person} ${p}`))]));
}

/** Purposes for which some touchpoint of the policy asks a field. */
export function purposesFor({ policy }: PublishedPolicy, field: string): string[] {
  const all = Object.values(policy.touchpoints).flatMap((t) => (Object.hasOwn(t.fields, field) ? (t.fields[field]?.purposes ?? []) : []));
  return [...new Set(all)];
}
