import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";

/**
 * The 24 words of the recovery key: from a file, from what is piped in, or typed where a person sits, unseen. Never from the command line,
 * which other users of the machine can read.
 */
export async function readWords(file: string | undefined): Promise<string> {
  if (file !== undefined && file !== "-") return readFile(file, "utf8");
  if (!process.stdin.isTTY) return text(process.stdin);
  process.stderr.write("The 24 words of the recovery key (they do not show as you type), then Enter:\n");
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  return new Promise((resolve) =>
    lines.once("line", (line) => {
      lines.close();
      resolve(line);
    }),
  );
}
