import type { OrganisationCall } from "../../platform/http/index.js";
import type { Running } from "../../platform/index.js";
import { dropCookie, readCookie, writeCookie } from "../cookies.js";
import { endSession } from "../session/end.js";
import { provePerson } from "../session/prove.js";
import type { Started } from "../session/start.js";

/** Hands a started session to the browser. One that the browser carried before ends: two people may share a browser. */
export async function handOver(running: Running, call: OrganisationCall, started: Started): Promise<void> {
  const { database, config } = running;
  const before = await provePerson(database, call.organisation.id, readCookie(call, "person"), call.now);
  if (before) {
    await database.write(call.organisation.id, (tx) => endSession(tx, before.id, before.sessionId, "replaced", call.now));
  }
  writeCookie(call, "person", started.cookie, config.url);
  writeCookie(call, "device", started.device, config.url);
  dropCookie(call, "request", config.url);
}
