import type { Db } from "../platform/index.js";
import { digest, type IndexRule, type Term } from "./blind/digest.js";
import { foldExact, foldPhone, lastDigits } from "./blind/fold.js";
import { searchTerms, tailOf } from "./blind/search.js";
import { textsOf } from "./content.js";
import { openValues, sealedValues } from "./read.js";
import { vault } from "./state.js";
import { countDigests, type Match, matchDigests } from "./store/blind.js";

/** One thing that is known of the person looked for. All that are asked together must hold. */
export interface Asked {
  readonly field: string;
  readonly rule: IndexRule;
  readonly text: string;
}

/** `too_many`: more than can be shown or told apart; ask for one thing more. */
export type Found =
  | { readonly outcome: "found"; readonly matches: readonly Match[] }
  | { readonly outcome: "too_many"; readonly atLeast: number };

/** A term met by more rows than this does not lead a search: "nguyen" is a third of the country. */
const common = 5000;

/**
 * Finds persons by what the blind index knows: no value is opened, but for buckets and for more last digits of a
 * phone than it holds, whose strangers are sorted out here. E-mails and
 * phones are found in whichever field they stand, everything else in the field asked. Costs what the rarest term finds.
 */
export async function findByIndex(db: Db, asked: readonly Asked[], limit = 100): Promise<Found> {
  const all = asked.map((a) => searchTerms(a.field, a.rule, a.text));
  if (all.length === 0 || all.some((t) => t.length === 0)) return { outcome: "found", matches: [] };
  const terms = unique(all.flat());
  const keys = await vault().keys.digestKeys(db.organisation, "index");
  const digests = terms.flatMap((term, i) => keys.map((k) => ({ term: i, digest: digest(k.key, term) })));
  const counts = await countDigests(
    db,
    digests.map((d) => d.digest),
    common,
  );
  // While the index moves to a new key a value has a row under each: under one of them all are counted, once.
  const perTerm = terms.map((_, i) => digests.reduce((most, d, at) => (d.term === i ? Math.max(most, counts[at] ?? 0) : most), 0));
  const rarest = perTerm.indexOf(Math.min(...perTerm));
  const fewest = perTerm[rarest] ?? 0;
  if (fewest === 0) return { outcome: "found", matches: [] };
  if (fewest >= common) return { outcome: "too_many", atLeast: common };
  const drawers = asked.filter((a) => a.rule.index === "bucket" || (tailOf(a.rule, a.text)?.length ?? 0) > lastDigits);
  const matches = await matchDigests(
    db,
    digests.filter((d) => d.term === rarest).map((d) => d.digest),
    digests.filter((d) => d.term !== rarest),
    drawers.length > 0 ? common : limit + 1,
  );
  const sure = drawers.length > 0 ? await outOfDrawers(db, matches, drawers) : matches;
  return sure.length > limit ? { outcome: "too_many", atLeast: sure.length } : { outcome: "found", matches: sure };
}

/** Keeps those whose value really is the one asked for. */
async function outOfDrawers(db: Db, matches: readonly Match[], drawers: readonly Asked[]): Promise<Match[]> {
  const rows = await sealedValues(
    db,
    matches.map((m) => m.person),
  );
  const fields = new Set(drawers.map((d) => d.field));
  // Phones share their index over all fields, so the one that matched is opened, wherever it stands.
  const matched = new Set(matches.map((m) => m.value));
  const held = await openValues(
    db,
    rows.filter((r) => fields.has(r.field) || matched.has(r.id)),
  );
  return matches.filter((m) =>
    drawers.every((d) =>
      held.some((h) => h.person === m.person && "content" in h.value && textsOf(h.value.content).some((t) => really(d, h.field, t))),
    ),
  );
}

/** Whether a value's text is the one asked for. A tail may begin with the 0 that Vietnamese numbers are said with. */
function really(asked: Asked, field: string, text: string): boolean {
  const tail = tailOf(asked.rule, asked.text);
  if (tail !== undefined) {
    const phone = foldPhone(text);
    return phone !== undefined && (phone.endsWith(tail) || phone.replace(/^\+84/, "0").endsWith(tail));
  }
  return field === asked.field && foldExact(text) === foldExact(asked.text);
}

function unique(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((t) => [`${t.kind}\0${t.text}`, t])).values()];
}
