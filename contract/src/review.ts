import { z } from "zod";
import { citation } from "./citation.js";
import { endpoint } from "./endpoint.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const line = z.strictObject({ person: z.uuid(), review: z.uuid() });
const staff = z.strictObject({ staff: z.uuid(), name: z.string() });

/** Why every purpose of something ended. */
export const reviewReason = z.enum(["withdrawn", "objected", "refused", "never", "occasion_over", "undeclared"]);
/** `open`: to decide. `erasing`: goes soon, and may be taken back until then. `kept`: until its next look. */
export const reviewState = z.enum(["open", "erasing", "kept"]);

/** A field of somebody whose purposes have all ended. It names no value: that is opened by itself. */
export const reviewLine = z.strictObject({
  review: z.uuid(),
  person: z.uuid(),
  field: z.string(),
  reason: reviewReason,
  since: z.iso.datetime(),
  /** The last day to decide. */
  term: z.iso.date(),
  owner: staff.nullable(),
  state: reviewState,
  /** Other purposes that the policy declares for the field and that stand for this person: what it may be kept for. */
  purposes: z.array(z.string()),
  keep_for: z.string().nullable(),
  /** The article of the duty it is held for. */
  keep_why: z.string().nullable(),
  next_look: z.iso.date().nullable(),
  decided_by: z.string().nullable(),
  decided_at: z.iso.datetime().nullable(),
  /** Until then a decision to erase may be taken back. */
  acts_at: z.iso.datetime().nullable(),
});

export const listReviews = endpoint({
  id: "reviews.list",
  method: "get",
  path: "/reviews",
  summary: "The review queue, the first to decide before the others, by keyset: what has no purpose left, and who may own a line.",
  who: { by: ["staff"], deed: "review" },
  query: z.strictObject({
    /** `open` holds what is to decide and what still may be taken back. */
    state: z.enum(["open", "kept"]).default("open"),
    after: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ reviews: z.array(reviewLine), reviewers: z.array(staff), next: z.string().nullable() }),
});

export const readReview = endpoint({
  id: "reviews.read",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/people/{person}/reviews/{review}:read",
  summary:
    "Opens what waits for its review to whoever decides it, and to nobody else. The reading and each refusal are events. Sensitive fields ask for a fresh proof.",
  who: { by: ["staff"], deed: "review" },
  params: line,
  response: z.strictObject({
    event: z.string(),
    values: z.array(
      z.strictObject({
        id: z.uuid(),
        /** Absent where it does not open, or is a secret. */
        value: z.string().optional(),
        purposes: z.array(z.string()),
        touchpoint: z.string(),
        collected_at: z.iso.datetime(),
      }),
    ),
  }),
  refusals: ["review.unknown", "access.step_up"],
});

export const decideReview = endpoint({
  id: "reviews.decide",
  method: "post",
  path: "/people/{person}/reviews/{review}:decide",
  summary:
    "Decides: erased after half an hour; kept for another purpose that is declared for the field and stands; or kept for a duty of the law, as a hold.",
  who: { by: ["staff"], deed: "review", fresh: true },
  params: line,
  body: z.discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("erase") }),
    z.strictObject({ decision: z.literal("keep"), purpose: name, next_look: z.iso.date() }),
    /** Needs the deed `hold` as well. */
    z.strictObject({
      decision: z.literal("hold"),
      article: citation(200),
      until: z.iso.date(),
      next_look: z.iso.date(),
    }),
  ]),
  response: z.strictObject({ state: reviewState, acts_at: z.iso.datetime().nullable() }),
  refusals: [
    "review.unknown",
    "review.purpose",
    "review.next_look",
    "hold.end_past",
    "hold.article_missing",
    "person.unknown",
    "sealed.erased",
    "access.forbidden",
  ],
});

export const undoReview = endpoint({
  id: "reviews.undo",
  method: "post",
  path: "/people/{person}/reviews/{review}:undo",
  summary: "Takes a decision back before it acts. What became a hold stays one.",
  who: { by: ["staff"], deed: "review" },
  params: line,
  response: z.strictObject({ state: z.literal("open") }),
  refusals: ["review.unknown", "review.acted"],
});

export const ownReview = endpoint({
  id: "reviews.own",
  method: "post",
  path: "/people/{person}/reviews/{review}:own",
  summary: "Gives a line of the queue its owner, who must be allowed to decide it; null leaves it to anyone.",
  who: { by: ["staff"], deed: "review" },
  params: line,
  body: z.strictObject({ staff: z.uuid().nullable() }),
  response: z.strictObject({ staff: z.uuid().nullable() }),
  refusals: ["review.unknown", "review.owner"],
});
