import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** Looks through a file while it is received. `skipped`: no scanner answered, which is recorded with the file. */
export interface Scan {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<"clean" | "infected" | "skipped">;
  abort(): void;
}

/** Begins a scan by ClamAV's daemon where `clamdscan` is installed; otherwise one that skips. */
export async function beginScan(path: string = process.env.PATH ?? ""): Promise<Scan> {
  const program = await find("clamdscan", path);
  return program ? clamd(program) : none;
}

const none: Scan = { write: async () => {}, end: async () => "skipped", abort: () => {} };

/** `clamdscan -` reads the file from its input and exits 0 clean, 1 infected, 2 when the daemon does not answer. */
function clamd(program: string): Scan {
  const child = spawn(program, ["--no-summary", "-"], { stdio: ["pipe", "ignore", "ignore"], timeout: 60_000 });
  const code = new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  // A scanner that stops reading has said what it has to say by its exit code.
  child.stdin.on("error", () => {});
  return {
    async write(bytes) {
      if (!child.stdin.writable || child.stdin.write(bytes)) return;
      await Promise.race([new Promise((resolve) => child.stdin.once("drain", resolve)), code]);
    },
    async end() {
      child.stdin.end();
      const answer = await code;
      return answer === 0 ? "clean" : answer === 1 ? "infected" : "skipped";
    },
    abort: () => child.kill(),
  };
}

async function find(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, name);
    const there = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return file;
  }
  return undefined;
}
