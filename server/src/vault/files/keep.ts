import { createSecretKey, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Db, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { openKeys, readKeys } from "../keys.js";
import { bornKey } from "../persons.js";
import { open, seal } from "../seal.js";
import { vault } from "../state.js";
import { type FileRow, insertFile, selectFiles } from "../store/files.js";
import { FileDamaged, openChunks, sealedSize } from "./chunks.js";
import { fileKeyPlace, fileNamePlace } from "./places.js";
import type { Received } from "./receive.js";
import type { FileKind } from "./sniff.js";

export interface FileOf {
  readonly field: string;
  readonly submissionId: string | null;
  readonly occasionId: string | null;
  readonly at: Date;
}

/** Makes a received file the person's. Answers its id, which a value of a file field holds. Refuses `sealed.erased`. */
export async function keepFile(tx: Tx, person: PersonId, received: Received, of: FileOf): Promise<string> {
  const key = bornKey(tx, person) ?? (await readKeys(tx, [person])).get(person) ?? "sealed.erased";
  if (typeof key === "string") throw new Refusal(key);
  const raw = received.key.export();
  const kept = await insertFile(tx, {
    person_id: person,
    id: received.id,
    field: of.field,
    stored: received.stored,
    type: received.kind,
    size: received.size,
    scan: received.scan,
    key_sealed: seal(key.key, fileKeyPlace(tx.organisation, person, received.id), raw),
    name_sealed: seal(key.key, fileNamePlace(tx.organisation, person, received.id), Buffer.from(received.name)),
    submission_id: of.submissionId,
    occasion_id: of.occasionId,
    received_at: of.at,
    key_version: key.key.version,
  });
  raw.fill(0);
  if (!kept) throw new Refusal("sealed.erased");
  return received.id;
}

/** A file as it is listed: its name opened, its content not. */
export interface HeldFile {
  readonly id: string;
  readonly field: string;
  readonly name: string;
  readonly kind: FileKind;
  /** In bytes. */
  readonly size: number;
  readonly scan: "clean" | "skipped";
  readonly submissionId: string | null;
  readonly occasionId: string | null;
  readonly receivedAt: Date;
}

/** A person's files. Refuses where a name does not open. */
export async function filesOf(db: Db, person: PersonId): Promise<HeldFile[]> {
  const rows = await selectFiles(db, person);
  return Promise.all(rows.map(async (row) => (await opened(db, row)).file));
}

/**
 * Opens a file. The whole of it is verified before its first byte is given out, and each piece again as it is read; at no time does
 * it lie in clear on disk. Refuses `file.unknown`, and `sealed.*` where it is damaged, cut, exchanged, or its person erased.
 */
export async function openFile(db: Db, person: PersonId, id: string): Promise<HeldFile & { readonly content: AsyncIterable<Uint8Array> }> {
  const [row] = await selectFiles(db, person, id);
  if (!row) throw new Refusal("file.unknown");
  const { file, key } = await opened(db, row);
  return { ...file, content: await verifiedContent(db, key, { id, stored: row.stored, size: row.size }) };
}

/** The bytes of a sealed file, all of them verified once before the first is given out. Refuses `sealed.damaged`. */
export async function verifiedContent(
  db: Db,
  key: KeyObject,
  { id, stored, size }: { readonly id: string; readonly stored: string; readonly size: number },
): Promise<AsyncIterable<Uint8Array>> {
  const path = join(vault().data, "files", db.organisation, stored);
  const place = { organisation: db.organisation, id };
  const content = () => openChunks(key, place, createReadStream(path, { highWaterMark: 262_144 }));
  try {
    if ((await stat(path)).size !== sealedSize(size)) throw new FileDamaged("another size");
    for await (const piece of content()) piece.fill(0);
  } catch {
    throw new Refusal("sealed.damaged");
  }
  return content();
}

async function opened(db: Db, row: FileRow): Promise<{ file: HeldFile; key: KeyObject }> {
  const held = (await openKeys(db, [row])).get(row.person_id) ?? "sealed.erased";
  if (typeof held === "string") throw new Refusal(held);
  const raw = open(held.key, fileKeyPlace(db.organisation, row.person_id, row.id), row.key_sealed);
  if ("fault" in raw) throw new Refusal(raw.fault);
  const name = open(held.key, fileNamePlace(db.organisation, row.person_id, row.id), row.name_sealed);
  if ("fault" in name) throw new Refusal(name.fault);
  const key = createSecretKey(raw.plain);
  raw.plain.fill(0);
  const file = {
    id: row.id,
    field: row.field,
    name: name.plain.toString(),
    kind: row.type,
    size: row.size,
    scan: row.scan,
    submissionId: row.submission_id,
    occasionId: row.occasion_id,
    receivedAt: row.received_at,
  };
  return { file, key };
}
