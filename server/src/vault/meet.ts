import type { Db, PersonId } from "../platform/index.js";
import { digest, type IndexRule, type Term } from "./blind/digest.js";
import { foldExact } from "./blind/fold.js";
import { groupsBetween } from "./blind/group.js";
import { searchTerms } from "./blind/search.js";
import { textsOf } from "./content.js";
import { openValues, sealedValues } from "./read.js";
import { vault } from "./state.js";
import { countDigests } from "./store/blind.js";
import { meetingPage } from "./store/meeting.js";

/** What a value of a field must be: one of some texts, or a number or year within a range (both ends included). */
export type Wanted = { readonly field: string; readonly rule: IndexRule } & (
  | { readonly any: readonly string[] }
  | { readonly from: number; readonly to: number }
);

/** Counted no further: which condition leads needs no more. */
const common = 5000;

/**
 * Persons who meet every condition by values collected for a purpose, in the order of their ids, after one of them; `next` is where to go
 * on, null at the end. Costs pages of what the rarest condition finds. Drawers and ranges are only led by the index: their values are opened and compared.
 */
export async function personsMeeting(
  db: Db,
  wanted: readonly Wanted[],
  purpose: string,
  after: PersonId | undefined,
  limit: number,
): Promise<{ persons: PersonId[]; next: PersonId | null }> {
  const keys = await vault().keys.digestKeys(db.organisation, "index");
  const conditions = wanted.map(alternativesOf);
  if (conditions.length === 0 || conditions.some((c) => c.length === 0)) return { persons: [], next: null };
  const terms = conditions.flatMap((alternatives, condition) =>
    alternatives.flatMap((all, alternative) =>
      all.flatMap((term, i) => keys.map((k) => ({ condition, alternative, term: i, digest: digest(k.key, term) }))),
    ),
  );
  const counts = await countDigests(
    db,
    terms.map((t) => t.digest),
    common,
  );
  const lead = leadOf(terms, counts, conditions.length);
  const found = await meetingPage(db, { terms, lead, fields: wanted.map((w) => w.field), purpose, after, limit });
  const open = wanted.filter((w) => w.rule.index === "bucket");
  const persons = open.length === 0 ? found.persons : await comparing(db, found.persons, open, purpose);
  return { persons, next: found.next };
}

/** The ways to meet a condition; each way is terms that must all be there. */
function alternativesOf(w: Wanted): Term[][] {
  if ("any" in w) return w.any.map((text) => searchTerms(w.field, w.rule, text)).filter((terms) => terms.length > 0);
  return groupsBetween(w.field, w.rule, w.from, w.to).map((term) => [term]);
}

interface Asked {
  readonly condition: number;
  readonly alternative: number;
  readonly term: number;
  readonly digest: Buffer;
}

/** Digests that lead: of the condition that finds fewest, the rarest term of each of its ways. */
function leadOf(terms: readonly Asked[], counts: readonly number[], conditions: number): Buffer[] {
  const best = Array.from({ length: conditions }, (_, condition) => {
    const ways = Map.groupBy(
      terms.map((t, i) => ({ ...t, count: counts[i] ?? 0 })).filter((t) => t.condition === condition),
      (t) => t.alternative,
    );
    const rarest = [...ways.values()].map((way) => {
      const each = [...Map.groupBy(way, (t) => t.term).values()].map((same) => ({
        digests: same.map((t) => t.digest),
        count: same.reduce((sum, t) => sum + t.count, 0),
      }));
      return each.reduce((a, b) => (b.count < a.count ? b : a));
    });
    return { digests: rarest.flatMap((r) => r.digests), count: rarest.reduce((sum, r) => sum + r.count, 0) };
  });
  return best.reduce((a, b) => (b.count < a.count ? b : a)).digests;
}

/** Takes out whoever only shares a drawer, or a group that reaches past the range. */
async function comparing(db: Db, persons: readonly PersonId[], open: readonly Wanted[], purpose: string): Promise<PersonId[]> {
  const fields = new Set(open.map((w) => w.field));
  const rows = (await sealedValues(db, persons)).filter((r) => fields.has(r.field) && !r.pending && r.purposes.includes(purpose));
  const held = Map.groupBy(await openValues(db, rows), (h) => h.person);
  return persons.filter((p) =>
    open.every((w) =>
      (held.get(p) ?? []).some((h) => h.field === w.field && "content" in h.value && textsOf(h.value.content).some((t) => meets(w, t))),
    ),
  );
}

function meets(w: Wanted, text: string): boolean {
  if ("any" in w) return w.any.some((asked) => foldExact(asked) === foldExact(text));
  const n = w.rule.type === "date" ? Number(text.slice(0, 4)) : Number(text);
  return n >= w.from && n <= w.to;
}
