import { z } from "zod";

const bytes = z.string().regex(/^[A-Za-z0-9_-]{1,20000}$/);
const results = z.object({});

/** What `navigator.credentials.create()` answered, as JSON (WebAuthn level 3). Unknown members are dropped. */
export const passkeyMade = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal("public-key"),
  response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports: z.array(z.string().max(20)).max(10).default([]) }),
  clientExtensionResults: results.default({}),
});
export type PasskeyMade = z.infer<typeof passkeyMade>;

/** What `navigator.credentials.get()` answered. The user handle is there because the credential is discoverable. */
export const passkeyShown = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal("public-key"),
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes }),
  clientExtensionResults: results.default({}),
});
export type PasskeyShown = z.infer<typeof passkeyShown>;

/** Options for `navigator.credentials.create()`, as `PublicKeyCredential.parseCreationOptionsFromJSON` reads them. */
export const makeOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string().optional(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.number().int() })),
  timeout: z.number().optional(),
  attestation: z.string().optional(),
  excludeCredentials: z.array(z.object({ id: z.string(), type: z.literal("public-key") })).default([]),
  authenticatorSelection: z.object({
    residentKey: z.string().optional(),
    requireResidentKey: z.boolean().optional(),
    userVerification: z.string().optional(),
  }),
});

/** Options for `navigator.credentials.get()`. No list of credentials: who is asked must not show who exists. */
export const showOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number().optional(),
  userVerification: z.string().optional(),
});
