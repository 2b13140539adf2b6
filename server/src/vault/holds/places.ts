import type { Place } from "../seal.js";

type At = Pick<Place, "table" | "field" | "id">;

/** Where a hold's free words are sealed. */
export function holdWordsAt(id: string): At {
  return { table: "hold", field: "words", id };
}

/** Where a held value, or the key of a held file, is sealed: under the hold's key, so it opens under no person's. */
export function heldAt(field: string, id: string): At {
  return { table: "held", field, id };
}

export function heldNameAt(id: string): At {
  return { table: "held", field: "#name", id };
}
