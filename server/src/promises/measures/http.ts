import { probeMeasures, readMeasures } from "@kept/contract";
import { nameOfStaff } from "../../identity/index.js";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { type Config, type Db, hours, type Running, staffId } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { inForce, namesIn, type PublishedPolicy } from "../../policy/index.js";
import { newestAttestation } from "../store.js";
import { backupsOf } from "./backups.js";
import { behind, type Measure, measures, probeWords, staleProbeHours } from "./rules.js";
import type { Probing } from "./run.js";
import { probeRows } from "./store.js";

/** The measures that the policy in force claims, for staff. */
export function measuresServed(running: Running, probe: Probing): Served[] {
  const board = async (call: ActingCall) => {
    const policy = await inForce(running, call.organisation.id);
    return running.database.read(call.organisation.id, (db) => boardOf(db, policy, running.config, call.now));
  };
  return [
    serve(readMeasures, board),
    serve(probeMeasures, async (call) => {
      await probe(call.organisation);
      return board(call);
    }),
  ];
}

async function boardOf(db: Db, { policy }: PublishedPolicy, config: Config, now: Date) {
  const rows = new Map((await probeRows(db)).map((r) => [r.probe, r]));
  const naming = (measure: Measure) =>
    policy.promises
      .filter((p) => p.kept_by.some((k) => k.control === "security.measures" && namesIn(k.with, "list").includes(measure)))
      .map((p) => p.id);
  const claimed = measures.filter((m) => naming(m).length > 0);
  const found = [];
  for (const measure of claimed) {
    const { text, probes, attested } = behind[measure];
    const attestations = [];
    for (const promise of attested ? naming(measure) : []) {
      const row = await newestAttestation(db, promise, measure);
      if (!row) continue;
      attestations.push({
        promise,
        by: (await nameOfStaff(db, staffId.parse(row.staff_id))) ?? null,
        until: row.valid_until,
        over: row.valid_until < dayOf(now),
        document: row.document,
        attested_at: row.attested_at.toISOString(),
      });
    }
    found.push({
      measure,
      text: { ...text },
      promises: naming(measure),
      attestable: attested,
      attestations,
      probes: probes.map((probe) => {
        const row = rows.get(probe);
        const stale = row?.result === "passed" && now.getTime() - row.probedAt.getTime() > hours(staleProbeHours);
        return {
          probe,
          text: { ...probeWords[probe] },
          result: row ? (stale ? ("stale" as const) : row.result) : null,
          found: row ? { vi: row.foundVi, en: row.foundEn } : null,
          probed_at: row?.probedAt.toISOString() ?? null,
          since: row?.since.toISOString() ?? null,
        };
      }),
    });
  }
  return { backups: await backupsOf(db, config, now), measures: found };
}
