import {
  erasureCertificate,
  erasurePreview,
  erasuresOfPerson,
  extendHold as extendEndpoint,
  holdsOfPerson,
  holdsByEnd as listEndpoint,
  openHeld as openEndpoint,
  placeHold as placeEndpoint,
  releaseHold as releaseEndpoint,
} from "@kept/contract";
import { sameAs } from "../../access/index.js";
import { type Actor, record } from "../../evidence/index.js";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { type Db, type PersonId, personId, Refusal, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import {
  erasuresOf,
  extendHold,
  type HeldContent,
  holdsByEnd,
  holdsSaid,
  personState,
  placeHold,
  releaseHold,
  wouldKeep,
} from "../../vault/index.js";
import { certificateOf } from "../certificate/compose.js";
import { certificatePdf } from "../certificate/pdf.js";
import { hidden, openForDuty } from "./open.js";
import { showHold, showKept } from "./show.js";

/** Holds, what an erasure would leave, and its certificate: for staff. */
export function holdsServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(listEndpoint, async (call, { query }) =>
      database.read(call.organisation.id, async (db) => {
        const after = cursor(query.after);
        const found = await holdsByEnd(db, query.limit + 1, after);
        const page = found.slice(0, query.limit);
        const last = page.at(-1);
        const holds = [];
        for (const hold of page) holds.push(await showHold(db, hold));
        return { holds, next: found.length > query.limit && last ? `${last.until}.${last.id}` : null };
      }),
    ),
    serve(holdsOfPerson, async (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const holds = [];
        for (const hold of await holdsSaid(db, await known(db, personId.parse(params.person)))) holds.push(await showHold(db, hold));
        return { holds };
      }),
    ),
    serve(placeEndpoint, async (call, { params, body }) => {
      const person = personId.parse(params.person);
      const { policy, version } = await inForce(running, call.organisation.id);
      const unknown = (body.fields ?? []).some((f) => !Object.hasOwn(policy.fields, f));
      if (unknown || (body.purpose !== undefined && !Object.hasOwn(policy.purposes, body.purpose))) throw new Refusal("request.invalid");
      const hold = await database.write(call.organisation.id, async (tx) => {
        const id = await placeHold(tx, {
          person,
          kind: body.kind,
          fields: body.fields ?? null,
          occasion: body.occasion ?? null,
          purpose: body.purpose ?? null,
          article: body.article ?? null,
          reason: body.reason,
          reference: body.reference,
          until: body.until,
          review: body.review,
          hiddenUntil: body.kind === "state_body" ? body.hidden_until : undefined,
          by: `staff:${call.caller.id}`,
          now: call.now,
        });
        await record(tx, {
          type: "hold.placed",
          at: call.now,
          actor: actorOf(call),
          about: [person],
          fields: body.fields,
          policyVersion: version,
          detail: { hold: id, kind: body.kind, until: body.until, ...hidden(body.kind === "state_body" ? body.hidden_until : undefined) },
        });
        return id;
      });
      return { hold };
    }),
    serve(extendEndpoint, async (call, { params, body }) => {
      const person = personId.parse(params.person);
      await database.write(call.organisation.id, async (tx) => {
        const hold = (await holdsSaid(tx, [person])).find((h) => h.id === params.hold);
        await extendHold(tx, person, params.hold, body);
        await record(tx, {
          type: "hold.extended",
          at: call.now,
          actor: actorOf(call),
          about: [person],
          fields: hold?.fields ?? undefined,
          detail: { hold: params.hold, until: body.until, ...hidden(hold?.hiddenUntil) },
        });
      });
      return { until: body.until };
    }),
    serve(releaseEndpoint, async (call, { params }) => {
      const person = personId.parse(params.person);
      return database.write(call.organisation.id, async (tx) => {
        const { hold, destroyed } = await releaseHold(tx, person, params.hold, call.now);
        await record(tx, {
          type: "hold.released",
          at: call.now,
          actor: actorOf(call),
          about: [person],
          fields: hold.fields ?? undefined,
          detail: { hold: hold.id, kind: hold.kind, destroyed, ...hidden(hold.hiddenUntil) },
        });
        return { destroyed };
      });
    }),
    serve(openEndpoint, async (call, { params, body }) => {
      const person = personId.parse(params.person);
      const asked = { person, hold: params.hold, purpose: body.purpose, actor: actorOf(call), now: call.now };
      const { event, held } = await openForDuty(database, call.organisation.id, asked);
      return { event, held: held.map(opened) };
    }),
    serve(erasurePreview, async (call, { params, query }) =>
      database.read(call.organisation.id, async (db) => {
        const kept = [];
        for (const p of await known(db, personId.parse(params.person))) kept.push(...(await wouldKeep(db, p, call.now, query.field)));
        return { kept_back: showKept(kept, { at: call.now }) };
      }),
    ),
    serve(erasuresOfPerson, async (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const rows = [];
        for (const p of await known(db, personId.parse(params.person))) rows.push(...(await erasuresOf(db, p)));
        return {
          erasures: rows.map((e) => ({
            id: e.id,
            scope: e.scope,
            field: e.field,
            cause: e.cause,
            at: e.at.toISOString(),
            finished_at: e.finished_at?.toISOString() ?? null,
          })),
        };
      }),
    ),
    serve(erasureCertificate, async (call, { params, query }) => {
      const published = await inForce(running, call.organisation.id);
      const made = await database.read(call.organisation.id, (db) =>
        certificateOf(db, published.policy, {
          slug: call.organisation.slug,
          person: personId.parse(params.person),
          erasure: params.erasure,
          now: call.now,
        }),
      );
      const pdf = await certificatePdf(made, published.policy, query.lang);
      return { certificate: made, pdf: pdf.toString("base64") };
    }),
  ];
}

async function known(db: Db, person: PersonId): Promise<readonly PersonId[]> {
  if ((await personState(db, person)) === undefined) throw new Refusal("person.unknown");
  return sameAs(db, person);
}

function cursor(text: string | undefined): { until: string; id: string } | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(text ?? "");
  return found?.[1] && found[2] ? { until: found[1], id: found[2] } : undefined;
}

function opened({ id, what, field, value }: HeldContent) {
  if ("fault" in value) return { id, what, field, fault: value.fault };
  if ("name" in value) return { id, what, field, value: value.name };
  const { content } = value;
  return { id, what, field, value: typeof content === "object" ? Object.values(content).join(", ") : String(content) };
}

function actorOf({ caller }: ActingCall): Actor {
  return caller.kind === "staff" ? { kind: "staff", id: caller.id, role: caller.roles.join(",") } : { kind: "key", id: caller.id };
}
