import {
  listOccasions as listEndpoint,
  openOccasion as openEndpoint,
  setOutcome as outcomeEndpoint,
  recordOccasionEvent,
  recordOccasionEvents,
} from "@kept/contract";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { personId, Refusal, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { recordEvent } from "./occasion/happen.js";
import { listOccasions } from "./occasion/list.js";
import { openOccasion } from "./occasion/open.js";
import { setOutcome } from "./occasion/outcome.js";
import { reviewsServed } from "./review/http.js";
import { countedFrom, missingDates } from "./rules/dates.js";
import { sweepServed } from "./sweep/http.js";

/** Occasions with their dates, the review queue, and how the sweep stands. */
export function retentionServed(running: Running): Served[] {
  return [...occasionsServed(running), ...reviewsServed(running), ...sweepServed(running)];
}

function occasionsServed(running: Running): Served[] {
  const { database } = running;
  const by = ({ caller }: ActingCall) => ({ kind: caller.kind, id: caller.id });
  const happen = async (call: ActingCall, h: { kind: string; reference: string; event: string; on: string }) => {
    const policy = await inForce(running, call.organisation.id);
    return database.write(call.organisation.id, (tx) => recordEvent(tx, policy, { ...h, by: by(call), at: call.now }));
  };
  return [
    serve(openEndpoint, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      const person = body.person === undefined ? undefined : personId.parse(body.person);
      const opened = await database.write(call.organisation.id, (tx) =>
        openOccasion(tx, policy, { ...body, person, by: by(call), at: call.now }),
      );
      return { occasion: opened.id, opened: opened.isNew };
    }),
    serve(recordOccasionEvent, (call, { params, body }) => happen(call, { ...params, ...body })),
    serve(recordOccasionEvents, async (call, { body }) => ({
      outcomes: await Promise.all(
        body.events.map((h) =>
          happen(call, h).then(
            (done) => ({ ok: true as const, ...done }),
            (error: unknown) => {
              if (error instanceof Refusal) return { ok: false as const, code: error.code };
              throw error;
            },
          ),
        ),
      ),
    })),
    serve(outcomeEndpoint, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const o = { ...params, person: personId.parse(body.person), outcome: body.outcome, by: by(call), at: call.now };
      return database.write(call.organisation.id, (tx) => setOutcome(tx, policy, o));
    }),
    serve(listEndpoint, async (call, { query }) => {
      const { policy } = await inForce(running, call.organisation.id);
      const counted = countedFrom(policy);
      const lacking = query.missing === undefined ? undefined : counted;
      const asked = { kind: query.kind, lacking, before: query.before, limit: query.limit + 1 };
      const found = await database.read(call.organisation.id, (db) => listOccasions(db, asked));
      const page = found.slice(0, query.limit);
      return {
        occasions: page.map((o) => ({
          occasion: o.id,
          kind: o.kind,
          reference: o.reference,
          opened_at: o.openedAt.toISOString(),
          people: o.people,
          events: { ...o.events },
          missing: missingDates(counted, o.kind, o.events),
        })),
        next: found.length > query.limit ? (page.at(-1)?.id ?? null) : null,
      };
    }),
  ];
}
