import {
  discardPolicyDraft,
  listPolicyVersions,
  publishPolicy,
  readPolicyDraft,
  readPolicyInForce,
  readPolicyVersion,
  savePolicyDraft,
  touchedByPolicy,
} from "@kept/contract";
import type { Actor } from "../evidence/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { type Db, Refusal, type Running } from "../platform/index.js";
import { discardDraft, saveDraft } from "./draft.js";
import { inForceNow } from "./in-force.js";
import { publish } from "./publish.js";
import { type DraftRow, draftRow, newestVersion, type VersionHead, versionHeads, versionRow } from "./store.js";
import { type Given, touches } from "./touches.js";

/** The endpoints of the policy. `given`: how many persons' consent to a purpose stands; consent comes later in the order. */
export function policyServed(running: Running, given: Given): Served[] {
  const read = <T>(call: ActingCall, ask: (db: Db) => Promise<T>) => running.database.read(call.organisation.id, ask);
  return [
    serve(readPolicyInForce, (call) =>
      read(call, async (db) => {
        const [row, { policy }] = [await newestVersion(db), await inForceNow(db)];
        if (!row) throw new Refusal("organisation.unknown");
        return { ...headOf(row), policy };
      }),
    ),
    serve(listPolicyVersions, (call) => read(call, async (db) => ({ versions: (await versionHeads(db)).map(headOf) }))),
    serve(readPolicyVersion, (call, { params }) =>
      read(call, async (db) => {
        const row = await versionRow(db, params.version);
        if (!row) throw new Refusal("policy.version_unknown");
        return { ...headOf(row), source: row.source };
      }),
    ),
    serve(readPolicyDraft, (call) =>
      read(call, async (db) => {
        const row = await draftRow(db);
        return { draft: row ? draftOf(row) : null };
      }),
    ),
    serve(savePolicyDraft, async (call, { body }) =>
      draftOf(await running.database.write(call.organisation.id, (tx) => saveDraft(tx, { ...body, by: actorOf(call), now: call.now }))),
    ),
    serve(discardPolicyDraft, async (call, { body }) => {
      await running.database.write(call.organisation.id, (tx) => discardDraft(tx, body.over, actorOf(call), call.now));
      return { done: true as const };
    }),
    serve(touchedByPolicy, (call, { body }) => read(call, (db) => touches(db, body.source, given))),
    serve(publishPolicy, (call, { body }) =>
      running.database.write(call.organisation.id, async (tx) => {
        await publish(tx, { ...body, by: actorOf(call), now: call.now });
        const row = await newestVersion(tx);
        if (!row) throw new Error("what was just published is there");
        return headOf(row);
      }),
    ),
  ];
}

function actorOf({ caller }: ActingCall): Actor {
  return caller.kind === "staff" ? { kind: "staff", id: caller.id } : { kind: "key", id: caller.id };
}

function headOf({ version, digest, published_at, published_by, note }: VersionHead) {
  return { version, digest, published_at: published_at.toISOString(), published_by, note };
}

function draftOf(row: DraftRow) {
  return { ...row, saved_at: row.saved_at.toISOString() };
}
