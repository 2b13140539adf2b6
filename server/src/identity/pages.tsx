import type { Page } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";

export function identityPages(_running: Running): Page[] {
  return [];
}
