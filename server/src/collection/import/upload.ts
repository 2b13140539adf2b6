import { importLimits } from "@kept/contract";
import type { Policy, Touchpoint } from "@kept/language";
import type { By } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { type Database, type Db, type OrganisationId, Refusal, type Tx } from "../../platform/index.js";
import { dropPassing, FileDamaged, holdPassing, openPassing, receivePassing } from "../../vault/index.js";
import { touchpointOf } from "../rules.js";
import { type ImportRow, importById, insertImport } from "./store.js";
import { columnNames, type Format, readRows, TableFault } from "./table/rows.js";

export interface Uploaded {
  readonly id: string;
  readonly touchpoint: string;
  readonly format: Format;
  readonly source: AsyncIterable<Uint8Array>;
  readonly by: Exclude<By, { kind: "person" }>;
  readonly at: Date;
}

/** The touchpoint, where it takes imports. Refuses `touchpoint.unknown`, `touchpoint.channel`. */
export function importingTouchpoint(policy: Policy, name: string): Touchpoint {
  const touchpoint = touchpointOf(policy, name);
  if (!touchpoint.channels.includes("import")) throw new Refusal("touchpoint.channel");
  return touchpoint;
}

/**
 * Receives a file to be imported, sealed as it streams. The same id again is the same import. Refuses what is too large, and a table whose
 * first row does not name its columns; a refused file leaves nothing behind.
 */
export async function uploadImport(database: Database, organisation: OrganisationId, u: Uploaded): Promise<ImportRow> {
  const known = await database.read(organisation, (db) => importById(db, u.id));
  if (known) return known;
  const counted = new Counted(importLimits[u.format]);
  const passing = await receivePassing(organisation, counted.pass(u.source));
  return database
    .write(organisation, async (tx) => {
      const held = await holdPassing(tx, passing);
      const refused = await lookAtNames(tx, u.format, held);
      if (!refused && (await insertImport(tx, { ...u, bytes: counted.size, held }))) {
        await record(tx, {
          type: "import.uploaded",
          at: u.at,
          actor: u.by,
          about: [],
          touchpoint: u.touchpoint,
          detail: { import: u.id, format: u.format, bytes: counted.size },
        });
      } else await dropPassing(tx, held);
      const row = refused ? undefined : await importById(tx, u.id);
      return row ?? refused ?? "import.unreadable";
    })
    .then((row) => {
      if (typeof row === "string") throw new Refusal(row);
      return row;
    });
}

type Unfit = "import.empty" | "import.no_names" | "import.unreadable" | "import.encoding";

async function lookAtNames(tx: Tx, format: Format, held: Parameters<typeof openPassing>[1]): Promise<Unfit | undefined> {
  const names = await namesOf(tx, format, held);
  return typeof names === "string" ? names : undefined;
}

/** Names of the file's columns, or why there are none. */
export async function namesOf(db: Db, format: Format, held: Parameters<typeof openPassing>[1]): Promise<readonly string[] | Unfit> {
  try {
    for await (const row of readRows(format, await openPassing(db, held))) return columnNames(row);
    return "import.empty";
  } catch (error) {
    if (error instanceof TableFault) return error.code;
    if (error instanceof FileDamaged) return "import.unreadable";
    throw error;
  }
}

class Counted {
  size = 0;
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.size += chunk.byteLength;
      if (this.size > this.#most) throw new Refusal("request.too_large");
      yield chunk;
    }
  }
}
