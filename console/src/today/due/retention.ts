import { listOccasions, listReviews, sweepStatus } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { useSession } from "../../app/session.js";
import { today } from "../../retention/line.js";
import { lines, words } from "../../retention/words.js";
import type { Due } from "./due.js";

/** Data that waits for its review, dates that are missing, and a sweep that stopped. */
export function useRetentionDue(): Due[] {
  const { may } = useSession();
  const reviews = useQuery({
    queryKey: ["reviews", "today"],
    queryFn: ({ signal }) => client.call(listReviews, { query: { state: "open", limit: 100 } }, { signal }),
    enabled: may("review"),
  });
  const lacking = useQuery({
    queryKey: ["occasions", "today"],
    queryFn: ({ signal }) => client.call(listOccasions, { query: { missing: "true", limit: 100 } }, { signal }),
    enabled: may("review") || may("intake"),
  });
  const sweep = useQuery({
    queryKey: ["retention", "sweep"],
    queryFn: ({ signal }) => client.call(sweepStatus, {}, { signal }),
    enabled: may("review"),
  });
  const due: Due[] = [];
  const there = { to: "/$organisation/retention", deed: words.see } as const;
  const clock = sweep.data?.last?.fault === "clock" || (sweep.data?.clock_seconds ?? 0) > 300;
  if (sweep.data?.stopped || clock) {
    const [head, text] = clock ? [words.clock, words.clockText] : [words.silent, words.silentText];
    due.push({ key: "sweep", tone: "broken", icon: "alert", head, text, ...there });
  }
  const open = reviews.data?.reviews.filter((r) => r.state === "open") ?? [];
  if (open.length > 0) {
    const late = open.filter((r) => r.term < today()).length;
    const text = lines.dueReview(reviews.data?.next ? `${open.length}+` : String(open.length), late);
    const to = "/$organisation/retention";
    due.push({ key: "reviews", tone: late > 0 ? "broken" : "risk", icon: "clock", head: words.dueReview, text, ...there, to });
  }
  const count = lacking.data?.occasions.length ?? 0;
  if (count > 0) {
    const text = lines.dueDates(lacking.data?.next ? `${count}+` : String(count));
    const to = may("review") ? "/$organisation/retention" : "/$organisation/occasions";
    due.push({ key: "dates", tone: "soft", icon: "clock", head: words.dueDates, text, ...there, to });
  }
  return due;
}
