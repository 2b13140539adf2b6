import { countSegment, endSegment, listSegments, makeSegment } from "@kept/contract";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { Refusal, type Running, type StaffId } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { endSegment as end, makeSegment as make, type Segment, segments } from "./keep.js";
import { countMembers } from "./members.js";
import { telling } from "./refusing.js";
import { collectedFor, waysOf } from "./rules.js";

/** Saved questions, for staff. Their members are served beside people. */
export function segmentsServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(listSegments, async (call) => {
      const { policy } = await inForce(running, call.organisation.id);
      const all = await database.read(call.organisation.id, segments);
      const purposes = Object.entries(policy.purposes).filter(([, p]) => p.basis === "consent");
      return {
        segments: all.map(shown),
        purposes: purposes.map(([purpose]) => ({
          purpose,
          fields: collectedFor(policy, purpose).flatMap((field) => {
            const by = waysOf(policy, field);
            return by ? [{ field, by }] : [];
          }),
        })),
      };
    }),
    serve(makeSegment, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      const made = { ...body, by: staffOf(call), now: call.now };
      return telling(running, call, body.purpose, async () =>
        shown(await database.write(call.organisation.id, (tx) => make(tx, policy, made))),
      );
    }),
    serve(countSegment, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      const actor = { kind: "staff", id: staffOf(call), role: call.caller.roles.join(",") } as const;
      const counted = await telling(running, call, undefined, () =>
        database.write(call.organisation.id, (tx) => countMembers(tx, policy, params.segment, actor, call.now)),
      );
      return { ...counted, at: call.now.toISOString() };
    }),
    serve(endSegment, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      await database.write(call.organisation.id, (tx) => end(tx, policy, params.segment, staffOf(call), call.now));
      return { segment: params.segment };
    }),
  ];
}

function staffOf({ caller }: ActingCall): StaffId {
  if (caller.kind !== "staff") throw new Refusal("access.forbidden");
  return caller.id;
}

function shown(s: Segment) {
  return {
    segment: s.id,
    name: s.name,
    purpose: s.purpose,
    all: s.all.map((c) => ({
      field: c.field,
      ...(c.any ? { any: [...c.any] } : {}),
      ...(c.from === undefined ? {} : { from: c.from }),
      ...(c.to === undefined ? {} : { to: c.to }),
    })),
    made_at: s.madeAt.toISOString(),
  };
}
