import { type me, whoAmI } from "@kept/contract";
import { queryOptions } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { z } from "zod";
import { client } from "./client.js";

export type Me = z.output<typeof me>;

/** Who is signed in. Asked for when a screen opens, so that a role that changed shows at the next one. */
export const session = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => client.call(whoAmI, {}, { signal }),
  staleTime: 60_000,
});

interface Session extends Me {
  /** Whether the roles allow a deed of the policy: `find`, `publish`. */
  readonly may: (deed: string) => boolean;
}

const SessionContext = createContext<Me | undefined>(undefined);
export const SessionProvider = SessionContext;

/** The session of the screen around it. */
export function useSession(): Session {
  const found = useContext(SessionContext);
  if (!found) throw new Error("this part of the console needs someone signed in");
  return { ...found, may: (deed) => found.deeds.includes(deed) };
}
