import { record } from "../../evidence/index.js";
import { newId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { inForceNow } from "../../policy/index.js";
import { endKey, insertKey, type KeyRow } from "./store.js";
import { newKeyToken } from "./token.js";

/** Makes an API key with roles of the policy. Its secret is answered here and never again. Refuses `role.unknown`. */
export async function createKey(
  tx: Tx,
  k: Readonly<{ label: string; roles: readonly string[]; by: StaffId | undefined }>,
  now: Date,
): Promise<{ id: string; secret: string }> {
  await refuseUnknownRoles(tx, k.roles);
  const id = newId();
  const { token, hash } = newKeyToken(tx.organisation);
  await insertKey(tx, { ...k, id, hash, at: now });
  const actor = k.by ? ({ kind: "staff", id: k.by } as const) : ({ kind: "system" } as const);
  await record(tx, { type: "identity.key_created", at: now, actor, about: [], detail: { key: id, roles: k.roles } });
  return { id, secret: token };
}

/** Ends an API key. Refuses `key.unknown`. */
export async function revokeKey(tx: Tx, id: string, by: StaffId, now: Date): Promise<KeyRow> {
  const key = await endKey(tx, id, now);
  if (!key) throw new Refusal("key.unknown");
  if (key.ended) {
    await record(tx, { type: "identity.key_revoked", at: now, actor: { kind: "staff", id: by }, about: [], detail: { key: id } });
  }
  return key;
}

/** Roles are those of the policy in force; a later version may drop one, and then it allows nothing. */
export async function refuseUnknownRoles(tx: Tx, roles: readonly string[]): Promise<void> {
  const { policy } = await inForceNow(tx);
  if (roles.some((r) => !Object.hasOwn(policy.roles, r))) throw new Refusal("role.unknown");
}
