import { type Clock, clocksApart, type Db, hours } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { dueNow } from "../keeping/ahead.js";
import { newestSweep, type SweepRow, type Walk, walkOf } from "./store.js";

export interface SweepStatus {
  readonly last: SweepRow | undefined;
  readonly stopped: boolean;
  readonly due: number;
  /** Milliseconds. */
  readonly apart: number;
  readonly walk: Walk | undefined;
}

/** It runs each hour: this long without one is a fault. */
const silence = hours(3);

/** How the sweep stands now. It counts as stopped where the last one refused, where none began for long, and where one never ended. */
export async function sweepStatus(db: Db, clock: Clock): Promise<SweepStatus> {
  const now = clock.now();
  const last = await newestSweep(db);
  const old = last !== undefined && last.at.getTime() < now.getTime() - silence;
  return {
    last,
    stopped: last !== undefined && (last.fault !== null || old),
    due: await dueNow(db, dayOf(now), now),
    apart: await clocksApart(db, clock),
    walk: await walkOf(db),
  };
}
