import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../app/session.js";
import { dueIn, todayHere } from "../../authorities/due.js";
import { orders } from "../../authorities/orders.js";
import { words } from "../../authorities/words.js";
import type { Due } from "./due.js";

/** Demands of state bodies that are not answered: late is broken, near is a risk. */
export function useAuthoritiesDue(): Due[] {
  const { may } = useSession();
  const list = useQuery({ ...orders, enabled: may("authority") });
  const waiting = list.data?.orders.filter((o) => o.state !== "answered") ?? [];
  const [first] = waiting;
  if (!first) return [];
  const due = dueIn(first.reply_by, todayHere());
  const text = {
    vi: `${waiting.length} yêu cầu chờ trả lời; gần nhất ${due.text.vi}.`,
    en: `${waiting.length} to answer; the next: ${due.text.en}.`,
  };
  const tone = due.tone === "red" ? "broken" : due.tone === "amber" ? "risk" : "soft";
  return [{ key: "authorities", tone, icon: "seal", head: words.title, text, to: "/$organisation/authorities", deed: words.openList }];
}
