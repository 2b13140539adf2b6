import { z } from "zod";
import { policy } from "./schema/policy.js";

/** The JSON Schema (2020-12) of the policy file as an editor meets it: before defaults are filled in. */
export function policySchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(policy, { io: "input", reused: "ref" }),
    title: "Kept policy, language 1",
  };
}
