import { openOccasion as openEndpoint, recordOccasionEvent, recordOccasionEvents, sendSubmission } from "@kept/contract";
import type { Method } from "../consent/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { newId, personId, Refusal, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { importServed } from "./import/http.js";
import { openOccasion, recordEvent } from "./occasion.js";
import { receive } from "./receive.js";
import { Submissions } from "./submit.js";

/** The endpoints of collection. Submissions of calls that arrive together share a transaction. */
export function collectionServed(running: Running, submissions = new Submissions(running.database)): Served[] {
  const { database } = running;
  const by = ({ caller }: ActingCall) => ({ kind: caller.kind, id: caller.id });
  const happen = async (call: ActingCall, h: { kind: string; reference: string; event: string; on: string }) => {
    const policy = await inForce(running, call.organisation.id);
    return database.write(call.organisation.id, (tx) => recordEvent(tx, policy, { ...h, by: by(call), at: call.now }));
  };
  return [
    ...importServed(running),
    serve(sendSubmission, async (call, { body }) => {
      if (body.channel === "phone" && call.caller.kind !== "staff") throw new Refusal("touchpoint.channel");
      const policy = await inForce(running, call.organisation.id);
      const method: Method = body.method ?? "api";
      const taken = await receive(
        { database, organisation: call.organisation.id, submissions },
        policy,
        {
          id: body.submission ?? newId(),
          touchpoint: body.touchpoint,
          channel: body.channel,
          person: body.person === undefined ? undefined : personId.parse(body.person),
          fields: body.fields,
          consents: body.consents,
          duties: body.duties,
          accuracy: body.accuracy,
          occasion: body.occasion,
          version: body.notice_version,
          lang: body.language,
          at: call.now,
          by: by(call),
          method,
        },
        { vouched: body.contact_proved ? { contact: "proved", how: call.caller.kind } : { contact: "unproved" } },
      );
      const { submission, person, state, occasion, again } = taken;
      return { submission, person, state, occasion, again };
    }),
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
