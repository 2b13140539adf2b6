/** What a long work is at: a table or the files, how much of it, and how far the whole is. */
export interface Progress {
  readonly what: string;
  readonly bytes: number;
  readonly percent: number;
}

export type Tell = (progress: Progress) => void;

/** Lines for a terminal or a journal: one for each twentieth of the way, one a second beside, and the last. */
export function progressLines(write: (line: string) => void): Tell {
  let last = { percent: -5, at: 0 };
  return ({ what, bytes, percent }) => {
    const now = Date.now();
    const begun = percent < last.percent;
    if (!begun && percent - last.percent < (percent < 100 ? 5 : 0.1) && now - last.at < 1000) return;
    last = { percent, at: now };
    write(`  ${String(Math.floor(percent)).padStart(3)} %  ${what.padEnd(24)} ${(bytes / 1_048_576).toFixed(1)} MB\n`);
  };
}
