import { z } from "zod";
import { eventsByType } from "../../evidence/index.js";
import { type Config, type Db, days, hours } from "../../platform/index.js";
import { drillDays } from "./probes/database.js";

const made = z.object({ detail: z.object({ bytes: z.number(), rows: z.number(), files: z.number() }) });
const drilled = z.object({ detail: z.object({ result: z.string(), keys: z.enum(["export", "live"]).optional() }) });
const rebuilt = z.object({ detail: z.object({ restored: z.boolean(), backup_at: z.string().optional() }) });

/** Backups and drills by their events: what was made and proved, and whether it is older than it should be. */
export async function backupsOf(db: Db, config: Pick<Config, "backups" | "backupsHours" | "schedule">, now: Date) {
  const backup = await newest(db, "vault.backup");
  const drill = await newest(db, "vault.drill");
  const lost = await newest(db, "vault.ledger_rebuilt");
  // Half a day beyond the server's own rhythm; where somebody else makes them, before an epoch that they need may be destroyed.
  const within = config.backups === undefined ? hours(24) * config.schedule.keep : hours(config.backupsHours + 12);
  const last = backup && { at: backup.at.toISOString(), ...made.parse(JSON.parse(backup.canonical)).detail };
  const tried = drill && drilled.parse(JSON.parse(drill.canonical)).detail;
  const again = lost && rebuilt.parse(JSON.parse(lost.canonical)).detail;
  const expected = config.backups !== undefined || backup !== undefined;
  const older = (at: Date | undefined, than: number) => at === undefined || now.getTime() - at.getTime() > than;
  return {
    every_hours: config.backups === undefined ? null : config.backupsHours,
    within_hours: within / hours(1),
    last: last ? { at: last.at, bytes: last.bytes, rows: last.rows, files: last.files } : null,
    late: expected && older(backup?.at, within),
    drill: drill && tried ? { at: drill.at.toISOString(), passed: tried.result === "passed", keys: tried.keys ?? null } : null,
    drill_late: expected && (tried?.result !== "passed" || older(drill?.at, days(drillDays))),
    rebuilt: lost && again?.restored ? { at: lost.at.toISOString(), backup_at: again.backup_at ?? null } : null,
  };
}

async function newest(db: Db, type: string) {
  const [last] = await eventsByType(db, [type], new Date(0), 1);
  return last;
}
