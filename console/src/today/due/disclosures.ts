import { listDisclosures } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { useSession } from "../../app/session.js";
import { states, words } from "../../disclosures/words.js";
import type { Due } from "./due.js";

/** Disclosures that wait for a second person: never one's own. */
export function useDisclosuresDue(): Due[] {
  const { may } = useSession();
  const waiting = useQuery({
    queryKey: ["disclosures", "today"],
    queryFn: ({ signal }) => client.call(listDisclosures, { query: { state: "waiting", limit: 100 } }, { signal }),
    enabled: may("disclose"),
  });
  const count = waiting.data?.disclosures.filter((row) => row.state === "waiting" && !row.own).length ?? 0;
  if (count === 0) return [];
  const text = { vi: `${count} ${words.dueText.vi}.`, en: `${count} ${words.dueText.en}.` };
  return [
    { key: "disclosures", tone: "risk", icon: "send", head: states.waiting, text, to: "/$organisation/disclosures", deed: words.openList },
  ];
}
