import { readPolicyDraft, readPolicyVersion } from "@kept/contract";
import { checkText } from "@kept/language";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { useLabels } from "../../app/labels.js";
import { useSession } from "../../app/session.js";
import { words as policyWords } from "../../policy/words.js";
import { lines, words } from "../words.js";
import type { Due } from "./due.js";

/** Gaps of the policy in force, and a draft that nobody has published. */
export function usePolicyDue(): Due[] {
  const { may } = useSession();
  const { version } = useLabels();
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
  const due: Due[] = [];
  const there = { icon: "policy", to: "/$organisation/policy" } as const;
  const missing = gaps.data ?? 0;
  if (missing > 0)
    due.push({ key: "gaps", tone: "risk", head: policyWords.gap, text: lines.gaps(missing), ...there, deed: words.openPolicy });
  if (draft.data?.draft)
    due.push({ key: "draft", tone: "soft", head: words.draft, text: words.draftText, ...there, icon: "edit", deed: words.openDraft });
  return due;
}
