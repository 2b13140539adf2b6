import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { refusalCode } from "./refusals.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const reference = z.string().min(1).max(64);

export const openOccasion = endpoint({
  id: "occasions.open",
  method: "post",
  path: "/occasions",
  summary: "Opens an occasion under the organisation's own reference, or finds it. `occasion` gives one that a form opened its reference.",
  who: { by: ["staff", "key"], deed: "intake", or: "review" },
  body: z.strictObject({
    kind: name,
    reference,
    /** Others may join by this reference from the public form: an event, a vacancy. */
    open: z.boolean().default(false),
    occasion: z.uuid().optional(),
    person: z.uuid().optional(),
  }),
  response: z.strictObject({ occasion: z.uuid(), opened: z.boolean() }),
  refusals: ["occasion.kind", "occasion.reference", "occasion.unknown", "person.unknown"],
  status: 201,
});

/** Any text of a date's length: what is none is refused by the verb, which records that it was. */
const day = z.string().max(40).meta({ format: "date" });
const happened = { event: name, on: day };

export const recordOccasionEvent = endpoint({
  id: "occasions.event",
  method: "post",
  path: "/occasions/{kind}/{reference}/events",
  summary: "Records what happened to an occasion, on a legal date: delivered, held, warranty ends. The newest of a kind counts.",
  who: { by: ["staff", "key"], deed: "intake", or: "review" },
  params: z.strictObject({ kind: name, reference }),
  body: z.strictObject(happened),
  response: z.strictObject({ occasion: z.uuid(), event: z.uuid() }),
  refusals: ["occasion.kind", "occasion.event", "occasion.date", "occasion.unknown"],
  status: 201,
});

export const recordOccasionEvents = endpoint({
  id: "occasions.events",
  method: "post",
  path: "/occasions:events",
  summary: "Records up to 500 events of occasions. Each stands or is refused by itself; outcomes keep the order.",
  who: { by: ["staff", "key"], deed: "intake", or: "review" },
  body: z.strictObject({
    events: z
      .array(z.strictObject({ kind: name, reference, ...happened }))
      .min(1)
      .max(500),
  }),
  response: z.strictObject({
    outcomes: z.array(
      z.union([
        z.strictObject({ ok: z.literal(true), occasion: z.uuid(), event: z.uuid() }),
        z.strictObject({ ok: z.literal(false), code: refusalCode }),
      ]),
    ),
  }),
});

export const setOutcome = endpoint({
  id: "occasions.outcome",
  method: "post",
  path: "/occasions/{kind}/{reference}/outcomes",
  summary: "Says how an occasion came out for one person in it, by an outcome the policy declares: hired. Null takes it back.",
  who: { by: ["staff", "key"], deed: "intake", or: "review" },
  params: z.strictObject({ kind: name, reference }),
  body: z.strictObject({ person: z.uuid(), outcome: name.nullable() }),
  response: z.strictObject({ occasion: z.uuid() }),
  refusals: ["occasion.kind", "occasion.outcome", "occasion.unknown", "occasion.not_in"],
});

/** An occasion with its dates, and those that a rule of the policy counts from and nobody recorded. */
export const occasionRow = z.strictObject({
  occasion: z.uuid(),
  kind: z.string(),
  /** Null: a form opened it, and it has no reference yet. */
  reference: z.string().nullable(),
  opened_at: z.iso.datetime(),
  people: z.number().int(),
  /** Legal dates by kind of event, the newest record of each. */
  events: z.record(z.string(), z.iso.date()),
  missing: z.array(z.string()),
});

export const listOccasions = endpoint({
  id: "occasions.list",
  method: "get",
  path: "/occasions",
  summary: "Occasions of a kind, newest first, by keyset; `missing` only those that lack a date a retention rule counts from.",
  who: { by: ["staff"], deed: "intake", or: "review" },
  query: z.strictObject({
    kind: name.optional(),
    missing: z.literal("true").optional(),
    before: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ occasions: z.array(occasionRow), next: z.uuid().nullable() }),
});

export const occasionPeople = endpoint({
  id: "occasions.people",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/occasions/{kind}/{reference}:people",
  summary: "Who takes part in an occasion, masked, and how it came out for each. Being listed is an event. At most 200.",
  who: { by: ["staff"], deed: "intake", or: "review" },
  params: z.strictObject({ kind: name, reference }),
  response: z.strictObject({
    people: z.array(z.strictObject({ person: z.uuid(), label: z.string(), outcome: z.string().nullable() })),
    more: z.boolean(),
  }),
  refusals: ["occasion.unknown"],
});

export const sweepStatus = endpoint({
  id: "retention.sweep",
  method: "get",
  path: "/retention/sweep",
  summary: "How the sweep stands: the last run and what it erased, how many people are past their day, and whether the clocks agree.",
  who: { by: ["staff"], deed: "review" },
  response: z.strictObject({
    last: z
      .strictObject({
        at: z.iso.datetime(),
        /** Null: it is at work, or was killed. */
        ended_at: z.iso.datetime().nullable(),
        looked: z.number().int(),
        persons: z.number().int(),
        fields: z.number().int(),
        held: z.number().int(),
        /** `clock`: it refused to run, because the server's clock and the database's disagree. */
        fault: z.string().nullable(),
      })
      .nullable(),
    /** It refused, or has not run for more than three hours. */
    stopped: z.boolean(),
    /** People with something past its day, or with a look that is due. */
    due: z.number().int(),
    /** How far the two clocks are apart now; more than 300 stops the sweep. */
    clock_seconds: z.number().int(),
    /** When the last walk through all persons ended or stands, and whether it was whole. */
    walk: z.strictObject({ at: z.iso.datetime(), whole: z.boolean() }).nullable(),
  }),
});

export const fallsDue = endpoint({
  id: "retention.ahead",
  method: "get",
  path: "/retention/ahead",
  summary: "How many people's data falls due, by rule and week: each counted once, on the first day on which some of it ends.",
  who: { by: ["staff"], deed: "review" },
  query: z.strictObject({ weeks: z.coerce.number().int().min(1).max(53).default(8) }),
  response: z.strictObject({
    /** Mondays, from this week's. What is past its day counts in the first. */
    weeks: z.array(z.iso.date()),
    counts: z.array(z.strictObject({ rule: z.string(), week: z.iso.date(), people: z.number().int() })),
    /** Of later weeks. */
    later: z.number().int(),
  }),
});

/** The most rows of one file of dates, and its most bytes. */
export const dateRowsMost = 10_000;
const dateFileMost = 4_194_304;

/** Why a row of a file of dates was refused. */
export const dateRowCode = z.enum(["row.columns", "occasion.kind", "occasion.event", "occasion.date", "occasion.unknown"]);

export const importOccasionEvents = endpoint({
  id: "occasions.import",
  method: "post",
  path: "/occasions:import",
  summary:
    "Records the dates in a CSV (UTF-8, up to 10,000 rows): its first row names the columns kind, reference, event and date (2026-12-31 or 31/12/2026). Each row stands or is refused by itself; sent again, what stands is not recorded twice. `past`: dates before today, whose data may go with the next sweep.",
  who: { by: ["staff", "key"], deed: "intake", or: "review" },
  upload: { types: ["text/csv"], most: dateFileMost },
  body: z.strictObject({ type: z.string(), stream: z.unknown() }),
  response: z.strictObject({
    rows: z.number().int(),
    recorded: z.number().int(),
    unchanged: z.number().int(),
    past: z.number().int(),
    refused: z.number().int(),
    /** The first thousand, by row as a spreadsheet counts: the names are row 1. Never what stood in it. */
    refusals: z.array(z.strictObject({ row: z.number().int(), code: dateRowCode })),
  }),
  refusals: ["occasion.columns", "import.unreadable", "import.encoding", "request.unsupported", "request.too_large"],
});
