import { z } from "zod";

/** How somebody proved the right to what staff did for them. */
export const proofs = ["account", "call_back", "document", "in_person"] as const;
export const proof = z.enum(proofs);
export type Proof = z.infer<typeof proof>;
