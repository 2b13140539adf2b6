import type { Served } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";

/** Endpoints of the console for signing in, staff and keys. */
export function identityServed(_running: Running): Served[] {
  return [];
}
