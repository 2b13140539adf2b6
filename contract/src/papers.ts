import { z } from "zod";
import { endpoint } from "./endpoint.js";

export const keptPaperTypes = { pdf: "application/pdf", png: "image/png", jpg: "image/jpeg" } as const;

export const keepPaper = endpoint({
  id: "papers.keep",
  method: "post",
  path: "/people/{person}/occasions/{occasion}/papers",
  summary:
    "Attaches an invoice or accounting paper to an occasion of a person: sealed, and under a hold of the law until the day its kind says. It survives erasure for that duty alone.",
  who: { by: ["staff", "key"], deed: "intake" },
  params: z.strictObject({ person: z.uuid(), occasion: z.uuid() }),
  upload: { types: [keptPaperTypes.pdf, keptPaperTypes.png, keptPaperTypes.jpg], most: 25 * 1024 * 1024 },
  query: z.strictObject({
    kind: z.enum(["invoice", "accounting_voucher", "management_paper"]),
    /** The day of the paper: its accounting year begins the term. */
    on: z.iso.date(),
  }),
  body: z.strictObject({ type: z.string(), stream: z.unknown() }),
  response: z.strictObject({ paper: z.uuid(), hold: z.uuid(), until: z.iso.date() }),
  refusals: [
    "person.unknown",
    "sealed.erased",
    "paper.no_occasion",
    "paper.no_rule",
    "hold.end_past",
    "file.too_large",
    "file.other_type",
    "file.infected",
  ],
});
