import type { Place } from "../seal.js";

/** Where a file's own key is sealed. */
export function fileKeyPlace(organisation: string, person: string, id: string): Place {
  return { organisation, table: "file", person, field: "key", id };
}

/** Where a file's name is sealed: names of CVs are names of people. */
export function fileNamePlace(organisation: string, person: string, id: string): Place {
  return { organisation, table: "file", person, field: "name", id };
}
