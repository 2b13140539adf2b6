import * as contract from "@kept/contract";
import { liftRestriction, restrict, restrictionsOf } from "../consent/index.js";
import { record, refused } from "../evidence/index.js";
import { type Colleague, colleagues } from "../identity/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { type Db, type PersonId, personId, Refusal, type Running, type StaffId, staffId, type Tx } from "../platform/index.js";
import { inForce, type PublishedPolicy } from "../policy/index.js";
import { type HeldOccasion, occasionsOf } from "../retention/index.js";
import { personState } from "../vault/index.js";
import { assign, assignedTo, endAssignment, responsibleFor } from "./assignment/assign.js";
import { answerGrant, askGrant, endGrant, reasonOf, stateOf } from "./break-glass/ask.js";
import { newestGrants } from "./break-glass/store.js";
import { labelOf } from "./label.js";
import { sameAs } from "./merge.js";
import { maskedValues } from "./read.js";
import { reviewingServed } from "./review/http.js";
import { settle } from "./watch/settle.js";
import { alarmsOf } from "./watch/store.js";

/** Who is responsible for whom, emergency access, alarms of unusual reading, restrictions on a person's request, and reviews. */
export function accessServed(running: Running): Served[] {
  return [
    ...assignmentsServed(running),
    ...breakGlassServed(running),
    ...alarmsServed(running),
    ...restrictionsServed(running),
    ...reviewingServed(running),
  ];
}

function assignmentsServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(contract.readAssignments, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const person = await known(db, params.person);
        const occasions = await occasionsOfAll(db, await sameAs(db, person));
        const names = await namesOf(db);
        const rows = await responsibleFor(db, person, call.now);
        return {
          assignments: rows.map((a) => ({
            assignment: a.id,
            staff: a.staff,
            name: names(a.staff),
            occasion: occasionOut(occasions.get(a.occasion ?? "")),
            how: a.byKind,
            by: names(a.by),
            from: a.from.toISOString(),
            until: a.until?.toISOString() ?? null,
          })),
          occasions: [...occasions.values()].flatMap((o) => occasionOut(o) ?? []),
        };
      }),
    ),
    serve(contract.assign, (call, { params, body }) =>
      database.write(call.organisation.id, async (tx) => ({
        assignment: await assign(tx, {
          person: personId.parse(params.person),
          staff: staffId.parse(body.staff),
          occasion: body.occasion,
          until: body.until === undefined ? undefined : new Date(body.until),
          by: staffOf(call),
          now: call.now,
        }),
      })),
    ),
    serve(contract.endAssignment, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        await endAssignment(tx, params.assignment, staffOf(call), call.now);
        return { assignment: params.assignment };
      }),
    ),
    serve(contract.myAssignments, async (call) => {
      const policy = await inForce(running, call.organisation.id);
      return database.write(call.organisation.id, (tx) => mine(tx, policy, call));
    }),
    serve(contract.listColleagues, (call) =>
      database.read(call.organisation.id, async (db) => ({
        staff: (await colleagues(db))
          .filter((c) => c.state === "active")
          .map(({ staff, name, roles }) => ({ staff, name, roles: [...roles] })),
      })),
    ),
  ];
}

const most = 200;

/** The list is masked, and being on it when it is looked at is an event, as being found is. */
async function mine(tx: Tx, policy: PublishedPolicy, call: ActingCall) {
  const found = await assignedTo(tx, staffOf(call), call.now, most + 1);
  const people = [];
  for (const { person, assignment } of found.slice(0, most)) {
    const occasion = assignment.occasion === null ? undefined : (await occasionsOfAll(tx, [person])).get(assignment.occasion);
    const label = labelOf(policy, await maskedValues(tx, policy, person));
    people.push({
      person,
      label,
      occasion: occasionOut(occasion),
      from: assignment.from.toISOString(),
      until: assignment.until?.toISOString() ?? null,
    });
  }
  const about = people.map((p) => p.person);
  const actor = { kind: "staff", id: staffOf(call), role: call.caller.roles.join(",") } as const;
  const detail = { by: ["assignment"], found: about.length };
  if (about.length > 0) await record(tx, { type: "person.found", at: call.now, actor, about, detail });
  return { people, more: found.length > most };
}

function breakGlassServed(running: Running): Served[] {
  const { database } = running;
  const answer = async (call: ActingCall, grant: string, agreed: boolean) => {
    const policy = await inForce(running, call.organisation.id);
    return onRecord(running, call, { grant }, (tx) => answerGrant(tx, policy, grant, agreed, staffOf(call), call.now));
  };
  return [
    serve(contract.askBreakGlass, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const asked = { ...body, person: personId.parse(params.person), by: staffOf(call), now: call.now };
      return { grant: await database.write(call.organisation.id, (tx) => askGrant(tx, policy, asked)) };
    }),
    serve(contract.listBreakGlass, (call) =>
      database.read(call.organisation.id, async (db) => {
        const names = await namesOf(db);
        const grants = [];
        for (const g of await newestGrants(db, 100)) {
          grants.push({
            grant: g.id,
            person: g.person,
            purpose: g.purpose,
            reason: (await reasonOf(db, g)) ?? null,
            minutes: g.minutes,
            asked_by: { staff: g.staff, name: names(g.staff) },
            mine: g.staff === staffOf(call),
            asked_at: g.askedAt.toISOString(),
            state: stateOf(g, call.now),
            decided_by: g.decidedBy ? names(g.decidedBy) : null,
            until: g.until?.toISOString() ?? null,
          });
        }
        return { grants };
      }),
    ),
    serve(contract.agreeBreakGlass, async (call, { params }) => {
      const until = await answer(call, params.grant, true);
      return { grant: params.grant, until: (until ?? call.now).toISOString() };
    }),
    serve(contract.refuseBreakGlass, async (call, { params }) => {
      await answer(call, params.grant, false);
      return { grant: params.grant };
    }),
    serve(contract.endBreakGlass, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        await endGrant(tx, params.grant, staffOf(call), call.now);
        return { grant: params.grant };
      }),
    ),
  ];
}

function alarmsServed(running: Running): Served[] {
  return [
    serve(contract.listAlarms, (call) =>
      running.database.read(call.organisation.id, async (db) => {
        const names = await namesOf(db);
        return {
          alarms: (await alarmsOf(db, 100)).map((a) => ({
            alarm: a.id,
            kind: a.kind,
            reader: { kind: a.readerKind, id: a.reader, name: names(a.reader) },
            mine: a.reader === staffOf(call),
            readings: a.readings,
            event: a.event,
            raised_at: a.raisedAt.toISOString(),
            due_at: a.dueAt.toISOString(),
            settled_at: a.settledAt?.toISOString() ?? null,
            settled_by: a.settledBy ? names(a.settledBy) : null,
            finding: a.finding,
            case: a.caseReference,
          })),
        };
      }),
    ),
    serve(contract.settleAlarm, async (call, { params, body }) => {
      const said = { finding: body.finding, caseReference: body.case, by: staffOf(call), now: call.now };
      const policy = await inForce(running, call.organisation.id);
      await onRecord(running, call, { alarm: params.alarm }, (tx) => settle(tx, policy, params.alarm, said));
      return { alarm: params.alarm };
    }),
  ];
}

function restrictionsServed({ database }: Running): Served[] {
  const change = (call: ActingCall, verb: typeof restrict, person: string, body: { purpose?: string | undefined; proof: string }) =>
    database.write(call.organisation.id, async (tx) => {
      let changed = false;
      // What the person asked holds for every record that is theirs.
      for (const each of await sameAs(tx, personId.parse(person))) {
        const by = { kind: "staff", id: staffOf(call) } as const;
        const done = await verb(tx, { person: each, purpose: body.purpose, at: call.now, method: "api", by, proof: body.proof });
        changed = changed || done;
      }
      return { changed };
    });
  return [
    serve(contract.readRestrictions, (call, { params }) =>
      database.read(call.organisation.id, async (db) => ({
        restrictions: (await restrictionsOf(db, personId.parse(params.person))).map((r) => ({
          purpose: r.purpose ?? null,
          at: r.at.toISOString(),
        })),
      })),
    ),
    serve(contract.restrictProcessing, (call, { params, body }) => change(call, restrict, params.person, body)),
    serve(contract.liftRestriction, (call, { params, body }) => change(call, liftRestriction, params.person, body)),
  ];
}

/** Does what somebody asks; where they may not because it is about themselves, the attempt is an event, after the rollback. */
async function onRecord<T>(running: Running, call: ActingCall, about: Record<string, string>, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await running.database.write(call.organisation.id, work);
  } catch (error) {
    if (error instanceof Refusal && (error.code === "grant.same_person" || error.code === "alarm.self")) {
      const actor = { kind: "staff", id: staffOf(call), role: call.caller.roles.join(",") } as const;
      const detail = { code: error.code, ...about };
      await refused(running.database, call.organisation.id, { type: "access.refused", at: call.now, actor, about: [], detail });
    }
    throw error;
  }
}

async function known(db: Db, person: string): Promise<PersonId> {
  const id = personId.parse(person);
  if ((await personState(db, id)) === undefined) throw new Refusal("person.unknown");
  return id;
}

async function occasionsOfAll(db: Db, persons: readonly PersonId[]): Promise<ReadonlyMap<string, HeldOccasion>> {
  const found = new Map<string, HeldOccasion>();
  for (const person of persons) for (const o of await occasionsOf(db, person)) found.set(o.id, o);
  return found;
}

function occasionOut(o: HeldOccasion | undefined) {
  return o ? { id: o.id, kind: o.kind, reference: o.reference } : null;
}

/** Names of staff, leavers too. Who is not of the staff (a key) is named by nothing. */
async function namesOf(db: Db): Promise<(id: string) => string> {
  const all = new Map<string, Colleague>((await colleagues(db)).map((c) => [c.staff, c]));
  return (id) => all.get(id)?.name ?? "";
}

function staffOf({ caller }: ActingCall): StaffId {
  if (caller.kind !== "staff") throw new Refusal("access.forbidden");
  return caller.id;
}
