import { getEncryption } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { useSession } from "../../app/session.js";
import { faultOf } from "../../encryption/fault.js";
import { words } from "../../encryption/words.js";
import type { Due } from "./due.js";

/** Keys that would be lost with their folder, and epochs that outlive their day. */
export function useEncryptionDue(): Due[] {
  const { may } = useSession();
  const status = useQuery({
    queryKey: ["encryption"],
    queryFn: ({ signal }) => client.call(getEncryption, {}, { signal }),
    enabled: may("keys"),
  });
  const fault = status.data && faultOf(status.data);
  if (!fault) return [];
  const { tone, head, text } = fault;
  return [{ key: "encryption", tone, icon: "lock", head, text, to: "/$organisation/encryption", deed: words.open }];
}
