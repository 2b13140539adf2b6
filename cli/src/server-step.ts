import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command, Terminal } from "./command.js";

/** A command that the server's own program carries out, beside a running server or without one. What it says is passed on as it comes. */
export function serverStep(step: string, usage: string, text: Command["text"]): Command {
  return { name: step, usage, text, run: (args, terminal) => run(step, args, terminal) };
}

async function run(step: string, args: readonly string[], terminal: Terminal): Promise<number> {
  const server = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
  if (!existsSync(server)) {
    terminal.err(`${notBuilt[terminal.lang]}\n`);
    return 2;
  }
  // Standard input goes through: the recovery words come by it.
  const child = spawn(process.execPath, [server, step, ...args], {
    cwd: terminal.folder,
    env: { ...terminal.env },
    stdio: ["inherit", "pipe", "pipe"],
  });
  child.stdout.setEncoding("utf8").on("data", terminal.out);
  child.stderr.setEncoding("utf8").on("data", terminal.err);
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}

const notBuilt = {
  vi: "Máy chủ chưa được dựng. Hãy chạy `npm start` hoặc `node tools/ready.mjs` trước.",
  en: "The server is not built. Run `npm start` or `node tools/ready.mjs` first.",
};
