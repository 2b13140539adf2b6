/**
 * A named moment at which a test has this process killed, as a power cut would: by `KEPT_CRASH_AT=<name>`. Nothing in any other process: the
 * name is compared, and that is all.
 */
export function crashPoint(name: string): void {
  if (chosen === name) process.kill(process.pid, "SIGKILL");
}

const chosen = process.env.KEPT_CRASH_AT;
