import { occasionPeople, readReview } from "@kept/contract";
import { type Actor, refused } from "../../evidence/index.js";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { personId, Refusal, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import type { Content } from "../../vault/index.js";
import { peopleIn } from "./people.js";
import { readForReview } from "./read.js";

/** What whoever reviews sees of people: the value to decide on, and who takes part in an occasion. */
export function reviewingServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(readReview, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      const { caller, now } = call;
      const fresh = caller.kind === "staff" && caller.fresh;
      const asked = { person: personId.parse(params.person), review: params.review, actor: actorOf(call), fresh, now };
      const { event, values } = await onRecord(running, call, params.review, () =>
        database.write(call.organisation.id, (tx) => readForReview(tx, policy, asked)),
      );
      return {
        event,
        values: values.map((v) => ({
          id: v.id,
          ...(v.content === null ? {} : { value: textOf(v.content) }),
          purposes: [...v.purposes],
          touchpoint: v.touchpoint,
          collected_at: v.collectedAt.toISOString(),
        })),
      };
    }),
    serve(occasionPeople, async (call, { params }) => {
      const policy = await inForce(running, call.organisation.id);
      const asked = { ...params, actor: actorOf(call), now: call.now };
      return database.write(call.organisation.id, (tx) => peopleIn(tx, policy, asked));
    }),
  ];
}

/** A reading that was refused is an event too, after the rollback; about nobody, as the line may be none of theirs. */
async function onRecord<T>(running: Running, call: ActingCall, review: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      const detail = { what: "reviews.read", review, code: error.code };
      await refused(running.database, call.organisation.id, {
        type: "review.refused",
        at: call.now,
        actor: actorOf(call),
        about: [],
        detail,
      });
    }
    throw error;
  }
}

function actorOf({ caller }: ActingCall): Actor {
  return caller.kind === "staff" ? { kind: "staff", id: caller.id, role: caller.roles.join(",") } : { kind: "key", id: caller.id };
}

/** A value as one text, in its normal form. */
function textOf(content: Content): string {
  return typeof content === "object" ? Object.values(content).join(", ") : String(content);
}
