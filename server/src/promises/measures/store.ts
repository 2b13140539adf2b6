import { sql } from "kysely";
import type { Db, Tx } from "../../platform/index.js";
import type { ProbeName, ProbeResult } from "./rules.js";

export interface ProbeRow {
  readonly probe: ProbeName;
  readonly result: ProbeResult;
  readonly foundVi: string;
  readonly foundEn: string;
  readonly probedAt: Date;
  /** Since when it has had this result. */
  readonly since: Date;
}

export async function probeRows(db: Db): Promise<ProbeRow[]> {
  const { rows } = await sql<ProbeRow>`select probe, result, found_vi as "foundVi", found_en as "foundEn", probed_at as "probedAt", since
    from probe_result where organisation_id = ${db.organisation} order by probe`.execute(db.q);
  return rows;
}

export async function writeProbe(tx: Tx, r: Omit<ProbeRow, "since">): Promise<void> {
  await sql`insert into probe_result as p (organisation_id, probe, result, found_vi, found_en, probed_at, since)
    values (${tx.organisation}, ${r.probe}, ${r.result}, ${r.foundVi}, ${r.foundEn}, ${r.probedAt}, ${r.probedAt})
    on conflict (organisation_id, probe) do update set result = excluded.result, found_vi = excluded.found_vi, found_en = excluded.found_en,
      probed_at = excluded.probed_at, since = case when p.result = excluded.result then p.since else excluded.since end`.execute(tx.q);
}
