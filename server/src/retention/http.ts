import { openOccasion as openEndpoint, recordOccasionEvent, recordOccasionEvents } from "@kept/contract";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { personId, Refusal, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { recordEvent } from "./occasion/happen.js";
import { openOccasion } from "./occasion/open.js";

/** The endpoints of retention. */
export function retentionServed(running: Running): Served[] {
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
  ];
}
