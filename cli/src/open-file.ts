import { openAsBlob } from "node:fs";
import { resolve } from "node:path";
import type { Terminal } from "./command.js";

/** A file named on the command line, not read yet; undefined where it cannot be. `openAsBlob` throws at once where there is none. */
export async function openFile(terminal: Terminal, path: string, type: string): Promise<Blob | undefined> {
  try {
    return await openAsBlob(resolve(terminal.folder, path), { type });
  } catch {
    return undefined;
  }
}
