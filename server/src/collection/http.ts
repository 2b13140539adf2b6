import { sendSubmission } from "@kept/contract";
import type { Method } from "../consent/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { newId, personId, Refusal, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { importServed } from "./import/http.js";
import { receive } from "./receive.js";
import { Submissions } from "./submit.js";

/** The endpoints of collection. Submissions of calls that arrive together share a transaction. */
export function collectionServed(running: Running, submissions = new Submissions(running.database)): Served[] {
  const { database } = running;
  const by = ({ caller }: ActingCall) => ({ kind: caller.kind, id: caller.id });
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
  ];
}
