import { readMeasures } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { useSession } from "../../app/session.js";
import { faultOf } from "../../measures/backups-fault.js";
import { words } from "../../measures/backups-words.js";
import type { Due } from "./due.js";

/** A backup or a drill that is older than it should be, for whoever looks after the keys. */
export function useBackupsDue(): Due[] {
  const { may } = useSession();
  const board = useQuery({
    queryKey: ["measures"],
    queryFn: ({ signal }) => client.call(readMeasures, {}, { signal }),
    enabled: may("keys") || may("publish"),
  });
  const fault = board.data && faultOf(board.data.backups);
  if (!fault) return [];
  return [{ key: "backups", ...fault, icon: "shield", to: "/$organisation/measures", deed: words.open }];
}
