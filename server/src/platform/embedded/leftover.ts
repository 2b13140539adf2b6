import { spawnSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "./account.js";
import type { Binaries } from "./binaries.js";

/**
 * After a crash of the server its PostgreSQL may live on, without a master. Stops it cleanly, or hard when it does not listen;
 * removes a lock file whose number now belongs to a stranger. The caller holds the data folder.
 */
export async function stopLeftover(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
  tell: (line: string) => void,
): Promise<void> {
  const file = join(folder, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split("\n")[0]);
  if (!(await isPostmasterOf(folder, pid))) return rm(file, { force: true });
  tell("a PostgreSQL of a former run is still there; stopping it");
  for (const mode of ["fast", "immediate"]) {
    const run = spawnSync(binaries.pgCtl, ["stop", "-D", folder, "-m", mode, "-w", "-t", "20"], {
      ...account,
      cwd: folder,
      stdio: "ignore",
    });
    if (run.status === 0) return;
  }
  throw new Error(`The PostgreSQL of a former run (process ${pid}) does not stop.`);
}

async function isPostmasterOf(folder: string, pid: number): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => {
    if (process.platform === "linux") return "";
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  });
  return command.includes("postgres") && command.includes(folder);
}
