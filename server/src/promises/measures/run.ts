import type { Organisation, Running } from "../../platform/index.js";
import type { AskPage } from "../../policy/index.js";
import { databaseTls, hsts, pagesTls } from "./probes/channels.js";
import { cipher, integrity } from "./probes/cipher.js";
import { drill, eventsFixed, everErased, rowSecurity } from "./probes/database.js";
import { ports } from "./probes/ports.js";
import { keyRoot, ledgerRoot } from "./probes/roots.js";
import { type Found, type ProbeName, probeNames } from "./rules.js";
import { writeProbe } from "./store.js";

/** Looks at the running deployment for one organisation and keeps what was found. */
export type Probing = (organisation: Organisation) => Promise<void>;

/** Every probe of this deployment. One that cannot be carried out is *unknown*, never passed. */
export function probing(running: Pick<Running, "config" | "database" | "clock" | "log">, ask: AskPage): Probing {
  const { config, database, clock, log } = running;
  return async (organisation) => {
    for (const probe of probeNames) {
      const found = await look(probe, organisation).catch((error: unknown): Found => {
        log.error({ probe, kind: error instanceof Error ? error.name : typeof error }, "a probe failed");
        return { result: "unknown", found: { vi: "Lần này không dò được.", en: "It could not be probed this time." } };
      });
      const row = { probe, result: found.result, foundVi: found.found.vi, foundEn: found.found.en, probedAt: clock.now() };
      await database.write(organisation.id, (tx) => writeProbe(tx, row));
    }
  };

  async function look(probe: ProbeName, { id, slug }: Organisation): Promise<Found> {
    switch (probe) {
      case "cipher":
        return database.read(id, cipher);
      case "integrity":
        return database.read(id, integrity);
      case "row_security":
        return database.read(id, rowSecurity);
      case "events_fixed":
        return database.read(id, eventsFixed);
      case "drill":
        return database.read(id, (db) => drill(db, clock.now()));
      case "database_tls":
        return database.read(id, databaseTls);
      case "key_root":
        return keyRoot(config);
      case "ledger_root":
        return ledgerRoot(config, await database.read(id, everErased));
      case "pages_tls":
        return pagesTls(config);
      case "hsts":
        return hsts(config, ask, slug);
      case "ports":
        return ports(config);
    }
  }
}
