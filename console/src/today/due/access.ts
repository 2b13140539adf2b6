import { listAlarms, listBreakGlass } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { alarmKinds, lines, words } from "../../access/words.js";
import { client } from "../../app/client.js";
import { useSession } from "../../app/session.js";
import { words as today } from "../words.js";
import type { Due } from "./due.js";

/** Alarms that nobody has settled, and requests that wait for a second person: each only where somebody else than who looks is meant. */
export function useAccessDue(): Due[] {
  const { may } = useSession();
  const alarms = useQuery({
    queryKey: ["alarms"],
    queryFn: ({ signal }) => client.call(listAlarms, {}, { signal }),
    enabled: may("watch"),
  });
  const grants = useQuery({
    queryKey: ["break-glass"],
    queryFn: ({ signal }) => client.call(listBreakGlass, {}, { signal }),
    enabled: may("break_glass"),
  });
  const open = alarms.data?.alarms.filter((a) => a.settled_at === null && !a.mine) ?? [];
  const late = open.some((a) => new Date(a.due_at) < new Date());
  const asks = grants.data?.grants.filter((g) => g.state === "asked" && !g.mine) ?? [];
  const due: Due[] = [];
  if (open.length > 0) {
    const [first] = open;
    due.push({
      key: "alarms",
      tone: late ? "broken" : "risk",
      icon: "alert",
      head: open.length === 1 && first ? alarmKinds[first.kind] : words.alarmTitle,
      text: lines.alarms(open.length),
      to: "/$organisation/alarms",
      deed: today.see,
    });
  }
  if (asks.length > 0) {
    due.push({
      key: "break-glass",
      tone: "risk",
      icon: "lock",
      head: words.glassTitle,
      text: lines.asks(asks.length),
      to: "/$organisation/break-glass",
      deed: today.see,
    });
  }
  return due;
}
