import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command, Terminal } from "./command.js";

/** `kept keys`: the keys above the data keys, on the machine that holds them. Exit code of the server's own step. */
export const keysCommand: Command = {
  name: "keys",
  usage: "[recovery | export | identity | restore FILE | rotate]",
  text: {
    vi: "Xem các đời khoá và bản sao lưu nào còn mở được; làm khoá khôi phục, xuất và khôi phục khoá, bắt đầu đời mới.",
    en: "Show the epochs and what backups each can still open; make a recovery key, export and restore keys, begin an epoch.",
  },
  run: keys,
};

async function keys(args: readonly string[], terminal: Terminal): Promise<number> {
  const server = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
  if (!existsSync(server)) {
    terminal.err(`${notBuilt[terminal.lang]}\n`);
    return 2;
  }
  // The words are typed, or piped in: straight to the step that needs them.
  const done = spawnSync(process.execPath, [server, "keys", ...args, "--lang", terminal.lang], {
    cwd: terminal.folder,
    env: { ...terminal.env },
    encoding: "utf8",
    stdio: ["inherit", "pipe", process.stdin.isTTY ? "inherit" : "pipe"],
  });
  terminal.out(done.stdout);
  terminal.err(done.stderr ?? "");
  return done.status ?? 1;
}

const notBuilt = {
  vi: "Máy chủ chưa được dựng. Hãy chạy `npm start` hoặc `node tools/ready.mjs` trước.",
  en: "The server is not built. Run `npm start` or `node tools/ready.mjs` first.",
};
