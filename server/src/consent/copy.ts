import { record } from "../evidence/index.js";
import type { PersonId, Tx } from "../platform/index.js";
import { copyRestrictions } from "./restriction/store.js";
import { appendActs } from "./store.js";
import { copyWaiting } from "./store-stops.js";

/** A newcomer turned out to be a person we know: what they answered now stands with that person, after what stood before. */
export async function copyActs(tx: Tx, from: PersonId, to: PersonId, at: Date): Promise<void> {
  await copyRestrictions(tx, from, to);
  const count = await appendActs(tx, from, to);
  if (count === 0) return;
  await copyWaiting(tx, from, to);
  await record(tx, { type: "consent.joined", at, actor: { kind: "system" }, about: [to, from], detail: { acts: count } });
}
