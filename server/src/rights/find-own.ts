import { sameAs } from "../access/index.js";
import { type Db, type PersonId, Refusal } from "../platform/index.js";
import { type HeldValue, valuesById } from "../vault/index.js";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A value of the person, or of a record merged with theirs, that counts now. Another person's is as unknown as one that never was. */
export async function ownValue(db: Db, person: PersonId, id: string): Promise<HeldValue> {
  const held = await anyOwnValue(db, person, id);
  if (held.replacedAt) throw new Refusal("value.replaced");
  return held;
}

/** As {@link ownValue}, former values too. */
export async function anyOwnValue(db: Db, person: PersonId, id: string): Promise<HeldValue> {
  if (!uuid.test(id)) throw new Refusal("value.unknown");
  const persons = await sameAs(db, person);
  const [held] = await valuesById(
    db,
    persons.map((p) => ({ person: p, id })),
  );
  if (!held) throw new Refusal("value.unknown");
  return held;
}

/** The id in an address, or a refusal. */
export function uuidOr(text: string | undefined, code: "value.unknown" | "file.unknown" | "consent.unknown"): string {
  if (text === undefined || !uuid.test(text)) throw new Refusal(code);
  return text;
}
