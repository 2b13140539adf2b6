import { listMessages } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { useSession } from "../../app/session.js";
import { states } from "../../outbox/words.js";
import { lines, words } from "../words.js";
import type { Due } from "./due.js";

/** Mail that could not be sent. */
export function useOutboxDue(): Due[] {
  const { may } = useSession();
  const failed = useQuery({
    queryKey: ["messages", "today"],
    queryFn: ({ signal }) => client.call(listMessages, { query: { state: "failed", limit: 100 } }, { signal }),
    enabled: may("outbox"),
  });
  const count = failed.data?.messages.length ?? 0;
  if (count === 0) return [];
  const text = lines.failed(failed.data?.next ? `${count}+` : String(count));
  return [{ key: "failed", tone: "broken", icon: "mail", head: states.failed, text, to: "/$organisation/outbox", deed: words.openOutbox }];
}
