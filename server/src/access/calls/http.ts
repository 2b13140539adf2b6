import { callDesk, checkCaller, closeCall, listCalls } from "@kept/contract";
import { refused } from "../../evidence/index.js";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { Refusal, type Running, type StaffId } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { checkCaller as check } from "./check-caller.js";
import { closeCall as close } from "./close.js";
import { answerable } from "./rules.js";
import { type CallRow, callRows, openCallOf } from "./store.js";

/** Callers, for staff: the check, the log, and how each call ended. Who is shown within a call is served beside people. */
export function callsServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(callDesk, async (call) => {
      const { policy } = await inForce(running, call.organisation.id);
      const open = await database.read(call.organisation.id, (db) => openCallOf(db, staffOf(call)));
      return {
        purposes: answerable(policy).map((a) => ({
          purpose: a.purpose,
          demanded: a.demanded,
          topics: a.topics.map((text, i) => ({ topic: String(i + 1), text })),
        })),
        open: open ? shown(open) : null,
      };
    }),
    serve(checkCaller, async (call, { body }) => {
      const staff = staffOf(call);
      await running.limits.take("calls.check", staff);
      const policy = await inForce(running, call.organisation.id);
      const answer = await told(running, call, () =>
        database.write(call.organisation.id, (tx) =>
          check(tx, policy, { ...body, call: body.call, staff, role: call.caller.roles.join(","), now: call.now }),
        ),
      );
      return { call: answer.call, agreed: answer.agreed, tries_left: answer.triesLeft };
    }),
    serve(closeCall, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const end = { ...body, call: params.call, staff: staffOf(call), now: call.now };
      return shown(await told(running, call, () => database.write(call.organisation.id, (tx) => close(tx, policy, end))));
    }),
    serve(listCalls, async (call, { query }) => {
      const rows = await database.read(call.organisation.id, (db) => callRows(db, query.before, query.limit + 1));
      const page = rows.slice(0, query.limit);
      return { calls: page.map(shown), next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null };
    }),
  ];
}

const recorded: ReadonlySet<string> = new Set(["call.not_agreed", "call.topic_outside", "call.tries", "request.too_many"]);

/** A refusal that protects somebody is an event of its own, after the rollback; a slip of the finger is none. */
async function told<T>(running: Running, call: ActingCall, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && recorded.has(error.code)) {
      await refused(running.database, call.organisation.id, {
        type: "call.refused",
        at: call.now,
        actor: { kind: "staff", id: staffOf(call) },
        about: [],
        detail: { code: error.code },
      });
    }
    throw error;
  }
}

function staffOf({ caller }: ActingCall): StaffId {
  if (caller.kind !== "staff") throw new Refusal("access.forbidden");
  return caller.id;
}

function shown(row: CallRow) {
  return {
    call: row.id,
    staff: row.staff,
    purpose: row.purpose,
    agreed: row.agreed,
    checks: row.checks,
    opened_at: row.openedAt.toISOString(),
    closed_at: row.closedAt?.toISOString() ?? null,
    topic: row.topic,
    topic_text: row.topicVi === null ? null : { vi: row.topicVi, ...(row.topicEn === null ? {} : { en: row.topicEn }) },
    outcome: row.outcome,
  };
}
