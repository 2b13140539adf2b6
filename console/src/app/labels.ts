import type { Policy, Text } from "@kept/language";
import { useQuery } from "@tanstack/react-query";
import { policyInForce } from "./policy.js";

/** What the law keeps lies beside the fields of the policy. */
const paper: Text = { vi: "Hoá đơn, chứng từ", en: "Invoices and accounting papers" };
const bare = (name: string): Text => ({ vi: name, en: name });

/** The policy's own words for what it names. Until they are here, and for what is no longer declared, the name stands. */
export function useLabels() {
  const inForce = useQuery(policyInForce).data;
  const policy: Policy | undefined = inForce?.policy;
  const field = (name: string) => policy?.fields[name];
  return {
    policy,
    version: inForce?.version,
    fieldText: (name: string): Text => field(name)?.text ?? (name === "paper" ? paper : bare(name)),
    kindText: (name: string, kind: string): Text => field(name)?.repeat?.kinds[kind] ?? bare(kind),
    recipientText: (name: string): Text => policy?.recipients[name]?.text ?? bare(name),
    purposeText: (name: string): Text => policy?.purposes[name]?.text ?? bare(name),
    touchpointText: (name: string): Text => policy?.touchpoints[name]?.text ?? bare(name),
    roleText: (name: string): Text => policy?.roles[name]?.text ?? bare(name),
    occasionText: (name: string): Text => policy?.occasions[name]?.text ?? bare(name),
  };
}
