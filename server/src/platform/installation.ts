import type { Database } from "./database.js";

/** Which installation a database belongs to, and what its key root must answer with. */
export interface Installation {
  readonly id: string;
  readonly check: Buffer;
}

/** Undefined in a database that was never opened with keys. */
export async function readInstallation(database: Database): Promise<Installation | undefined> {
  return (await database.query<Installation & { [column: string]: unknown }>('select id, key_check as "check" from installation'))[0];
}

/** Names the installation once; where another process was faster, its name stays. */
export async function nameInstallation(database: Database, named: Installation, at: Date): Promise<void> {
  await database.query("insert into installation (id, key_check, created_at) values ($1, $2, $3) on conflict do nothing", [
    named.id,
    named.check,
    at,
  ]);
}
