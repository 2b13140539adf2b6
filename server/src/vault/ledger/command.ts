import { parseArgs } from "node:util";
import { BackupFault } from "../../platform/backup/index.js";
import { type Config, Organisations } from "../../platform/index.js";
import { asked, inRoles, reached } from "../backup/beside.js";
import { openVault } from "../open.js";
import { ledgerFits } from "./fits.js";
import { rebuildLedger, type StopsToLedger } from "./rebuild.js";
import type { StopAgain } from "./replay.js";
import { rebuiltLines, warning } from "./said.js";

interface Setting {
  readonly config: Config;
  readonly args: readonly string[];
  readonly stopAgain: StopAgain;
  readonly stopsToLedger: StopsToLedger;
  readonly now: Date;
}

/** `kept ledger`: whether each organisation's ledger fits the database. `kept ledger rebuild --ledger-lost`: begins anew those that do not. */
export async function ledgerCommand({ config, args, now, ...using }: Setting): Promise<void> {
  const { values, positionals } = asked(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: { "ledger-lost": { type: "boolean" } } }),
  );
  const [what, ...more] = positionals;
  if (more.length > 0 || (what !== undefined && what !== "rebuild"))
    throw new BackupFault("backup.asked", "kept ledger [rebuild --ledger-lost]");
  if (what === "rebuild" && !values["ledger-lost"]) throw new BackupFault("backup.asked", warning);
  await reached(config, (at) =>
    inRoles(at.url, async (database) => {
      await openVault(database, config, now);
      const lost: string[] = [];
      for (const { id, slug } of await new Organisations(database).all()) {
        if (what === "rebuild") process.stdout.write(rebuiltLines(slug, await rebuildLedger(database, id, using, now)));
        else if (await ledgerFits(database, id)) process.stdout.write(`${slug}: the ledger fits the database · sổ khớp\n`);
        else {
          lost.push(slug);
          process.stdout.write(`${slug}: the ledger is missing, or older than the database · sổ thiếu hoặc cũ hơn cơ sở dữ liệu\n`);
        }
      }
      if (lost.length > 0)
        throw new BackupFault(
          "backup.ledger",
          "Put the newest copy of KEPT_LEDGER in its place. Where none is left anywhere: kept ledger rebuild, which says what it costs.",
        );
    }),
  );
}
