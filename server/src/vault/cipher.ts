import type { Db } from "../platform/index.js";
import { newKey } from "./keys.js";
import { sealedSample } from "./sample.js";
import { cipherName, open, seal, sealFormat, sealOverhead } from "./seal.js";

/** What sealing does on this machine at this moment, and how stored values begin. */
export interface CipherFound {
  readonly cipher: string;
  /** A value sealed now opens to itself; one bit turned, another place or another key, and it does not. */
  readonly holds: boolean;
  readonly sampled: number;
  /** Ids of sampled values whose header is not that of the seal in force. */
  readonly strange: readonly string[];
}

/** Seals and opens a value of no one, tries to open it falsely, and reads the headers of `size` stored values. Opens none of them. */
export async function cipherInForce(db: Db, size = 200): Promise<CipherFound> {
  const key = newKey(1);
  const place = { organisation: db.organisation, table: "probe", person: "probe", field: "probe", id: "probe" };
  const plain = Buffer.from("Kept probes its own seal.");
  const sealed = seal(key, place, plain);
  const turned = Buffer.from(sealed);
  turned.writeUInt8(turned.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
  const opened = open(key, place, sealed);
  const holds =
    "plain" in opened &&
    opened.plain.equals(plain) &&
    !sealed.includes(plain) &&
    "fault" in open(key, place, turned) &&
    "fault" in open(key, { ...place, person: "another" }, sealed) &&
    "fault" in open(newKey(1), place, sealed);
  const rows = await sealedSample(db, size);
  const strange = rows
    .filter((r) => r.sealed.length <= sealOverhead || r.sealed[0] !== sealFormat || r.sealed.readUInt32BE(1) < 1)
    .map((r) => r.id);
  return { cipher: cipherName, holds, sampled: rows.length, strange };
}
