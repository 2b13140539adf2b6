import type { Both, Language } from "@kept/language";

/** Where a command reads and writes, so that it runs in tests as it does in a terminal. */
export type Terminal = Readonly<{
  lang: Language;
  /** Folder that relative paths start from. */
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  out: (text: string) => void;
  err: (text: string) => void;
}>;

/** One command of `kept`. `run` gives the exit code: 0 done, 1 the answer is no, 2 asked wrongly. */
export type Command = Readonly<{
  name: string;
  /** What follows the name on the command line. */
  usage: string;
  text: Both;
  run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}>;
