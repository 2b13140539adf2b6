/** What a long work is at: a table or the files, how much of it, and how far the whole is. */
export interface Progress {
  readonly what: string;
  readonly bytes: number;
  readonly percent: number;
}

export type Tell = (progress: Progress) => void;

/** Lines for a terminal or a journal: each change of what it is at, and beside that one a second. */
export function progressLines(write: (line: string) => void): Tell {
  let last = "";
  let at = 0;
  return ({ what, bytes, percent }) => {
    const now = Date.now();
    if (what === last && now - at < 1000 && percent < 100) return;
    if (what === last && percent === 100 && now - at < 100) return;
    last = what;
    at = now;
    write(`  ${String(Math.floor(percent)).padStart(3)} %  ${what.padEnd(24)} ${(bytes / 1_048_576).toFixed(1)} MB\n`);
  };
}
