import { code, comments, sources } from "./source.js";

const places = ["contract", "language", "verify", "server", "console", "embed", "sdk", "cli", "tools", "bench"];
const ceiling = 300;

/** Rules for every file, tests too: short enough to read at one sitting, and no way around the compiler. */
export function fileFaults(root: string): string[] {
  return places
    .flatMap((p) => sources(root, p))
    .flatMap(({ path, text }) => {
      const lines = text.split("\n").length - 1;
      const bare = code(text);
      return [
        ...(lines > ceiling ? [`${path}: ${lines} lines, ${ceiling} are the ceiling`] : []),
        ...(/\bas\s+any\b|<any>/.test(bare) ? [`${path}: as any`] : []),
        ...(comments(text).some((c) => /@ts-(ignore|nocheck|expect-error)/.test(c)) ? [`${path}: switches the compiler off`] : []),
      ];
    });
}
