import { Refused } from "@kept/sdk";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { session } from "./session.js";

/** A session that ended while a screen was open: the shell asks who is there, and so comes to sign-in. */
const signedOut = (error: unknown) => {
  if (error instanceof Refused && error.code === "access.signed_out") void queries.resetQueries({ queryKey: session.queryKey });
};

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== "session" && signedOut(error) }),
  mutationCache: new MutationCache({ onError: signedOut }),
  // The client itself tries again where that may help; a refusal is final.
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false }, mutations: { retry: false } },
});
