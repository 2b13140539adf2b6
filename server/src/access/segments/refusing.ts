import { refused } from "../../evidence/index.js";
import type { ActingCall } from "../../platform/http/index.js";
import { Refusal, type Running } from "../../platform/index.js";

/** A question that may not be asked is refused, and the refusal is an event after the rollback; one that is not there is only answered so. */
export async function telling<T>(
  running: Pick<Running, "database">,
  call: ActingCall,
  purpose: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && (error.code.startsWith("segment.") || error.code === "read.role") && error.code !== "segment.unknown") {
      await refused(running.database, call.organisation.id, {
        type: "segment.refused",
        at: call.now,
        actor: { kind: call.caller.kind, id: call.caller.id },
        about: [],
        purpose,
        detail: { code: error.code },
      });
    }
    throw error;
  }
}
