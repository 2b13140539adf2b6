import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Language } from "@kept/language";
import type { Command, Terminal } from "./command.js";

/** `kept admin [ORGANISATION…]`: 0 with a link, 1 when the server refuses, 2 when it is not reached or the keys cannot be read. */
export const adminCommand: Command = {
  name: "admin",
  usage: "[ORGANISATION…]",
  text: {
    vi: "In một liên kết dùng một lần để lập lại quyền quản trị, trên chính máy giữ khoá.",
    en: "Print a one-time link that sets up an administrator again, on the machine that holds the keys.",
  },
  run: admin,
};

async function admin(args: readonly string[], terminal: Terminal): Promise<number> {
  const organisations = read(args);
  if (!organisations) {
    terminal.err(`kept admin ${adminCommand.usage}\n`);
    return 2;
  }
  const { env, lang } = terminal;
  const keys = resolve(terminal.folder, env.KEPT_KEYS || "keys");
  const secret = await readFile(join(keys, "administrator.secret"), "utf8").catch(() => undefined);
  if (!secret) {
    terminal.err(unreadable(keys)[lang]);
    return 2;
  }
  const port = env.PORT || "4000";
  const answer = await ask(`http://127.0.0.1:${port}/api/v1/administrator-link`, { secret: secret.trim(), organisations });
  if (!answer) {
    terminal.err(unreached(port)[lang]);
    return 2;
  }
  if (answer.link === undefined) {
    terminal.err(`${answer.title[lang]}\n`);
    return 1;
  }
  terminal.out(`${told[lang]}\n\n  ${answer.link}\n`);
  return 0;
}

function read(args: readonly string[]): string[] | undefined {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
  } catch {
    return undefined;
  }
}

type Answer = { readonly link: string } | { readonly link: undefined; readonly title: Readonly<Record<Language, string>> };

/** Asks the server that runs on this machine; undefined where none answers. */
async function ask(url: string, body: object): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const said: unknown = await answer.json();
    if (answer.ok) return { link: textOf(said, "link") };
    return { link: undefined, title: { vi: textOf(said, "title_vi"), en: textOf(said, "title") } };
  } catch {
    return undefined;
  }
}

function textOf(said: unknown, name: string): string {
  const entry = typeof said === "object" && said !== null ? Object.entries(said).find(([key]) => key === name) : undefined;
  return typeof entry?.[1] === "string" ? entry[1] : "";
}

const told = {
  vi: "Mở liên kết này trong trình duyệt. Nó dùng được một lần; chạy lại lệnh này thì liên kết trước hết hiệu lực.",
  en: "Open this link in a browser. It works once; running this command again ends the one before.",
} as const;

function unreadable(keys: string): Readonly<Record<Language, string>> {
  return {
    vi: `Không đọc được khoá trong ${keys}. Chạy lệnh này trên máy chủ, bằng người dùng chạy Kept, với cùng KEPT_KEYS.\n`,
    en: `The keys in ${keys} cannot be read. Run this on the server's machine, as the user who runs Kept, with the same KEPT_KEYS.\n`,
  };
}

function unreached(port: string): Readonly<Record<Language, string>> {
  return {
    vi: `Không thấy máy chủ Kept ở cổng ${port} của máy này. Khởi động máy chủ, hoặc đặt PORT cho đúng.\n`,
    en: `No Kept server answers at port ${port} of this machine. Start it, or set PORT.\n`,
  };
}
