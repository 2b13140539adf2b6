import { setTimeout as rest } from "node:timers/promises";
import { type Database, days, enqueue, type OrganisationId, type Tx } from "../platform/index.js";
import { type KeyKind, KeyringFault, keyKinds } from "./keyring/provider.js";
import { renewExport } from "./recovery/export.js";
import { vault } from "./state.js";
import {
  countEpoch,
  insertVaultKey,
  lockOlderKeys,
  lockVaultKey,
  markDestroyed,
  rewrapKeys,
  selectVaultKeys,
  type VaultKeyRow,
} from "./store/keys.js";

export const rewrapTask = "vault.rewrap";

/** Gives an organisation the first key of every kind it lacks. They are in use from this transaction's commit on. */
export async function openOrganisation(tx: Tx, at: Date): Promise<void> {
  const there = new Set((await selectVaultKeys(tx)).map((k) => k.kind));
  for (const kind of keyKinds) if (!there.has(kind)) await nextKey(tx, kind, at);
}

/**
 * Begins a new epoch: from the commit on keys are wrapped under it; the older ones follow in a job, and each older epoch is
 * destroyed when nothing is left under it. What backups can still open is bounded by this interval and the age of the backups.
 */
export async function rotateEpoch(tx: Tx, at: Date): Promise<number> {
  const number = await nextKey(tx, "epoch", at);
  await enqueue(tx, rewrapTask, {}, { key: `${rewrapTask}:${tx.organisation}` });
  return number;
}

/** Begins a new epoch where the newest is `every` days old. Of two that ask at once, one does it. Answers its number, or undefined. */
export async function rotateIfDue(tx: Tx, every: number, at: Date): Promise<number | undefined> {
  const newest = newestOf(await selectVaultKeys(tx), "epoch");
  if (!newest || !isDue(newest, every, at)) return undefined;
  // Whoever else found it due waits here, and then sees the one that was begun.
  await lockVaultKey(tx, "epoch", newest.number);
  if (newestOf(await selectVaultKeys(tx), "epoch")?.number !== newest.number) return undefined;
  return rotateEpoch(tx, at);
}

export function isDue(newest: Pick<VaultKeyRow, "created_at">, every: number, at: Date): boolean {
  return newest.created_at.getTime() + days(every) <= at.getTime();
}

export function newestOf(rows: readonly VaultKeyRow[], kind: KeyKind): VaultKeyRow | undefined {
  return rows
    .filter((k) => k.kind === kind && !k.destroyed_at)
    .reduce<VaultKeyRow | undefined>((a, b) => (a && a.number > b.number ? a : b), undefined);
}

export async function nextKey(tx: Tx, kind: KeyKind, at: Date): Promise<number> {
  const { keys } = vault();
  const { number, check } = await keys.prepare(tx.organisation, kind);
  if (!check) throw new KeyringFault("keys.unreadable", `The new ${kind} key of organisation ${tx.organisation} cannot be read back.`);
  await insertVaultKey(tx, kind, number, check, at);
  tx.afterCommit(async () => {
    await keys.promote(tx.organisation, kind, number);
    // The key is safe in KEPT_KEYS. Where the export cannot be written now, the hourly job writes it, and no older key goes before that.
    await renewKeysExport(at).catch(() => {});
  });
  return number;
}

/** Makes the sealed export of the keys equal to what KEPT_KEYS holds; does nothing where it is, or where there is no recovery key. */
export async function renewKeysExport(at: Date) {
  const { keysFolder, exportsFolder } = vault();
  return renewExport(keysFolder, exportsFolder, at);
}

/** Few enough that whoever is served by this process meanwhile does not notice: so many keys are unwrapped, wrapped and read back in one go. */
const some = 100;

/**
 * Moves every data key to the newest epoch, some at a time, resting as long as it worked, beside all other work; then destroys the older epochs. An epoch goes only
 * after its row is held alone and nothing is counted under it, and after the export without it took the place of the one with it.
 * Killed anywhere, it goes on where it was. `left`: how many keys are still under an older epoch, because somebody held them or they
 * do not open; then it must run again. `keep`: days that an older epoch stays after the next one began, so that a backup from before it is of use
 * until there is one from after it.
 */
export async function rewrap(
  database: Database,
  organisation: OrganisationId,
  at: Date,
  keep = 0,
): Promise<{ moved: number; left: number }> {
  await promoteNamed(database, organisation);
  let moved = 0;
  for (;;) {
    const began = performance.now();
    const step = await database.write(organisation, rewrapSome);
    moved += step.moved;
    if (step.seen < some) break;
    await rest(performance.now() - began);
  }
  const left = await database.write(organisation, (tx) => retireEmptyEpochs(tx, keep, at));
  await destroyRetired(database, organisation, at);
  return { moved, left };
}

/** A process may have died between naming a key in the database and taking it into use. */
export async function promoteNamed(database: Database, organisation: OrganisationId): Promise<void> {
  const { keys } = vault();
  const rows = await database.read(organisation, selectVaultKeys);
  const known = await keys.known(organisation);
  for (const row of rows.filter((r) => !r.destroyed_at)) {
    const pending = known.some((k) => k.kind === row.kind && k.number === row.number && k.state === "pending");
    if (pending) await keys.promote(organisation, row.kind, row.number);
  }
}

async function rewrapSome(tx: Tx): Promise<{ seen: number; moved: number }> {
  const { keys } = vault();
  const newest = newestOf(await selectVaultKeys(tx), "epoch")?.number ?? 0;
  const rows = await lockOlderKeys(tx, newest, some);
  if (rows.length === 0) return { seen: 0, moved: 0 };
  const opened = await keys.unwrap(
    tx.organisation,
    rows.map((r) => ({ person: r.person_id, version: r.version, epoch: r.epoch, wrapped: r.wrapped })),
  );
  // One that does not open is left where it is: it keeps its epoch from being destroyed, and the at-rest check names it.
  const sound = rows.flatMap((row, i) => {
    const answer = opened[i];
    return answer && "key" in answer ? [{ person: row.person_id, key: answer.key }] : [];
  });
  if (sound.length === 0) throw new KeyringFault("keys.wrong", `No key of an older epoch of organisation ${tx.organisation} opens.`);
  keys.refresh(tx.organisation);
  const wrapped = await keys.wrap(tx.organisation, sound);
  if (wrapped.some((w) => w.epoch !== newest))
    throw new KeyringFault("keys.missing", `Epoch ${newest} of organisation ${tx.organisation} is not in use in KEPT_KEYS.`);
  // Read back before the only other copy is overwritten.
  const again = await keys.unwrap(
    tx.organisation,
    sound.map((s, i) => ({ person: s.person, version: s.key.version, epoch: newest, wrapped: wrapped[i]?.wrapped ?? Buffer.alloc(0) })),
  );
  for (const [i, s] of sound.entries()) {
    const answer = again[i];
    if (!answer || !("key" in answer) || !answer.key.key.equals(s.key.key))
      throw new KeyringFault(
        "keys.wrong",
        `A key of organisation ${tx.organisation} does not open under epoch ${newest}. Nothing was moved.`,
      );
  }
  const written = await rewrapKeys(
    tx,
    newest,
    sound.map((s, i) => ({ person_id: s.person, version: s.key.version, wrapped: wrapped[i]?.wrapped ?? Buffer.alloc(0) })),
  );
  return { seen: rows.length, moved: written };
}

/** Takes the epochs that nothing is wrapped under, but the newest, out of use. Answers how many keys keep the others. */
async function retireEmptyEpochs(tx: Tx, keep: number, at: Date): Promise<number> {
  const epochs = (await selectVaultKeys(tx)).filter((k) => k.kind === "epoch");
  let left = 0;
  for (const { number } of epochs.filter((k) => !k.destroyed_at)) {
    const next = epochs.find((k) => k.number > number);
    if (!next) continue;
    await lockVaultKey(tx, "epoch", number);
    const under = await countEpoch(tx, number);
    left += under;
    if (under === 0 && isDue(next, keep, at)) await markDestroyed(tx, "epoch", number, at);
  }
  return left;
}

/**
 * Destroys what the database has given up: first out of use, so that an export made from now on is without it; then that export, in the
 * place of every one before; then the key. Where the export cannot be written the key stays, unused, until it can.
 */
export async function destroyRetired(database: Database, organisation: OrganisationId, at: Date, kind: KeyKind = "epoch"): Promise<void> {
  const { keys } = vault();
  const rows = await database.read(organisation, selectVaultKeys);
  const known = await keys.known(organisation);
  const due = rows.filter(
    (r) => r.kind === kind && r.destroyed_at && known.some((k) => k.kind === r.kind && k.number === r.number && k.state !== "destroyed"),
  );
  if (due.length === 0) return;
  for (const row of due) await keys.retire(organisation, row.kind, row.number, row.destroyed_at ?? at);
  await renewKeysExport(at);
  for (const row of due) await keys.destroy(organisation, row.kind, row.number, row.destroyed_at ?? at);
}
