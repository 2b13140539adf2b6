import { createReadStream } from "node:fs";
import { isErrno } from "../keyring/durable.js";

/** A line of a file as it lies there, and where the next one begins. */
export interface Line {
  readonly text: string;
  /** In bytes, from the start of the file. */
  readonly end: number;
}

/** The whole lines of a file from a byte on, in constant memory; what follows the last line break is not one yet. A file that is not there has none. */
export async function* linesFrom(path: string, start: number): AsyncGenerator<Line> {
  let held: Buffer = Buffer.alloc(0);
  let end = start;
  try {
    for await (const bytes of createReadStream(path, { start, highWaterMark: 262_144 })) {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      let from = 0;
      for (let at = held.indexOf(10); at >= 0; at = held.indexOf(10, from)) {
        end += at + 1 - from;
        yield { text: held.toString("utf8", from, at), end };
        from = at + 1;
      }
      held = held.subarray(from);
      // No entry is this long: what is, is rot, and must not fill the memory.
      if (held.length > 65_536) {
        end += held.length;
        yield { text: "?", end };
        held = Buffer.alloc(0);
      }
    }
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error;
  }
}
