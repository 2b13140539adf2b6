import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Brings `server/dist` up to date: what runs as a process of its own runs compiled. */
export function build(): void {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const done = spawnSync(process.execPath, [tsc, "-b", "server"], { cwd: root, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`the server does not build: ${done.stdout}`);
}

export interface Running {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  said(): string;
  /** Resolves when it has printed something that matches. */
  says(what: RegExp): Promise<string>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Runs a module's text, or a compiled file of the server, in a process of its own. */
export function run(what: { text: string } | { file: string; args?: readonly string[] }, env: Record<string, string> = {}): Running {
  const args = "text" in what ? ["--input-type=module", "-e", what.text] : [join(root, "server/dist", what.file), ...(what.args ?? [])];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      child.emit("said");
    });
  }
  const ended = new Promise<number | string>((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal ?? "gone")));
  return {
    child,
    said: () => text,
    ended,
    says: (match) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = match.exec(text);
          if (found) resolve(found[0]);
        };
        child.on("said", look);
        child.once("exit", () => reject(new Error(`it ended, saying: ${text}`)));
        look();
      }),
  };
}

/** A port of loopback that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => (at && typeof at === "object" ? resolve(at.port) : reject(new Error("no free port"))));
    });
  });
}

/** Builds the console as `npm start` does. */
export function bundleConsole(): void {
  for (const [file, args, cwd] of [
    ["typescript/bin/tsc", ["-b", "sdk"], root],
    ["vite/bin/vite.js", ["build", "--logLevel", "warn"], join(root, "console")],
  ] as const) {
    const env = { ...process.env, NODE_ENV: "production" };
    const done = spawnSync(process.execPath, [join(root, "node_modules", file), ...args], { cwd, encoding: "utf8", env });
    if (done.status !== 0) throw new Error(`the console does not build: ${done.stdout}${done.stderr}`);
  }
}
