import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Says that this process keeps `data`, so that a second one does not take its database for one left behind. Returns how to
 * let go. Throws while another living process holds it; a dead one's claim is taken over, even where its number lives on.
 */
export async function hold(data: string): Promise<() => Promise<void>> {
  const file = join(data, "kept.pid");
  const claim = `${process.pid} ${startOf(process.pid)}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await writeFile(file, claim, { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if (attempt === 3) throw error;
      const other = await readFile(file, "utf8").catch(() => "");
      if (lives(other)) throw new Error(`Kept already runs on ${data} (process ${other.split(" ")[0]}).`);
      await rm(file, { force: true });
    }
  }
}

/** Whether a living process keeps `data`. */
export async function isHeld(data: string): Promise<boolean> {
  return lives(await readFile(join(data, "kept.pid"), "utf8").catch(() => ""));
}

function lives(claim: string): boolean {
  const [pid, ...began] = claim.split(" ");
  const now = startOf(Number(pid));
  return now !== undefined && now === began.join(" ");
}

/** When a process began, in whatever words the system has for it; undefined where it is gone. */
function startOf(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return undefined;
  }
  try {
    // After the name, which may hold anything, in brackets: field 22 of proc_pid_stat(5).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  }
}
