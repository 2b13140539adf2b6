import type { Page } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";
import { changingPages } from "./pages/changing.js";
import { leavingPages } from "./pages/leaving.js";
import { seeingPages } from "./pages/seeing.js";
import { stoppingPages } from "./pages/stopping.js";

/** The account: what is held, and everything its person can do about it. Signing in and sessions are identity's. */
export function rightsPages(running: Running): Page[] {
  return [...seeingPages(running), ...changingPages(running), ...stoppingPages(running), ...leavingPages(running)];
}
