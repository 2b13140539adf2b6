import { fallsDue, sweepStatus as statusEndpoint } from "@kept/contract";
import { type Served, serve } from "../../platform/http/index.js";
import type { Running } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { dueByWeek, dueFrom } from "../keeping/ahead.js";
import { addDays } from "../rules/period.js";
import { sweepStatus } from "./status.js";

/** How the sweep stands, and what falls due in the weeks ahead: numbers, nobody's name. */
export function sweepServed({ database, clock }: Running): Served[] {
  return [
    serve(statusEndpoint, async (call) => {
      const { last, stopped, due, apart, walk } = await database.read(call.organisation.id, (db) => sweepStatus(db, clock));
      return {
        last: last
          ? {
              at: last.at.toISOString(),
              ended_at: last.endedAt?.toISOString() ?? null,
              looked: last.looked,
              persons: last.persons,
              fields: last.fields,
              held: last.held,
              fault: last.fault,
            }
          : null,
        stopped,
        due,
        clock_seconds: Math.round(apart / 1000),
        walk: walk ? { at: walk.at.toISOString(), whole: walk.after === null } : null,
      };
    }),
    serve(fallsDue, async (call, { query }) => {
      const today = dayOf(call.now);
      const weeks = Array.from({ length: query.weeks }, (_, i) => addDays(mondayOf(today), i * 7));
      const end = addDays(mondayOf(today), query.weeks * 7);
      return database.read(call.organisation.id, async (db) => ({
        weeks,
        counts: await dueByWeek(db, today, end),
        later: await dueFrom(db, end),
      }));
    }),
  ];
}

function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}
