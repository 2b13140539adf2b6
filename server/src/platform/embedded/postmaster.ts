import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { Account } from "./account.js";

export interface PostmasterOptions {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly flags: readonly string[];
  readonly account: Account | undefined;
  readonly tell: (line: string) => void;
}

const firstPause = 100;
const longestPause = 5_000;
const patience = 300_000;

/** One PostgreSQL: started, started again whenever it ends unasked, stopped cleanly. */
export class Postmaster {
  readonly #o: PostmasterOptions;
  #child: ChildProcess | undefined;
  #stopping = false;
  #again: Promise<void> | undefined;
  /** Should this process end without `stop`, PostgreSQL is at least asked to. */
  readonly #atExit = () => void this.#child?.kill("SIGINT");

  constructor(options: PostmasterOptions) {
    this.#o = options;
  }

  /** Resolves when connections are accepted; crash recovery may take a while. Throws with PostgreSQL's own last words. */
  async start(): Promise<void> {
    process.on("exit", this.#atExit);
    // Backends of a killed postmaster hold its shared memory for a moment more.
    for (let pause = firstPause; ; pause *= 2) {
      const fault = await this.#launch();
      if (!fault) return;
      if (!fault.includes("shared memory") || pause > longestPause) throw new Error(`PostgreSQL did not start: ${fault}`);
      await wait(pause);
    }
  }

  /** Sessions end, what was committed is on disk, and PostgreSQL is gone when this resolves. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#again;
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      const hard = setTimeout(() => child.kill("SIGQUIT"), 30_000);
      await gone;
      clearTimeout(hard);
    }
    process.off("exit", this.#atExit);
  }

  /** Undefined once it accepts connections, else why it does not. */
  #launch(): Promise<string | undefined> {
    const { program, folder, port, flags, account } = this.#o;
    // A group of its own: Ctrl-C in the terminal is for the server, which drains first. Of our environment it gets nothing.
    const child = spawn(program, ["-D", folder, "-p", String(port), ...flags], {
      ...account,
      cwd: folder,
      detached: process.platform !== "win32",
      stdio: ["ignore", "ignore", "pipe"],
      env: process.platform === "win32" ? process.env : { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" },
    });
    this.#child = child;
    return new Promise((resolve) => {
      let last = "";
      let up = false;
      const late = setTimeout(() => child.kill("SIGINT"), patience);
      child.stderr.setEncoding("utf8");
      child.stderr.on("data", (text: string) => {
        last = (last + text).slice(-2000);
        if (up || !text.includes("ready to accept connections")) return;
        up = true;
        clearTimeout(late);
        resolve(undefined);
      });
      child.once("error", (error) => {
        clearTimeout(late);
        resolve(error.message);
      });
      child.once("close", () => {
        clearTimeout(late);
        if (up && !this.#stopping) this.#again = this.#startAgain();
        else resolve(last.trim() || "it ended at once");
      });
    });
  }

  async #startAgain(): Promise<void> {
    const began = Date.now();
    this.#o.tell("PostgreSQL ended unasked; starting it again");
    for (let pause = firstPause; !this.#stopping; pause = Math.min(pause * 2, longestPause)) {
      await wait(pause);
      if (this.#stopping) return;
      const fault = await this.#launch();
      if (!fault) return this.#o.tell(`PostgreSQL runs again after ${Date.now() - began} ms`);
      this.#o.tell(`PostgreSQL did not start: ${fault.split("\n").at(-1)}`);
    }
  }
}
