import { readPromises } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import type { Standing } from "../../kit/icon.js";
import { standingWords } from "../../kit/words.js";
import { lines, words } from "../words.js";
import type { Due } from "./due.js";

/** How the promises stand, and what of that waits for someone. */
export function usePromisesDue(): {
  readonly broken: Due[];
  readonly risk: Due[];
  readonly standings: ReadonlyMap<Standing, number> | undefined;
  readonly settled: boolean;
} {
  const board = useQuery({ queryKey: ["promises"], queryFn: ({ signal }) => client.call(readPromises, {}, { signal }) });
  const standings = board.data && tally(board.data.promises);
  const broken = standings?.get("broken") ?? 0;
  const risk = standings?.get("at_risk") ?? 0;
  const there = { to: "/$organisation/promises", deed: words.openPromises } as const;
  return {
    broken:
      broken > 0
        ? [{ key: "broken", tone: "broken", icon: "alert", head: standingWords.broken, text: lines.broken(broken), ...there }]
        : [],
    risk: risk > 0 ? [{ key: "risk", tone: "risk", icon: "clock", head: standingWords.at_risk, text: lines.risk(risk), ...there }] : [],
    standings,
    settled: !board.isPending,
  };
}

function tally(promises: readonly { readonly standing: Standing }[]): ReadonlyMap<Standing, number> {
  const counts = new Map<Standing, number>();
  for (const { standing } of promises) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  return counts;
}
