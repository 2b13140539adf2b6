import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

export interface Source {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Stands for what a template is filled with. */
export const hole = "$" + "{}";

/** Every TypeScript file under `folder` of `root`, built and installed ones apart. A folder that is not there has none. */
export function sources(root: string, folder: string): Source[] {
  const at = statSync(join(root, folder), { throwIfNoEntry: false });
  if (!at) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "dist" || entry.name === "node_modules" ? [] : sources(root, path);
    if (!/\.(ts|tsx|mts)$/.test(entry.name) || entry.name.endsWith(".d.ts")) return [];
    return [{ path: relative(root, join(root, path)).replaceAll("\\", "/"), text: readFileSync(join(root, path), "utf8") }];
  });
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)test\//.test(path);
}

/** What a file imports or exports from elsewhere, types too, as written; with `values`, only what is there when it runs. */
export function imports(text: string, which: "all" | "values" = "all"): string[] {
  const scanned = scan(text);
  const { strings } = scanned;
  const code =
    which === "all"
      ? scanned.code
      : scanned.code.replace(/((?:^|[\n;])\s*)(?:import|export)\s+type\b(?!\s*,)[^;"'`]*?\bfrom\s*"\d+"/g, "$1");
  const named = /(?:^|[\n;])\s*(?:import|export)\b[^;"'`]*?\bfrom\s*"(\d+)"/g;
  const bare = /(?:^|[\n;])\s*import\s*"(\d+)"/g;
  const dynamic = /\b(?:import|require)\s*\(\s*"(\d+)"/g;
  return [named, bare, dynamic].flatMap((form) => [...code.matchAll(form)].map((m) => strings[Number(m[1])] ?? ""));
}

/** The text of every string and template; `${…}` in a template stands as `${}`. */
export function strings(text: string): readonly string[] {
  return scan(text).strings;
}

export function comments(text: string): readonly string[] {
  return scan(text).comments;
}

/** Code alone: comments gone, each string replaced by its number. */
export function code(text: string): string {
  return scan(text).code;
}

/** Tells code from comments, strings, templates and regular expressions: enough of the grammar for that, and no more. */
function scan(text: string): { code: string; strings: string[]; comments: string[] } {
  const strings: string[] = [];
  const comments: string[] = [];
  let code = "";
  let i = 0;
  const keep = (value: string) => {
    code += `"${strings.length}"`;
    strings.push(value);
  };
  const walk = (until: string) => {
    for (let depth = 0; i < text.length; ) {
      const c = text.charAt(i);
      const two = text.slice(i, i + 2);
      if (two === "//") comment("\n", 0);
      else if (two === "/*") comment("*/", 2);
      else if (c === '"' || c === "'") keep(quoted(c));
      else if (c === "`") template();
      else if (c === "/" && beginsRegExp(code)) i = regExpEnd(text, i);
      else if (c === until && depth === 0) return;
      else {
        if (c === "{") depth++;
        if (c === "}") depth--;
        code += c;
        i++;
      }
    }
  };
  const comment = (end: string, length: number) => {
    const at = text.indexOf(end, i + 2);
    const from = i;
    i = at < 0 ? text.length : at + length;
    comments.push(text.slice(from, i));
  };
  const quoted = (quote: string) => {
    const from = ++i;
    while (i < text.length && text.charAt(i) !== quote && text.charAt(i) !== "\n") i += text.charAt(i) === "\\" ? 2 : 1;
    return text.slice(from, i++);
  };
  const template = () => {
    let value = "";
    i++;
    while (i < text.length && text.charAt(i) !== "`") {
      if (text.startsWith("${", i)) {
        value += hole;
        i += 2;
        walk("}");
        i++;
      } else {
        value += text.slice(i, i + (text.charAt(i) === "\\" ? 2 : 1));
        i += text.charAt(i) === "\\" ? 2 : 1;
      }
    }
    i++;
    keep(value);
  };
  walk("");
  return { code, strings, comments };
}

/** A slash divides after a value and opens a regular expression after anything else. In JSX text, `</` closes a tag. */
function beginsRegExp(code: string): boolean {
  const before = code.trimEnd();
  if (/\b(return|typeof|case|in|of|do|else)$/.test(before)) return true;
  return before === "" || /[(,=:[!&|?{};+*%~^-]$/.test(before) || before.endsWith("=>");
}

function regExpEnd(text: string, from: number): number {
  let inClass = false;
  for (let i = from + 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "\n") return from + 1;
    if (c === "\\") i++;
    else if (c === "[") inClass = true;
    else if (c === "]") inClass = false;
    else if (c === "/" && !inClass) return i + 1;
  }
  return text.length;
}
