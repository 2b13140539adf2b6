import { listMessages, readPolicyDraft, readPolicyVersion, readPromises } from "@kept/contract";
import { checkText } from "@kept/language";
import { useQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSession } from "../app/session.js";
import type { IconName, Standing } from "../kit/icon.js";
import type { Both } from "../kit/language.js";
import { standingWords } from "../kit/words.js";
import { states } from "../outbox/words.js";
import { words as policyWords } from "../policy/words.js";
import { lines, words } from "./words.js";

export interface Due {
  readonly key: string;
  readonly tone: "broken" | "risk" | "soft";
  readonly icon: IconName;
  readonly head: Both;
  readonly text: Both;
  readonly to: "/$organisation/promises" | "/$organisation/outbox" | "/$organisation/policy";
  readonly deed: Both;
}

/** Everything that waits for someone, the worst first; only what the roles of who looks may open. */
export function useDue(): { due: readonly Due[]; standings: ReadonlyMap<Standing, number> | undefined; settled: boolean } {
  const { may } = useSession();
  const { version } = useLabels();
  const board = useQuery({ queryKey: ["promises"], queryFn: ({ signal }) => client.call(readPromises, {}, { signal }) });
  const failed = useQuery({
    queryKey: ["messages", "today"],
    queryFn: ({ signal }) => client.call(listMessages, { query: { state: "failed", limit: 100 } }, { signal }),
    enabled: may("outbox"),
  });
  const gaps = useQuery({
    queryKey: ["policy", "gaps", version],
    queryFn: async ({ signal }) => {
      const { source } = await client.call(readPolicyVersion, { params: { version: version ?? 0 } }, { signal });
      return checkText(source).findings.length;
    },
    enabled: version !== undefined && may("publish"),
  });
  const draft = useQuery({
    queryKey: ["policy", "draft"],
    queryFn: ({ signal }) => client.call(readPolicyDraft, {}, { signal }),
    enabled: may("publish"),
  });
  const standings = board.data && tally(board.data.promises);
  const broken = standings?.get("broken") ?? 0;
  const risk = standings?.get("at_risk") ?? 0;
  const messages = failed.data?.messages.length ?? 0;
  const missing = gaps.data ?? 0;
  const due: Due[] = [];
  const promises = { to: "/$organisation/promises", deed: words.openPromises } as const;
  if (broken > 0)
    due.push({ key: "broken", tone: "broken", icon: "alert", head: standingWords.broken, text: lines.broken(broken), ...promises });
  if (messages > 0) {
    const text = lines.failed(failed.data?.next ? `${messages}+` : String(messages));
    due.push({
      key: "failed",
      tone: "broken",
      icon: "mail",
      head: states.failed,
      text,
      to: "/$organisation/outbox",
      deed: words.openOutbox,
    });
  }
  if (risk > 0) due.push({ key: "risk", tone: "risk", icon: "clock", head: standingWords.at_risk, text: lines.risk(risk), ...promises });
  const policy = { to: "/$organisation/policy" } as const;
  if (missing > 0)
    due.push({
      key: "gaps",
      tone: "risk",
      icon: "policy",
      head: policyWords.gap,
      text: lines.gaps(missing),
      ...policy,
      deed: words.openPolicy,
    });
  if (draft.data?.draft)
    due.push({ key: "draft", tone: "soft", icon: "edit", head: words.draft, text: words.draftText, ...policy, deed: words.openDraft });
  return { due, standings, settled: !board.isPending };
}

function tally(promises: readonly { readonly standing: Standing }[]): ReadonlyMap<Standing, number> {
  const counts = new Map<Standing, number>();
  for (const { standing } of promises) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  return counts;
}
