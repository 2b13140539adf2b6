import {
  correctByStaff,
  eraseByStaff,
  findPeople,
  mergePeople,
  overview,
  peopleInCall,
  personTimeline,
  readPerson,
  readSegment,
  undoMerge,
} from "@kept/contract";
import type { Language, Policy } from "@kept/language";
import { merge, type ReadValue, readFor, sameAs, tellingSegment, undoMerge as undo } from "../access/index.js";
import { type Actor, record } from "../evidence/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { type PersonId, personId, Refusal, type Running, type Tx } from "../platform/index.js";
import { inForce, type PublishedPolicy } from "../policy/index.js";
import { type Ending, endings } from "../retention/index.js";
import { type Content, type HeldValue, personState } from "../vault/index.js";
import { correctAssisted } from "./correct.js";
import { eraseEverything, eraseFieldAssisted } from "./erase.js";
import { holdsServed } from "./hold/http.js";
import { papersServed } from "./paper/http.js";
import { find } from "./people/find.js";
import { inCall } from "./people/in-call.js";
import { members } from "./people/members.js";
import { maskedOverview } from "./people/overview.js";
import { revealing } from "./people/reveal.js";
import { timelineOf } from "./timeline/timeline.js";
import { sentenceOf } from "./timeline/told.js";
import { untilText } from "./until.js";

/** People, for staff and for systems with a key: found, seen masked, read for a purpose, and served in their rights. */
export function rightsServed(running: Running): Served[] {
  const { database } = running;
  const write = <T>(call: ActingCall, work: (tx: Tx, policy: PublishedPolicy) => Promise<T>): Promise<T> =>
    inForce(running, call.organisation.id).then((policy) => database.write(call.organisation.id, (tx) => work(tx, policy)));
  const endsOf = async (call: ActingCall, values: readonly { readonly person: PersonId }[]) => {
    const policy = await inForce(running, call.organisation.id);
    const persons = [...new Set(values.map((v) => v.person))];
    const ends = await database.read(call.organisation.id, (db) => endings(db, policy, persons, call.now));
    return endIn(policy.policy, ends, call.lang);
  };
  return [
    serve(findPeople, async (call, { body }) => {
      await running.limits.take("people.find", call.caller.id);
      const people = await write(call, (tx, policy) => find(tx, policy, body.text, actorOf(call), call.now));
      return { people: people.map((p) => ({ ...p, matched: [...p.matched], since: p.since.toISOString() })), more: false };
    }),
    serve(overview, async (call, { params }) => {
      const person = personId.parse(params.person);
      const seen = await write(call, (tx, policy) => maskedOverview(tx, policy, readerOf(call), person, call.now));
      const end = await endsOf(call, seen.values);
      return {
        ...seen,
        person,
        since: seen.since.toISOString(),
        values: seen.values.map((v) => ({ ...outline(v, end), masked: v.masked })),
        purposes: [...seen.purposes],
        merges: seen.merges.map((m) => ({ ...m, at: m.at.toISOString() })),
      };
    }),
    serve(readPerson, async (call, { params, body }) => {
      const person = personId.parse(params.person);
      const policy = await inForce(running, call.organisation.id);
      const reveal = await revealing(running, call, person, body.reveal);
      const reading = await readFor(
        database,
        call.organisation.id,
        policy,
        { ...readerOf(call), call: body.call, reveal },
        person,
        body.purpose,
        call.now,
      );
      const end = await endsOf(call, reading.values);
      return {
        person,
        state: reading.state,
        purpose: body.purpose,
        event: reading.event,
        values: reading.values.map((v) => shown(v, end)),
      };
    }),
    serve(peopleInCall, async (call, { params }) => {
      const { caller } = call;
      if (caller.kind !== "staff") throw new Refusal("access.forbidden");
      const people = await write(call, (tx, policy) => inCall(tx, policy, params.call, caller.id, caller.roles.join(","), call.now));
      return { people: people.map((p) => ({ ...p, since: p.since.toISOString() })) };
    }),
    serve(readSegment, async (call, { params, body }) => {
      const asked = {
        segment: params.segment,
        after: body.after === undefined ? undefined : personId.parse(body.after),
        limit: body.limit,
      };
      const found = await tellingSegment(running, call, undefined, () =>
        write(call, (tx, policy) => members(tx, policy, asked, readerOf(call), call.now)),
      );
      return { members: found.members.map((p) => ({ ...p, since: p.since.toISOString() })), next: found.next };
    }),
    serve(personTimeline, async (call, { params, query }) => {
      const person = personId.parse(params.person);
      const { policy } = await inForce(running, call.organisation.id);
      const page = await database.write(call.organisation.id, async (tx) => {
        if ((await personState(tx, person)) === undefined) throw new Refusal("person.unknown");
        // Staff see what the person sees: whoever decides on authorities' demands, and on holds, has lists of their own.
        const found = await timelineOf(tx, person, { ...query, hiddenAt: call.now });
        // Looking is an event itself; turning the page is not another one.
        if (query.before === undefined)
          await record(tx, { type: "person.timeline_viewed", at: call.now, actor: actorOf(call), about: await sameAs(tx, person) });
        return found;
      });
      return {
        events: page.events.map(({ id, type, at, detail, ...said }) => ({
          id,
          type,
          at: at.toISOString(),
          text: {
            vi: sentenceOf(policy, { id, type, at, detail, ...said }, "vi"),
            en: sentenceOf(policy, { id, type, at, detail, ...said }, "en"),
          },
          detail: { ...detail, ...said },
        })),
        next: page.next,
      };
    }),
    serve(correctByStaff, (call, { params, body }) =>
      write(call, async (tx, policy) => {
        const person = personId.parse(params.person);
        const done = await correctAssisted(tx, policy, {
          actor: actorOf(call),
          person,
          value: params.value,
          raw: body.value,
          proof: body.proof,
          request: body.request,
          now: call.now,
        });
        return { value: done.value, verified: !done.waits };
      }),
    ),
    serve(eraseByStaff, (call, { params, body }) =>
      write(call, (tx, policy) => eraseAssisted(tx, policy, personId.parse(params.person), body, { actor: actorOf(call), now: call.now })),
    ),
    serve(mergePeople, (call, { params, body }) =>
      write(call, async (tx) => {
        const { caller } = call;
        if (caller.kind !== "staff") throw new Refusal("access.forbidden");
        return { merge: await merge(tx, personId.parse(params.person), personId.parse(body.other), caller.id, body.evidence, call.now) };
      }),
    ),
    serve(undoMerge, (call, { params }) =>
      write(call, async (tx) => {
        const { caller } = call;
        if (caller.kind !== "staff") throw new Refusal("access.forbidden");
        const row = await undo(tx, params.merge, caller.id, call.now);
        return { person: row.personId, other: row.otherId };
      }),
    ),
    ...holdsServed(running),
    ...papersServed(running),
  ];
}

interface ErasureAsked {
  readonly field?: string | undefined;
  readonly proof: "account" | "call_back" | "document" | "in_person";
  readonly cause: "asked" | "purpose_ended";
}

async function eraseAssisted(
  tx: Tx,
  policy: PublishedPolicy,
  person: PersonId,
  { field, proof, cause: why }: ErasureAsked,
  by: { readonly actor: Actor; readonly now: Date },
): Promise<{ erasure: string }> {
  const cause = why === "asked" ? "assisted" : "review";
  if (field !== undefined) {
    const { erasure } = await eraseFieldAssisted(tx, policy, person, field, { ...by, proof, cause });
    return { erasure };
  }
  const certificate = await eraseEverything(tx, person, { ...by, proof, cause });
  const own = certificate.records.find((r) => r.person === person);
  if (!own) throw new Refusal("person.unknown");
  return { erasure: own.erasure };
}

function actorOf({ caller }: ActingCall): Actor {
  return caller.kind === "staff" ? { kind: "staff", id: caller.id, role: caller.roles.join(",") } : { kind: "key", id: caller.id };
}

function readerOf(call: ActingCall) {
  return { actor: actorOf(call), roles: call.caller.roles };
}

type End = (v: Omit<HeldValue, "value">) => string | null;

/** When a value ends: its date, or the rule of the policy in words where no date is set. */
function endIn(policy: Policy, ends: ReadonlyMap<string, Ending>, lang: Language): End {
  return ({ id, field, origin }) =>
    untilText(policy, { field, touchpoint: origin.touchpoint, occasion: undefined, ending: ends.get(id) }, lang);
}

function outline(v: Omit<HeldValue, "value">, end: End) {
  return {
    id: v.id,
    field: v.field,
    kind: v.kind,
    purposes: [...v.origin.purposes],
    touchpoint: v.origin.touchpoint,
    channel: v.origin.channel,
    notice_version: v.origin.noticeVersion,
    collected_at: v.origin.collectedAt.toISOString(),
    verified_at: v.origin.verifiedAt?.toISOString() ?? null,
    until: end(v),
  };
}

function shown(v: ReadValue, end: End) {
  return "content" in v.shown ? { ...outline(v, end), value: textOf(v.shown.content) } : { ...outline(v, end), ...v.shown };
}

/** A value as one text, in its normal form. */
function textOf(content: Content): string {
  return typeof content === "object" ? Object.values(content).join(", ") : String(content);
}
