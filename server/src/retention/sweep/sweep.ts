import { refused } from "../../evidence/index.js";
import { clocksApart, minutes, newId, type OrganisationId, type PersonId, type Running, type Tx } from "../../platform/index.js";
import { inForceNow, type PublishedPolicy } from "../../policy/index.js";
import { lockPerson } from "../../vault/index.js";
import { fieldEndings } from "../ending/gather.js";
import { type Due, dueAfter, lockKeeping, marked } from "../keeping/store.js";
import { carryOut } from "../review/carry-out.js";
import { eraseEnded } from "./erase.js";
import { lookAt } from "./look.js";
import { endSweep, insertSweep, type SweepRow } from "./store.js";

/** Clocks further apart than this stop the sweep: what is erased too early never comes back. */
const mostApart = minutes(5);
const some = 200;

export type Swept = Pick<SweepRow, "looked" | "persons" | "fields" | "held" | "fault">;
type Works = Pick<Running, "database" | "clock" | "log">;

/**
 * Erases what is due: persons whose day has come, in the order of their days, so that it costs what is due and not what is stored. Each is
 * judged again in the transaction that erases. Refuses to run, visibly, where the application's clock and the database's disagree.
 */
export async function sweep(running: Works, organisation: OrganisationId): Promise<Swept> {
  const { database, clock } = running;
  const now = clock.now();
  const id = newId();
  const apart = await database.read(organisation, (db) => clocksApart(db, clock));
  if (!(apart <= mostApart)) return refuse(running, organisation, id, apart);
  const policy = await database.read(organisation, inForceNow);
  await database.write(organisation, (tx) => insertSweep(tx, { id, at: now, fault: null }));
  const done = { looked: 0, persons: 0, fields: 0, held: 0 };
  for (let last: Due | undefined; ; ) {
    const after = last;
    const asked = await database.read(organisation, (db) => dueAfter(db, now, after, some));
    const partly: PersonId[] = [];
    for (const person of await lookAt(database, organisation, policy, asked, now)) {
      const what = await sweepPerson(running, organisation, person);
      if (what?.held) done.held++;
      if (what?.whole) done.persons++;
      else if (what) {
        done.fields += what.fields.length;
        partly.push(person);
      }
    }
    // What is left of them has a day of its own.
    await lookAt(database, organisation, policy, await marksOf(database, organisation, partly), now);
    done.looked += asked.length;
    last = asked.at(-1);
    if (asked.length < some || !last) break;
  }
  done.fields += await carryOut(running, organisation);
  await database.write(organisation, (tx) => endSweep(tx, { id, ...done }, clock.now()));
  return { ...done, fault: null };
}

/** Erases what is due of one person, as it stands now. Undefined where nothing is. */
export async function sweepPerson(running: Works, organisation: OrganisationId, person: PersonId) {
  const { database, clock } = running;
  return database.write(organisation, async (tx) => {
    const due = await dueNow(tx, person, clock.now());
    if (!due || due.ended.length === 0) return undefined;
    const { policy, ended, remains } = due;
    return eraseEnded(tx, policy, person, ended, remains, { cause: "retention", actor: { kind: "system" }, now: clock.now() });
  });
}

/** What is due, read behind the locks that every change of it takes too: nothing moves between this look and the erasure. */
async function dueNow(tx: Tx, person: PersonId, now: Date) {
  await lockKeeping(tx, person);
  const state = await lockPerson(tx, person);
  if (state === undefined || state === "erased") return undefined;
  const policy: PublishedPolicy = await inForceNow(tx);
  const all = await fieldEndings(tx, policy, [person], now);
  const ended = all.filter((e) => e.state === "due");
  return { policy, ended, remains: ended.length < all.length };
}

async function marksOf(database: Works["database"], organisation: OrganisationId, persons: readonly PersonId[]) {
  return persons.length === 0 ? [] : database.read(organisation, (db) => marked(db, persons));
}

async function refuse({ database, clock, log }: Works, organisation: OrganisationId, id: string, apart: number): Promise<Swept> {
  const now = clock.now();
  const seconds = Math.round(apart / 1000);
  log.error({ seconds }, "the sweep refused to run: the server's clock and the database's are too far apart");
  await database.write(organisation, (tx) => insertSweep(tx, { id, at: now, fault: "clock" }));
  await refused(database, organisation, {
    type: "sweep.refused",
    at: now,
    actor: { kind: "system" },
    about: [],
    detail: { reason: "clock", seconds: String(seconds) },
  });
  return { looked: 0, persons: 0, fields: 0, held: 0, fault: "clock" };
}
