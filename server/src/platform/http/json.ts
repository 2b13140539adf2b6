import { Refusal } from "../refusal.js";

/** Nothing of ours is nested deeper. */
const deepest = 32;

/**
 * Reads JSON that can be read in one way only (RFC 8259 §4; ASVS 1.5.3). Refuses with `request.malformed` what is nested too deep, names
 * something twice in one object, names `__proto__`, or is no JSON.
 */
export function readJson(text: string): unknown {
  if (!isPlain(text)) throw new Refusal("request.malformed");
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("request.malformed");
  }
}

/** Looks at depth and names in one pass, before anything is built. */
function isPlain(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const ch = text[i];
    if (ch === '"') {
      const end = endOfString(text, i);
      const names = open.at(-1);
      if (names && isName(text, end + 1)) {
        const name = nameOf(text.slice(i, end + 1));
        if (name === undefined || name === '"__proto__"' || names.has(name)) return false;
        names.add(name);
      }
      i = end;
    } else if (ch === "{" || ch === "[") {
      if (open.length === deepest) return false;
      open.push(ch === "{" ? new Set() : undefined);
    } else if (ch === "}" || ch === "]") open.pop();
  }
  return true;
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i;
  }
  return text.length;
}

/** Whether a colon follows: then the string before it is a name. */
function isName(text: string, from: number): boolean {
  let i = from;
  while (text[i] === " " || text[i] === "\n" || text[i] === "\r" || text[i] === "\t") i++;
  return text[i] === ":";
}

/** As JSON reads it: a name may be written with escapes. */
function nameOf(quoted: string): string | undefined {
  if (!quoted.includes("\\")) return quoted;
  try {
    return JSON.stringify(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
