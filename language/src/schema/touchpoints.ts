import { z } from "zod";
import { name, text } from "./words.js";

export const channel = z.enum(["form", "phone", "api", "import", "mail", "script"]);
export type Channel = z.infer<typeof channel>;

/** One field asked at a touchpoint, and what it is asked for. */
export const asked = z.strictObject({
  required: z.boolean().default(false),
  purposes: z.array(name).default([]),
  hint: text.optional(),
});

/** Where data is asked for. Its fields keep the order of the file. */
export const touchpoint = z.strictObject({
  text,
  intro: text.optional(),
  /** Ways in. `phone` is staff entry of a call; `api` and `import` take the same fields. */
  channels: z.array(channel).min(1),
  /** Whom the data is about. A child needs a representative (law 91/2025 art. 24). */
  about: z.enum(["person", "representative_of_company", "candidate", "child"]).default("person"),
  /** The purpose the person comes for. Only its consent may be needed to send the form (law 91/2025 art. 9.4). */
  for: name,
  fields: z.record(name, asked),
  /** `about: child`: which of the fields name the representative who agrees, and reach them. */
  representative: z.strictObject({ name, contact: name }).optional(),
  /** Purposes asked for here by a consent of their own, each optional to give. The purpose of `for` is asked besides, if its basis is consent. */
  consents: z.array(name).default([]),
  /** Declarations shown and acknowledged, by name. */
  duties: z.array(name).default([]),
  /** Asks the person to confirm that what they wrote is complete and true. */
  accuracy: z.boolean().default(false),
  /** The contact field whose ownership is proved by a code before anything is used. */
  confirms: name.optional(),
  /** Opens an account with this way of signing in. `code` is a code to the confirmed contact. */
  account: z.enum(["password", "code"]).optional(),
  /** Kind of occasion that a submission opens, or joins by its reference. */
  occasion: name.optional(),
  /** Phone entries: how the caller may have given consent (decree 356/2025 art. 6.1). */
  consent_by: z.array(z.enum(["recorded_call", "sms", "paper", "email"])).default([]),
});
export type Touchpoint = z.infer<typeof touchpoint>;
