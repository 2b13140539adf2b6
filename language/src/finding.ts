import type { Both } from "./schema/words.js";

/** `error` does not publish; `gap` publishes and stays visible. */
export type Level = "error" | "gap";

/** Something wrong or missing in a policy, where it is, and what to do about it. */
export type Finding = Readonly<{
  level: Level;
  /** Stable, dotted: `field.no_purpose`. */
  code: string;
  /** Where in the file, dotted: `touchpoints.register.fields.email`. */
  path: string;
  /** Line of that place in the text, from 1. */
  line: number;
  text: Both;
  mend: Both;
  /** The article that binds, where law does. */
  article?: Both;
}>;

/** A finding before its line is known. */
export type Fault = Omit<Finding, "line">;

/** Line of each place in the text, by dotted path; `""` is the whole file. */
export type Lines = ReadonlyMap<string, number>;

/** Line of a path, or of the nearest thing around it, or 1. */
export function lineOf(lines: Lines, path: string): number {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return lines.get("") ?? 1;
}

/** Gives each fault its line and sorts by it. */
export function locate(faults: readonly Fault[], lines: Lines): Finding[] {
  return faults
    .map((fault) => ({ ...fault, line: lineOf(lines, fault.path) }))
    .sort((a, b) => a.line - b.line || compare(a.path, b.path) || compare(a.code, b.code));
}

/** A fault that stops publishing. */
export function error(code: string, path: string, text: Both, mend: Both, article?: Both): Fault {
  return fault("error", code, path, text, mend, article);
}

/** A fault that stays visible. */
export function gap(code: string, path: string, text: Both, mend: Both, article?: Both): Fault {
  return fault("gap", code, path, text, mend, article);
}

function fault(level: Level, code: string, path: string, text: Both, mend: Both, article?: Both): Fault {
  return article ? { level, code, path, text, mend, article } : { level, code, path, text, mend };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
