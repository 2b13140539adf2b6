import type { Language } from "@kept/language";
import type { Terminal } from "./command.js";
import { commands } from "./commands.js";

type Surroundings = Omit<Terminal, "lang">;

/**
 * Runs `kept` with its arguments and gives the exit code. `--lang vi|en` may stand anywhere;
 * without it the terminal's LC_ALL, LC_MESSAGES or LANG decides, and English where they name neither.
 */
export async function run(argv: readonly string[], around: Surroundings): Promise<number> {
  const { lang, rest } = language(argv, around.env);
  const terminal: Terminal = { ...around, lang };
  const [name, ...args] = rest;
  const command = commands.find((c) => c.name === name);
  if (!command) {
    const asked = name === undefined || name === "help" || name === "--help" || name === "-h";
    (asked ? terminal.out : terminal.err)(help(lang, asked ? undefined : name));
    return asked ? 0 : 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    terminal.out(`kept ${command.name} ${command.usage}\n${command.text[lang]}\n`);
    return 0;
  }
  return command.run(args, terminal);
}

function language(argv: readonly string[], env: Surroundings["env"]): { lang: Language; rest: string[] } {
  const rest: string[] = [];
  let asked: string | undefined;
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? "";
    if (arg === "--lang") asked = argv[++i];
    else if (arg.startsWith("--lang=")) asked = arg.slice("--lang=".length);
    else rest.push(arg);
  }
  const told = asked ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "";
  return { lang: told.toLowerCase().startsWith("vi") ? "vi" : "en", rest };
}

function help(lang: Language, unknown: string | undefined): string {
  const widest = Math.max(...commands.map((c) => `${c.name} ${c.usage}`.length));
  const rows = commands.map((c) => `  kept ${`${c.name} ${c.usage}`.padEnd(widest)}  ${c.text[lang]}`);
  const complaint = lang === "vi" ? `Không có lệnh “${unknown}”.\n\n` : `There is no command “${unknown}”.\n\n`;
  const end = lang === "vi" ? "  --lang vi|en chọn ngôn ngữ." : "  --lang vi|en chooses the language.";
  return `${unknown === undefined ? "" : complaint}${rows.join("\n")}\n\n${end}\n`;
}
