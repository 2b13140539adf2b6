import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkText, type Finding, type Language, longestPolicy } from "@kept/language";
import type { Command, Terminal } from "./command.js";

/** `kept check FILE`: 0 when the policy publishes, 1 when it does not, 2 when the file cannot be read. */
export const checkCommand: Command = {
  name: "check",
  usage: "FILE [--strict] [--json]",
  text: {
    vi: "Tìm chỗ mâu thuẫn, chỗ thiếu và chỗ muộn hơn luật trong một chính sách.",
    en: "Find what contradicts, what is missing and what is later than the law in a policy.",
  },
  run: check,
};

async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = read(args);
  if (!asked) {
    terminal.err(`kept check ${checkCommand.usage}\n`);
    return 2;
  }
  const { file, strict, json } = asked;
  const text = await load(resolve(terminal.folder, file));
  if (text === null) {
    terminal.err(
      terminal.lang === "vi"
        ? `Không đọc được ${file}. Xem lại tên tệp và quyền đọc.\n`
        : `${file} cannot be read. Look at its name and permissions.\n`,
    );
    return 2;
  }
  const { findings, publishes } = checkText(text, strict);
  if (json) terminal.out(`${JSON.stringify({ file, publishes, strict, findings }, null, 2)}\n`);
  else terminal.out(`${findings.map((f) => line(file, f, terminal.lang)).join("")}${sum(findings, publishes, strict, terminal.lang)}\n`);
  return publishes ? 0 : 1;
}

function read(args: readonly string[]): { file: string; strict: boolean; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { strict: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? null : { file, strict: values.strict, json: values.json };
  } catch {
    return null;
  }
}

/** The file's text, or as much as shows that it is too long. */
async function load(path: string): Promise<string | null> {
  try {
    const handle = await open(path, "r");
    try {
      const buffer = Buffer.alloc(longestPolicy + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) break;
      }
      return buffer.toString("utf8", 0, length).replace(/^\uFEFF/, "");
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

function line(file: string, f: Finding, lang: Language): string {
  const level = { error: { vi: "lỗi", en: "error" }, gap: { vi: "thiếu", en: "gap" } }[f.level][lang];
  const law = f.article ? `  [${f.article[lang]}]\n` : "";
  return `${file}:${f.line}: ${level} ${f.code}\n  ${f.text[lang]}\n${law}  → ${f.mend[lang]}\n\n`;
}

function sum(findings: readonly Finding[], publishes: boolean, strict: boolean, lang: Language): string {
  const errors = findings.filter((f) => f.level === "error").length;
  const gaps = findings.length - errors;
  if (lang === "vi") {
    const end = publishes ? "Công bố được." : strict && errors === 0 ? "Chưa đạt mức chặt (--strict)." : "Chưa công bố được.";
    return `${errors} lỗi, ${gaps} chỗ thiếu. ${end}`;
  }
  const end = publishes ? "It publishes." : strict && errors === 0 ? "It fails --strict." : "It does not publish.";
  return `${errors} ${errors === 1 ? "error" : "errors"}, ${gaps} ${gaps === 1 ? "gap" : "gaps"}. ${end}`;
}
