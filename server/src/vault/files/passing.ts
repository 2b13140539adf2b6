import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Db, OrganisationId, PersonId, Tx } from "../../platform/index.js";
import { isErrno, makeFolder } from "../keyring/durable.js";
import { openFor, sealFor } from "../other.js";
import { createHolder } from "../persons.js";
import { vault } from "../state.js";
import { deleteKey } from "../store/keys.js";
import { FileDamaged, openChunks, sealChunks } from "./chunks.js";
import { noRoom } from "./room.js";

/** A file that only passes through (a table to be imported), sealed on disk under a key of its own. */
export interface Passing {
  readonly stored: string;
  readonly key: KeyObject;
}

/** What a domain keeps of it in a row: without the holder's key the file never opens again. */
export interface HeldPassing {
  readonly stored: string;
  readonly holder: PersonId;
  readonly keySealed: Uint8Array;
}

const folderOf = (organisation: OrganisationId) => join(vault().data, "passing", organisation);
const at = (stored: string) => ({ table: "passing", field: "key", id: stored });

/** Receives a stream into a sealed file, never in clear on disk. One that fails leaves nothing behind; a full disk refuses `file.no_space`. Call it outside a transaction. */
export async function receivePassing(organisation: OrganisationId, source: AsyncIterable<Uint8Array>): Promise<Passing> {
  const stored = randomBytes(16).toString("hex");
  const key = createSecretKey(randomBytes(32));
  const folder = folderOf(organisation);
  await makeFolder(folder);
  const file = await open(join(folder, stored), "wx", 0o600);
  try {
    for await (const piece of sealChunks(key, { organisation, id: stored }, source)) await file.appendFile(piece);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(join(folder, stored), { force: true });
    throw noRoom(error);
  }
  return { stored, key };
}

/** Gives the file's key to a holder of its own, in the transaction of the row that speaks of it. */
export async function holdPassing(tx: Tx, { stored, key }: Passing): Promise<HeldPassing> {
  const holder = await createHolder(tx);
  const [keySealed] = await sealFor(tx, holder, [{ at: at(stored), bytes: key.export() }]);
  if (!keySealed) throw new Error("one was asked for");
  return { stored, holder, keySealed };
}

/** Its bytes, each verified before it is given out. Throws `FileDamaged` where the file or its key is gone or changed. */
export async function openPassing(db: Db, held: HeldPassing): Promise<AsyncIterable<Uint8Array>> {
  const [opened] = await openFor(db, held.holder, [{ at: at(held.stored), sealed: held.keySealed }]);
  if (!opened || "fault" in opened) throw new FileDamaged("its key is gone");
  const source = createReadStream(join(folderOf(db.organisation), held.stored), { highWaterMark: 262_144 });
  return missingIsDamaged(openChunks(createSecretKey(opened.plain), { organisation: db.organisation, id: held.stored }, source));
}

/** Destroys the key with the transaction, and the file behind it. */
export async function dropPassing(tx: Tx, held: Pick<HeldPassing, "stored" | "holder">): Promise<void> {
  await deleteKey(tx, held.holder);
  const { organisation } = tx;
  tx.afterCommit(() => {
    vault().cache.drop(organisation, held.holder);
    return rm(join(folderOf(organisation), held.stored), { force: true }).catch(() => {});
  });
}

/** Removes what no row speaks of, a day after it came. `known` are the names that rows have. */
export async function sweepPassing(organisation: OrganisationId, known: ReadonlySet<string>, now: Date): Promise<void> {
  const folder = folderOf(organisation);
  try {
    for await (const entry of await opendir(folder)) {
      if (known.has(entry.name)) continue;
      const { mtimeMs } = await stat(join(folder, entry.name));
      if (now.getTime() - mtimeMs >= 86_400_000) await rm(join(folder, entry.name), { force: true });
    }
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error;
  }
}

async function* missingIsDamaged(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    throw isErrno(error, "ENOENT") ? new FileDamaged("the file is gone") : error;
  }
}
