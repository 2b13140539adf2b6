import { createClient } from "@kept/sdk";

/** The console calls the server it came from, with its session's cookie. */
export const client = createClient({ url: "" });

/** A fresh key for a change, so that a click repeated by the network is carried out once. */
export function onceKey(): string {
  return crypto.randomUUID();
}
