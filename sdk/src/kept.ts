import {
  findPeople,
  openOccasion,
  readPerson,
  readReceipt,
  readStanding,
  recordConsent,
  recordConsents,
  recordOccasionEvent,
  recordOccasionEvents,
  sendSubmission,
} from "@kept/contract";
import type { z } from "zod";
import { type CallOptions, type ClientOptions, createClient } from "./client.js";

type Body<E extends { readonly body: z.ZodType }> = z.input<E["body"]>;

/**
 * The API by its everyday names, for a site or a shop that holds an API key. Each change carries an idempotency key of its own
 * where none is given, so that a call repeated after a lost answer is carried out once. Throws as `Client.call` does.
 */
export function createKept(options: ClientOptions) {
  const client = createClient(options);
  return {
    /** Calls any endpoint of the contract. */
    call: client.call,
    submissions: {
      /** What somebody gave at a touchpoint. Faults come back field by field in `Refused.faults`. */
      send: (body: Body<typeof sendSubmission>, o?: CallOptions) => client.call(sendSubmission, { body }, once(o, body.submission)),
    },
    consents: {
      /** What a person said about one purpose. */
      record: (person: string, said: Body<typeof recordConsent>, o?: CallOptions) =>
        client.call(recordConsent, { params: { person }, body: said }, once(o)),
      /** Up to 500 acts; each stands or is refused by itself. */
      recordMany: (acts: Body<typeof recordConsents>["acts"], o?: CallOptions) => client.call(recordConsents, { body: { acts } }, once(o)),
      /** Who said what, when, and the exact words shown. */
      receipt: (person: string, consent: string, o?: CallOptions) => client.call(readReceipt, { params: { person, consent } }, o),
    },
    standing: {
      /** May this person be used for this purpose, and why. */
      of: async (person: string, purpose: string, o?: CallOptions) => {
        const { standings } = await client.call(readStanding, { params: { person }, query: { purpose } }, o);
        return standings.find((s) => s.purpose === purpose);
      },
      /** The same for every purpose of the policy. */
      all: async (person: string, o?: CallOptions) => (await client.call(readStanding, { params: { person } }, o)).standings,
    },
    occasions: {
      open: (body: Body<typeof openOccasion>, o?: CallOptions) => client.call(openOccasion, { body }, once(o)),
      /** What happened to an occasion, on a legal date. */
      happened: (kind: string, reference: string, body: Body<typeof recordOccasionEvent>, o?: CallOptions) =>
        client.call(recordOccasionEvent, { params: { kind, reference }, body }, once(o)),
      happenedMany: (events: Body<typeof recordOccasionEvents>["events"], o?: CallOptions) =>
        client.call(recordOccasionEvents, { body: { events } }, once(o)),
    },
    people: {
      /** By phone, e-mail, words of a name or a reference: masked. */
      find: async (text: string, o?: CallOptions) => (await client.call(findPeople, { body: { text } }, o)).people,
      /** A person's values for a stated purpose; each reading and refusal is recorded. */
      read: (person: string, purpose: string, o?: CallOptions) => client.call(readPerson, { params: { person }, body: { purpose } }, o),
    },
  };
}

export type Kept = ReturnType<typeof createKept>;

function once(options: CallOptions | undefined, key: string = crypto.randomUUID()): CallOptions {
  return { idempotencyKey: key, ...options };
}
