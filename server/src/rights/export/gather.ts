import { type Receipt, receipts } from "../../consent/index.js";
import { type Db, type PersonId, Refusal } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type HeldFile, openFile } from "../../vault/index.js";
import { type Holdings, holdingsOf } from "../held.js";

export type OpenFile = HeldFile & { readonly content: AsyncIterable<Uint8Array> };

/** What a copy is made from: all that is held, opened, and the receipts. The timeline is read as it is written. */
export interface Gathered {
  readonly held: Holdings;
  readonly receipts: readonly Receipt[];
  /** Their content is verified here and opened again, piece by piece, when it is written. */
  readonly files: readonly OpenFile[];
}

/** Gathers everything. Refuses `sealed.key_gone` where nothing can be opened: half a copy would pass for the whole. */
export async function gather(db: Db, policy: PublishedPolicy, person: PersonId, now: Date): Promise<Gathered> {
  const held = await holdingsOf(db, policy, person, now);
  if (held.closed || held.values.some((v) => "fault" in v.value && v.value.fault !== "sealed.erased")) throw new Refusal("sealed.key_gone");
  const said: Receipt[] = [];
  for (const p of held.persons) said.push(...(await receipts(db, policy, p)));
  const files: OpenFile[] = [];
  for (const f of held.files) files.push(await openFile(db, f.person, f.id));
  return { held, receipts: said, files };
}
