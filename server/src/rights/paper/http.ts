import { keepPaper as endpoint } from "@kept/contract";
import { type Served, serve } from "../../platform/http/index.js";
import { newId, personId, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { receiveFile } from "../../vault/index.js";
import { keepPaper } from "./keep.js";

const rule = { kinds: ["pdf", "png", "jpg"], most: 25 * 1024 * 1024 } as const;

/** Papers of an occasion, from staff and from systems with a key. */
export function papersServed(running: Running): Served[] {
  return [
    serve(endpoint, async (call, { params, query, body }) => {
      const policy = await inForce(running, call.organisation.id);
      // A name of our own: names of papers are names of people.
      const received = await receiveFile(
        running.config.data,
        call.organisation.id,
        `${query.kind}-${newId()}`,
        rule,
        streamOf(body.stream),
      );
      const { caller } = call;
      const actor =
        caller.kind === "staff"
          ? ({ kind: "staff", id: caller.id, role: caller.roles.join(",") } as const)
          : ({ kind: "key", id: caller.id } as const);
      const { kind, on } = query;
      return running.database.write(call.organisation.id, (tx) =>
        keepPaper(tx, policy, {
          person: personId.parse(params.person),
          occasion: params.occasion,
          kind,
          on,
          received,
          actor,
          now: call.now,
        }),
      );
    }),
  ];
}

async function* streamOf(stream: unknown): AsyncGenerator<Uint8Array> {
  if (stream instanceof ReadableStream) for await (const part of stream) if (part instanceof Uint8Array) yield part;
}
