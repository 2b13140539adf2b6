import { readPolicyInForce } from "@kept/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "./client.js";

/** The policy in force, for the words of every screen. */
export const policyInForce = queryOptions({
  queryKey: ["policy", "in-force"],
  queryFn: ({ signal }) => client.call(readPolicyInForce, {}, { signal }),
  staleTime: 5 * 60_000,
});
