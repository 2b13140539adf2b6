import { standingsOf } from "../consent/index.js";
import type { Actor } from "../evidence/index.js";
import type { PersonId, Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Content, openValues, sealedValues, type ValueRow } from "../vault/index.js";
import { type Decision, decideKept, type Reason } from "./rules.js";
import { candidatesOf, gateStanding } from "./states.js";

export interface ForRecipient {
  readonly persons: readonly PersonId[];
  readonly purpose: string;
  /** What the recipient's grant covers: nothing else is opened. */
  readonly fields: readonly string[];
  /**
   * The law demands this disclosure (an authority's order, law 91/2025 art. 19.1.c): what the person agreed to, objected to or restricted does
   * not stand in its way, nor what the data was collected for. That it is unconfirmed, past its date or held for something else still does.
   */
  readonly demanded?: boolean;
  readonly by: Actor;
  readonly now: Date;
}

export interface ValueForRecipient {
  readonly id: string;
  readonly field: string;
  readonly kind: string | null;
  readonly content: Content;
  /** The occasion it belongs to, where it belongs to one. */
  readonly occasion: string | null;
}

/** A field that was asked for and stays closed, with the first condition that failed. */
export interface Withheld {
  readonly field: string;
  readonly reason: Reason;
}

/** Per person: what may go out and what of the fields asked may not; or why nothing may. */
export type Outgoing =
  | { readonly outcome: "opened"; readonly values: readonly ValueForRecipient[]; readonly withheld: readonly Withheld[] }
  | { readonly outcome: "refused"; readonly reason: Reason };

/**
 * Opens values for a recipient: the recipient's grant (fields, purpose) stands in the place of the role, everything else is decided as for any
 * reading: purpose of collection × standing × restriction × retention × hold. The caller writes the event of the disclosure in this
 * transaction. A person who is not here is refused as `erased`.
 */
export async function openForRecipient(tx: Tx, policy: PublishedPolicy, asked: ForRecipient): Promise<ReadonlyMap<PersonId, Outgoing>> {
  const { persons, purpose, fields, demanded = false, now } = asked;
  const standings = await standingsOf(tx, policy, persons, purpose);
  const standingOf = (person: PersonId): Decision => {
    const found = standings.get(person);
    const s = found ? gateStanding(found) : { allowed: false, reason: "erased" as const };
    if (s.allowed || (demanded && s.reason !== "erased" && s.reason !== "unverified")) return { allowed: true };
    return { allowed: false, reason: s.reason ?? "consent" };
  };
  const rows = (await sealedValues(tx, persons)).filter((r) => fields.includes(r.field));
  const candidates = await candidatesOf(tx, policy, rows, now);
  const judged = rows.map((row, i): Judged => {
    const candidate = candidates[i];
    if (!candidate) return { row, decision: { allowed: false, reason: "purpose" } };
    const purposes = demanded ? [...candidate.purposes, purpose] : candidate.purposes;
    return { row, decision: decideKept(purpose, { ...candidate, purposes }) };
  });
  const opened = await openAllowed(
    tx,
    judged.filter((j) => j.decision.allowed && standingOf(j.row.person_id).allowed),
  );
  return new Map(
    persons.map((person): [PersonId, Outgoing] => {
      const standing = standingOf(person);
      if (!standing.allowed) return [person, { outcome: "refused", reason: standing.reason }];
      return [person, outgoing(judged, opened, person)];
    }),
  );
}

interface Judged {
  readonly row: ValueRow;
  readonly decision: Decision;
}

async function openAllowed(tx: Tx, allowed: readonly Judged[]): Promise<ReadonlyMap<string, ValueForRecipient>> {
  const held = await openValues(
    tx,
    allowed.map((a) => a.row),
  );
  return new Map(
    held.flatMap((h): [string, ValueForRecipient][] =>
      "content" in h.value
        ? [[h.id, { id: h.id, field: h.field, kind: h.kind, content: h.value.content, occasion: h.origin.occasionId }]]
        : [],
    ),
  );
}

function outgoing(judged: readonly Judged[], opened: ReadonlyMap<string, ValueForRecipient>, person: PersonId): Outgoing {
  const own = judged.filter((j) => j.row.person_id === person);
  const values = own.flatMap((j) => opened.get(j.row.id) ?? []);
  const withheld = own.flatMap(({ row, decision }): Withheld[] => {
    if (!decision.allowed) return [{ field: row.field, reason: decision.reason }];
    return opened.has(row.id) ? [] : [{ field: row.field, reason: "erased" }];
  });
  return { outcome: "opened", values, withheld };
}
