import {
  importOccasionEvents as importEndpoint,
  listOccasions as listEndpoint,
  openOccasion as openEndpoint,
  setOutcome as outcomeEndpoint,
  recordOccasionEvent,
  recordOccasionEvents,
} from "@kept/contract";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { personId, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { recordOrRefuse } from "./occasion/happen.js";
import { importEvents } from "./occasion/import.js";
import { listOccasions } from "./occasion/list.js";
import { recordMany } from "./occasion/many.js";
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
    return recordOrRefuse(database, call.organisation.id, policy, { ...h, by: by(call), at: call.now });
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
    serve(recordOccasionEvents, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      const all = body.events.map((h) => ({ ...h, by: by(call), at: call.now }));
      const outcomes = await recordMany(database, call.organisation.id, policy, all, { skipSame: false });
      return { outcomes: outcomes.map((o) => (o.ok ? { ok: true as const, occasion: o.occasion, event: o.event } : o)) };
    }),
    serve(importEndpoint, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      const done = await importEvents(database, call.organisation.id, policy, {
        source: streamOf(body.stream),
        by: by(call),
        at: call.now,
      });
      return { ...done, refused: done.refused.length, refusals: done.refused.slice(0, 1000) };
    }),
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

async function* streamOf(stream: unknown): AsyncGenerator<Uint8Array> {
  if (!(stream instanceof ReadableStream)) return;
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
}
