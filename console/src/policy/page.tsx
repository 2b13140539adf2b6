import { readPolicyDraft, readPolicyVersion } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../app/client.js";
import { policyInForce } from "../app/policy.js";
import { Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Desk } from "./desk.js";
import { words } from "./words.js";

/** The policy: its draft, what the check says, what would change, and its versions. */
export function PolicyPage() {
  const inForce = useQuery(policyInForce);
  const version = inForce.data?.version;
  const file = useQuery({
    queryKey: ["policy", "version", version],
    queryFn: ({ signal }) => client.call(readPolicyVersion, { params: { version: version ?? 0 } }, { signal }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const draft = useQuery({
    queryKey: ["policy", "draft"],
    queryFn: ({ signal }) => client.call(readPolicyDraft, {}, { signal }),
    gcTime: 0,
  });
  const error = inForce.error ?? file.error ?? draft.error;
  if (error) return <Trouble error={error} />;
  if (!inForce.data || !file.data || !draft.data) {
    return (
      <Page title={words.title}>
        <Loading />
      </Page>
    );
  }
  return <Desk key={`${file.data.version}`} inForce={inForce.data} source={file.data.source} draft={draft.data.draft} />;
}
