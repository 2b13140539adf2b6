import { z } from "zod";
import { field } from "./fields.js";
import {
  breach,
  complaints,
  cookies,
  duty,
  occasion,
  organisation,
  promise,
  purpose,
  recipient,
  retention,
  rights,
  role,
} from "./parts.js";
import { touchpoint } from "./touchpoints.js";
import { name, text } from "./words.js";

/** The policy file: everything an organisation declares about personal data. Strict: an unknown key is an error. */
export const policy = z.strictObject({
  language: z.literal(1),
  organisation,
  /** One paragraph at the head of the privacy centre. */
  intro: text.optional(),
  fields: z.record(name, field),
  purposes: z.record(name, purpose),
  touchpoints: z.record(name, touchpoint),
  occasions: z.record(name, occasion).default({}),
  recipients: z.record(name, recipient).default({}),
  roles: z.record(name, role).default({}),
  duties: z.record(name, duty).default({}),
  retention: z.array(retention).default([]),
  rights: rights.optional(),
  complaints: complaints.optional(),
  breach: breach.optional(),
  cookies: cookies.optional(),
  promises: z.array(promise).default([]),
});
export type Policy = z.infer<typeof policy>;
