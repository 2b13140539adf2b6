import { createHash } from "node:crypto";
import { type consentAct, readReceipt, readStanding, recordConsent, recordConsents } from "@kept/contract";
import { stringify } from "uuid";
import type { z } from "zod";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { type PersonId, personId, Refusal, type Running } from "../platform/index.js";
import { inForce, type PublishedPolicy } from "../policy/index.js";
import { Consents, Standings } from "./batch.js";
import { answer } from "./give.js";
import { type Receipt, receipt } from "./receipt.js";
import type { Act, Standing } from "./rules.js";
import { standings } from "./standing.js";
import { stop } from "./stop.js";
import { shownIn } from "./words.js";

/** The endpoints of consent. Acts of calls that arrive together share a transaction; questions as well. */
export function consentServed(running: Running, consents = new Consents(running.database)): Served[] {
  const together = new Standings(running.database);
  const record = async (call: ActingCall, person: PersonId, said: Said, place = 0) => {
    const policy = await inForce(running, call.organisation.id);
    const act = await actOf(call, policy, person, said);
    const done = await consents.record(call.organisation.id, { ...act, id: repeatedId(call, [place, act.person, act.purpose, act.act]) });
    return { consent: done.consent, event: done.event, at: done.at.toISOString() };
  };
  return [
    serve(recordConsent, (call, { params, body }) => record(call, personId.parse(params.person), body)),
    serve(recordConsents, async (call, { body }) => ({
      outcomes: await Promise.all(
        body.acts.map(({ person, said }, place) =>
          record(call, personId.parse(person), said, place).then(
            (done) => ({ ok: true as const, ...done }),
            (error: unknown) => {
              if (error instanceof Refusal) return { ok: false as const, code: error.code };
              throw error;
            },
          ),
        ),
      ),
    })),
    serve(readStanding, async (call, { params, query }) => {
      const policy = await inForce(running, call.organisation.id);
      const person = personId.parse(params.person);
      const found =
        query.purpose === undefined
          ? await running.database.read(call.organisation.id, (db) => standings(db, policy, person))
          : [await together.of(call.organisation.id, policy, person, query.purpose)];
      return { person, standings: found.map(standingOut) };
    }),
    serve(readReceipt, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      const person = personId.parse(params.person);
      return receiptOut(await running.database.read(call.organisation.id, (db) => receipt(db, policy, person, params.consent)));
    }),
  ];
}

type Said = z.output<typeof consentAct>;

async function actOf(call: ActingCall, policy: PublishedPolicy, person: PersonId, said: Said): Promise<Act> {
  const from = { person, purpose: said.purpose, at: call.now, method: said.method, by: { kind: call.caller.kind, id: call.caller.id } };
  if (said.act !== "given" && said.act !== "refused") return stop(policy, said.act, from);
  if (said.notice_version !== policy.version) throw new Refusal("notice.stale");
  if (!Object.hasOwn(policy.policy.touchpoints, said.touchpoint)) throw new Refusal("request.invalid");
  if (!Object.hasOwn(policy.policy.purposes, said.purpose)) throw new Refusal("purpose.unknown");
  const shown = await shownIn(policy, said.touchpoint, { purpose: said.purpose }, said.language);
  if (said.shown_digest !== undefined && said.shown_digest !== shown.digest) throw new Refusal("notice.stale");
  return answer(policy, said.act, { ...from, shown, touchpoint: said.touchpoint });
}

/**
 * A call that may be sent again says so by its Idempotency-Key. The act's own id follows from it, so that a repetition finds the
 * act even where the first call's answer was lost with the connection, the process or the database.
 */
function repeatedId(call: ActingCall, what: readonly (string | number)[]): string | undefined {
  const key = call.c.req.header("idempotency-key");
  if (!key) return undefined;
  const digest = createHash("sha256").update(
    JSON.stringify(["consent", call.organisation.id, call.caller.kind, call.caller.id, key, ...what]),
  );
  return stringify(v8(digest.digest()));
}

/** The first 16 bytes as a UUID of one's own making (RFC 9562, version 8). */
function v8(bytes: Buffer): Buffer {
  const id = Buffer.from(bytes.subarray(0, 16));
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return id;
}

function standingOut(s: Standing) {
  return { ...s, since: s.since?.toISOString() ?? null };
}

function receiptOut(r: Receipt) {
  const { purposeText, noticeVersion, controller: _, ...rest } = r;
  return { ...rest, at: r.at.toISOString(), purpose_text: purposeText, notice_version: noticeVersion, withdrawal: [...r.withdrawal] };
}
