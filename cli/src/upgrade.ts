import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command, Terminal } from "./command.js";

/** `kept upgrade`: after the new version's files are in place and before it serves. Exit code of the server's own step. */
export const upgradeCommand: Command = {
  name: "upgrade",
  usage: "",
  text: {
    vi: "Kiểm tra cài đặt và khoá, đưa cơ sở dữ liệu lên phiên bản này, rồi nói đã đổi gì.",
    en: "Check settings and keys, bring the database to this version, and say what changed.",
  },
  run: upgrade,
};

async function upgrade(args: readonly string[], terminal: Terminal): Promise<number> {
  const server = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
  if (args.length > 0 || !existsSync(server)) {
    terminal.err(args.length > 0 ? "kept upgrade\n" : `${notBuilt[terminal.lang]}\n`);
    return 2;
  }
  const done = spawnSync(process.execPath, [server, "upgrade"], { cwd: terminal.folder, env: { ...terminal.env }, encoding: "utf8" });
  terminal.out(done.stdout);
  terminal.err(done.stderr);
  return done.status ?? 1;
}

const notBuilt = {
  vi: "Máy chủ chưa được dựng. Hãy chạy `npm start` hoặc `node tools/ready.mjs` trước.",
  en: "The server is not built. Run `npm start` or `node tools/ready.mjs` first.",
};
