import type { Policy } from "@kept/language";
import { labelOf, maskedValues } from "../../access/index.js";
import { type Actor, record } from "../../evidence/index.js";
import { type Db, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { isSafeReference, occasionsBy, personsIn } from "../../retention/index.js";
import { findByIndex, personState } from "../../vault/index.js";
import { madeAt } from "../rules.js";

/** By what somebody was found. */
export type MatchedBy = "phone" | "phone_tail" | "email" | "name" | "username" | "reference";

export interface FoundPerson {
  readonly person: PersonId;
  readonly state: string;
  /** Masked, enough to tell two people apart. */
  readonly label: string;
  readonly matched: readonly MatchedBy[];
  readonly since: Date;
}

/** More than this is no answer but a list to leaf through: who asks has to say more. */
const most = 30;

/**
 * Finds people by a phone, its last digits, an e-mail, a username, words of a name with or without accents, or the reference of an occasion. The
 * event says by what and how many; never the text. Refuses `people.too_many`.
 */
export async function find(tx: Tx, policy: PublishedPolicy, text: string, actor: Actor, now: Date): Promise<FoundPerson[]> {
  const matched = await match(tx, policy.policy, text.trim());
  if (matched.size > most) throw new Refusal("people.too_many");
  const people: FoundPerson[] = [];
  for (const [person, by] of matched) {
    const state = (await personState(tx, person)) ?? "erased";
    if (state === "erased") continue;
    people.push({ person, state, label: labelOf(policy, await maskedValues(tx, policy, person)), matched: [...by], since: madeAt(person) });
  }
  const by = [...new Set(people.flatMap((p) => p.matched))];
  await record(tx, { type: "person.found", at: now, actor, about: people.map((p) => p.person), detail: { by, found: people.length } });
  return people.sort((a, b) => b.since.getTime() - a.since.getTime());
}

async function match(db: Db, policy: Policy, text: string): Promise<Map<PersonId, Set<MatchedBy>>> {
  const found = new Map<PersonId, Set<MatchedBy>>();
  const add = (person: PersonId, by: MatchedBy) => found.set(person, (found.get(person) ?? new Set()).add(by));
  let tooMany = false;
  for (const { by, field } of looks(policy, text)) {
    const declared = policy.fields[field];
    if (!declared) continue;
    const answer = await findByIndex(db, [{ field, rule: { index: declared.index, type: declared.type }, text }], most);
    if (answer.outcome === "too_many") tooMany = true;
    else for (const m of answer.matches) add(m.person, by);
  }
  if (isSafeReference(text)) {
    for (const kind of Object.keys(policy.occasions)) {
      for (const o of await occasionsBy(db, kind, [text])) {
        const persons = await personsIn(db, o.id, most + 1);
        if (persons.length > most) tooMany = true;
        else for (const p of persons) add(p, "reference");
      }
    }
  }
  if (tooMany && found.size === 0) throw new Refusal("people.too_many");
  return found;
}

/** Where a text is looked for, by what it looks like. E-mails, phones and words of names share their index over all fields of the kind. */
function looks(policy: Policy, text: string): { by: MatchedBy; field: string }[] {
  const fields = Object.entries(policy.fields);
  const first = (type: string) => fields.find(([, f]) => f.type === type && f.index === "exact")?.[0];
  const digits = text.replace(/\D/g, "");
  const asks: { by: MatchedBy; field: string | undefined }[] = [];
  if (text.includes("@")) asks.push({ by: "email", field: first("email") });
  else if (digits.length >= 4 && !/\p{L}/u.test(text))
    asks.push({ by: digits.length <= 7 && !text.startsWith("+") ? "phone_tail" : "phone", field: first("phone") });
  else {
    asks.push({ by: "name", field: fields.find(([, f]) => f.index === "words")?.[0] });
    asks.push({ by: "username", field: first("username") });
  }
  return asks.flatMap(({ by, field }) => (field === undefined ? [] : [{ by, field }]));
}
