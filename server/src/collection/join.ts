import { isDeepStrictEqual } from "node:util";
import { copyActs } from "../consent/index.js";
import { record } from "../evidence/index.js";
import type { PersonId, Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { lookBy, moveOccasions } from "../retention/index.js";
import { correctValue, current, erasePerson, findByIndex, type HeldValue, history, sealValues, valuesById } from "../vault/index.js";
import { keepAgain } from "./again.js";
import { moveSubmissions } from "./store.js";

/**
 * The one confirmed person who has proved this very contact before; undefined where there is none, or more than one (a phone
 * shared by a family): then nobody is joined, and staff may merge.
 */
export async function knownBy(tx: Tx, policy: PublishedPolicy, newcomer: PersonId, value: string): Promise<PersonId | undefined> {
  const [held] = await valuesById(tx, [{ person: newcomer, id: value }]);
  const field = held && policy.policy.fields[held.field];
  if (!held || !field || "fault" in held.value || typeof held.value.content !== "string") return undefined;
  const found = await findByIndex(tx, [{ field: held.field, rule: field, text: held.value.content }], 20);
  if (found.outcome !== "found") return undefined;
  const others = [...new Set(found.matches.filter((m) => m.verified && m.person !== newcomer).map((m) => m.person))];
  return others.length === 1 ? others[0] : undefined;
}

/**
 * A newcomer has proved to be a person we know: what they sent is now that person's. What differs takes the place of what was
 * held, the former values stay; consents, acknowledgements and occasions go along; the newcomer's own record is erased.
 * Files are read anew under the known person's key by the vault, so a touchpoint that takes files does not join (see `mayJoin`).
 */
export async function joinKnown(tx: Tx, policy: PublishedPolicy, newcomer: PersonId, known: PersonId, at: Date): Promise<void> {
  const held = await current(tx, known);
  const used = new Set<string>();
  for (const value of await history(tx, newcomer)) {
    if ("fault" in value.value || value.replacedAt) continue;
    await bring(tx, policy, known, value, held, used);
  }
  await copyActs(tx, newcomer, known, at);
  await moveSubmissions(tx, newcomer, known);
  await moveOccasions(tx, newcomer, known);
  await lookBy(tx, [known], at);
  await record(tx, {
    type: "person.joined",
    at,
    actor: { kind: "person", id: known },
    about: [known, newcomer],
    detail: { how: "code" },
  });
  await erasePerson(tx, newcomer, "joined", at);
}

async function bring(
  tx: Tx,
  policy: PublishedPolicy,
  known: PersonId,
  value: HeldValue,
  held: readonly HeldValue[],
  used: Set<string>,
): Promise<void> {
  if ("fault" in value.value) return;
  const { content } = value.value;
  const declared = policy.policy.fields[value.field];
  const rule = declared ?? { type: "line" as const, index: "none" as const };
  const alike = held.filter((h) => h.field === value.field && h.kind === value.kind && !used.has(h.id));
  const same = alike.find((h) => "content" in h.value && isDeepStrictEqual(h.value.content, content));
  const old = same ?? alike[0];
  if (old) used.add(old.id);
  if (same) return keepAgain(tx, known, [{ value: same.id, field: value.field, origin: value.origin }]);
  if (!old) await sealValues(tx, known, [{ field: value.field, kind: value.kind, content, rule, origin: value.origin }]);
  else {
    const contact = rule.type === "email" || rule.type === "phone";
    await correctValue(tx, known, old.id, {
      content,
      rule,
      origin: value.origin,
      untilVerified: contact && old.origin.verifiedAt !== null,
    });
  }
}
