import type { Config } from "../config.js";
import { findRunning, startEmbedded } from "../embedded.js";

/** A database that a command may work on, and how to let go of it. */
export interface Reached {
  readonly url: string;
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/**
 * The installation's database for a command beside the server: the one in DATABASE_URL, the embedded one that a running server keeps, or
 * that same one started for the time being.
 */
export async function reachDatabase(config: Config, tell: (line: string) => void): Promise<Reached> {
  if (config.databaseUrl) {
    return { url: config.databaseUrl, ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl, close: async () => {} };
  }
  const running = await findRunning(config.data, config.keys);
  if (running) return { url: running.url, ownerUrl: running.ownerUrl, close: async () => {} };
  const started = await startEmbedded(config.data, config.keys, [], tell);
  return { url: started.url, ownerUrl: started.ownerUrl, close: started.stop };
}
