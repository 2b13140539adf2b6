import type { Actor } from "../evidence/index.js";
import { refused } from "../evidence/index.js";
import type { ActingCaller, Guards, PersonCaller } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { readCookie } from "./cookies.js";
import { proveKey } from "./key/prove.js";
import { readKeyToken } from "./key/token.js";
import { provePerson } from "./session/prove.js";
import { proveStaff } from "./staff/prove.js";

/** How a request proves who it is from: a person's session, a staff session, or an API key. */
export function identityGuards(running: Running): Guards {
  const { database, organisations } = running;
  return {
    person: (call) => provePerson(database, call.organisation.id, readCookie(call, "person"), call.now),
    async acting(call) {
      const header = call.c.req.header("authorization");
      if (header !== undefined) {
        const token = readKeyToken(header);
        const organisation = token && (await organisations.byId(token.organisation));
        const caller = token && organisation && (await proveKey(database, organisation.id, token.hash));
        if (!caller) await running.limits.take("api.unknown", call.ip);
        return organisation && caller && { organisation, caller };
      }
      const proved = await proveStaff(database, readCookie(call, "staff"), call.now);
      const organisation = proved && (await organisations.byId(proved.organisation));
      return proved && organisation && { organisation, caller: proved.caller };
    },
    async may(organisation, roles, deed) {
      const { policy } = await inForce(database, organisation.id);
      return roles.some((r) => Object.hasOwn(policy.roles, r) && policy.roles[r]?.may.some((d) => d === deed));
    },
    async refused(organisation, caller, what, code, now) {
      await refused(database, organisation.id, {
        type: "access.refused",
        at: now,
        actor: actorOf(caller),
        about: caller.kind === "person" ? [caller.id] : [],
        detail: { what, code },
      });
    },
  };
}

function actorOf(caller: PersonCaller | ActingCaller): Actor {
  switch (caller.kind) {
    case "person":
      return { kind: "person", id: caller.id };
    case "staff":
      return { kind: "staff", id: caller.id };
    case "key":
      return { kind: "key", id: caller.id };
  }
}
