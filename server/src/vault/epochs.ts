import { type Database, enqueue, type OrganisationId, type Tx } from "../platform/index.js";
import { KeyringFault, keyKinds } from "./keyring/provider.js";
import { vault } from "./state.js";
import { countEpoch, insertVaultKey, lockOlderKeys, lockVaultKey, markDestroyed, rewrapKeys, selectVaultKeys } from "./store/keys.js";

export const rewrapTask = "vault.rewrap";

/** Gives an organisation its first keys. Once it has them, does nothing. They are in use from this transaction's commit on. */
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

async function nextKey(tx: Tx, kind: "epoch" | "index", at: Date): Promise<number> {
  const { keys } = vault();
  const { number, check } = await keys.prepare(tx.organisation, kind);
  if (!check) throw new KeyringFault("keys.unreadable", `The new ${kind} key of organisation ${tx.organisation} cannot be read back.`);
  await insertVaultKey(tx, kind, number, check, at);
  tx.afterCommit(() => keys.promote(tx.organisation, kind, number));
  return number;
}

const some = 500;

/**
 * Moves every data key to the newest epoch, some at a time, beside all other work; then destroys the older epochs. An epoch goes only
 * after its row is held alone and nothing is counted under it. Killed anywhere, it goes on where it was. `left`: how many keys are still
 * under an older epoch, because somebody held them or they do not open; then it must run again.
 */
export async function rewrap(database: Database, organisation: OrganisationId, at: Date): Promise<{ moved: number; left: number }> {
  let moved = 0;
  for (;;) {
    const step = await database.write(organisation, rewrapSome);
    moved += step.moved;
    if (step.seen < some) break;
  }
  return { moved, left: await database.write(organisation, (tx) => destroyEmptyEpochs(tx, at)) };
}

async function rewrapSome(tx: Tx): Promise<{ seen: number; moved: number }> {
  const { keys } = vault();
  const newest = Math.max(0, ...(await selectVaultKeys(tx)).filter((k) => k.kind === "epoch" && !k.destroyed_at).map((k) => k.number));
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
  const epoch = wrapped[0]?.epoch ?? 0;
  const written = await rewrapKeys(
    tx,
    epoch,
    sound.map((s, i) => ({ person_id: s.person, version: s.key.version, wrapped: wrapped[i]?.wrapped ?? Buffer.alloc(0) })),
  );
  return { seen: rows.length, moved: written };
}

/** Destroys the epochs that nothing is wrapped under, but the newest. Answers how many keys keep the others. */
async function destroyEmptyEpochs(tx: Tx, at: Date): Promise<number> {
  const { keys } = vault();
  const epochs = (await selectVaultKeys(tx)).filter((k) => k.kind === "epoch" && !k.destroyed_at).map((k) => k.number);
  const newest = Math.max(...epochs);
  let left = 0;
  for (const number of epochs.filter((n) => n < newest)) {
    await lockVaultKey(tx, "epoch", number);
    const under = await countEpoch(tx, number);
    left += under;
    if (under > 0) continue;
    await markDestroyed(tx, "epoch", number, at);
    tx.afterCommit(() => keys.destroy(tx.organisation, "epoch", number, at));
  }
  return left;
}
