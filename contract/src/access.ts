import { z } from "zod";
import { endpoint } from "./endpoint.js";

const person = z.strictObject({ person: z.uuid() });
const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const caseReference = z.string().regex(/^[A-Z]{2,4}-\d{4}-\d{1,9}$/);
const proof = z.enum(["account", "call_back", "document", "in_person"]);

const occasion = z.strictObject({ id: z.uuid(), kind: z.string(), reference: z.string().nullable() });

/** Somebody of the staff, by name. */
const colleague = z.strictObject({ staff: z.uuid(), name: z.string() });

export const assignmentRow = z.strictObject({
  assignment: z.uuid(),
  staff: z.uuid(),
  name: z.string(),
  /** Null: the person alone. Otherwise everyone of it. */
  occasion: occasion.nullable(),
  /** `intake`: they took it down themselves. */
  how: z.enum(["staff", "intake"]),
  by: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
});

export const readAssignments = endpoint({
  id: "assignments.of",
  method: "get",
  path: "/people/{person}/assignments",
  summary: "Who is responsible for a person now, by themselves or by an occasion; and the occasions they take part in.",
  who: { by: ["staff"], deed: "find" },
  params: person,
  response: z.strictObject({ assignments: z.array(assignmentRow), occasions: z.array(occasion) }),
  refusals: ["person.unknown"],
});

export const assign = endpoint({
  id: "assignments.assign",
  method: "post",
  path: "/people/{person}:assign",
  summary: "Makes a member of staff responsible for a person, or for everyone of an occasion the person takes part in.",
  who: { by: ["staff"], deed: "assign" },
  params: person,
  body: z.strictObject({ staff: z.uuid(), occasion: z.uuid().optional(), until: z.iso.datetime().optional() }),
  response: z.strictObject({ assignment: z.uuid() }),
  refusals: ["person.unknown", "staff.unknown", "occasion.unknown", "assignment.stands", "assignment.past"],
});

export const endAssignment = endpoint({
  id: "assignments.end",
  method: "post",
  path: "/assignments/{assignment}:end",
  summary: "Ends an assignment: from now on it opens nothing.",
  who: { by: ["staff"], deed: "assign" },
  params: z.strictObject({ assignment: z.uuid() }),
  response: z.strictObject({ assignment: z.uuid() }),
  refusals: ["assignment.unknown"],
});

export const myAssignments = endpoint({
  id: "assignments.mine",
  method: "get",
  path: "/assignments/mine",
  summary: "The people assigned to who asks, masked, newest assignments first; 200 at most.",
  who: { by: ["staff"], deed: "find" },
  response: z.strictObject({
    people: z.array(
      z.strictObject({
        person: z.uuid(),
        label: z.string(),
        occasion: occasion.nullable(),
        from: z.iso.datetime(),
        until: z.iso.datetime().nullable(),
      }),
    ),
    more: z.boolean(),
  }),
});

export const listColleagues = endpoint({
  id: "assignments.colleagues",
  method: "get",
  path: "/colleagues",
  summary: "Active staff by name and role: to whom something can be assigned.",
  who: { by: ["staff"], deed: "assign" },
  response: z.strictObject({ staff: z.array(colleague.extend({ roles: z.array(z.string()) })) }),
});

export const grantRow = z.strictObject({
  grant: z.uuid(),
  person: z.uuid(),
  purpose: z.string(),
  /** Null where it went with what was erased. */
  reason: z.string().nullable(),
  minutes: z.number().int(),
  asked_by: colleague,
  /** Who asks for the list asked for this: somebody else has to agree. */
  mine: z.boolean(),
  asked_at: z.iso.datetime(),
  state: z.enum(["asked", "running", "refused", "lapsed", "over", "ended"]),
  decided_by: z.string().nullable(),
  until: z.iso.datetime().nullable(),
});

const grant = z.strictObject({ grant: z.uuid() });

export const askBreakGlass = endpoint({
  id: "break_glass.ask",
  method: "post",
  path: "/people/{person}/break-glass",
  summary:
    "Asks to read a person's data past role and assignment: for one purpose, for 5 to 240 minutes from when a second person agrees. Objection, restriction, missing consent, retention and erasure stand all the same.",
  who: { by: ["staff"], deed: "break_glass", fresh: true },
  params: person,
  body: z.strictObject({ purpose: name, reason: z.string().trim().min(10).max(500), minutes: z.number().int().min(5).max(240) }),
  response: grant,
  refusals: ["person.unknown", "purpose.unknown"],
});

export const listBreakGlass = endpoint({
  id: "break_glass.list",
  method: "get",
  path: "/break-glass",
  summary: "The newest 100 requests for emergency access, with what became of them.",
  who: { by: ["staff"], deed: "break_glass" },
  response: z.strictObject({ grants: z.array(grantRow) }),
});

export const agreeBreakGlass = endpoint({
  id: "break_glass.agree",
  method: "post",
  path: "/break-glass/{grant}:agree",
  summary: "Agrees to a colleague's request as the second person. The time starts, and whoever watches reading gets an alarm.",
  who: { by: ["staff"], deed: "break_glass", fresh: true },
  params: grant,
  response: z.strictObject({ grant: z.uuid(), until: z.iso.datetime() }),
  refusals: ["grant.unknown", "grant.same_person", "grant.closed"],
});

export const refuseBreakGlass = endpoint({
  id: "break_glass.refuse",
  method: "post",
  path: "/break-glass/{grant}:refuse",
  summary: "Turns a colleague's request down.",
  who: { by: ["staff"], deed: "break_glass" },
  params: grant,
  response: grant,
  refusals: ["grant.unknown", "grant.same_person", "grant.closed"],
});

export const endBreakGlass = endpoint({
  id: "break_glass.end",
  method: "post",
  path: "/break-glass/{grant}:end",
  summary: "Ends emergency access before its time, or takes a request back.",
  who: { by: ["staff"], deed: "break_glass" },
  params: grant,
  response: grant,
  refusals: ["grant.unknown", "grant.closed"],
});

export const alarmRow = z.strictObject({
  alarm: z.uuid(),
  kind: z.enum(["bulk", "odd_hour", "break_glass"]),
  reader: z.strictObject({ kind: z.enum(["staff", "key"]), id: z.uuid(), name: z.string() }),
  /** It is about who asks: somebody else has to settle it. */
  mine: z.boolean(),
  /** How many readings in the hour, where that raised it. */
  readings: z.number().int().nullable(),
  /** The event that raised it. */
  event: z.uuid(),
  raised_at: z.iso.datetime(),
  due_at: z.iso.datetime(),
  settled_at: z.iso.datetime().nullable(),
  settled_by: z.string().nullable(),
  finding: z.enum(["justified", "mistake", "misuse", "incident"]).nullable(),
  case: z.string().nullable(),
});

export const listAlarms = endpoint({
  id: "alarms.list",
  method: "get",
  path: "/alarms",
  summary: "Alarms of unusual reading: those to settle first, then the newest settled; 100 at most.",
  who: { by: ["staff"], deed: "watch" },
  response: z.strictObject({ alarms: z.array(alarmRow) }),
});

export const settleAlarm = endpoint({
  id: "alarms.settle",
  method: "post",
  path: "/alarms/{alarm}:settle",
  summary: "Says what was found of an alarm. Nobody settles one about themselves.",
  who: { by: ["staff"], deed: "watch" },
  params: z.strictObject({ alarm: z.uuid() }),
  body: z.strictObject({ finding: z.enum(["justified", "mistake", "misuse", "incident"]), case: caseReference.optional() }),
  response: z.strictObject({ alarm: z.uuid() }),
  refusals: ["alarm.unknown", "alarm.settled", "alarm.self"],
});

export const readRestrictions = endpoint({
  id: "restrictions.of",
  method: "get",
  path: "/people/{person}/restrictions",
  summary: "The restrictions of a person's processing that stand. Without a purpose it covers all.",
  who: { by: ["staff", "key"], deed: "find" },
  params: person,
  response: z.strictObject({ restrictions: z.array(z.strictObject({ purpose: z.string().nullable(), at: z.iso.datetime() })) }),
});

const restricting = z.strictObject({
  /** Left out: every purpose. */
  purpose: name.optional(),
  proof,
});

export const restrictProcessing = endpoint({
  id: "restrictions.restrict",
  method: "post",
  path: "/people/{person}:restrict",
  summary:
    "Restricts processing on the person's request: the data is kept, and used for nothing the person may object to (law 91/2025 art. 4.1).",
  who: { by: ["staff"], deed: "requests" },
  params: person,
  body: restricting,
  response: z.strictObject({ changed: z.boolean() }),
  refusals: ["person.unknown", "purpose.unknown"],
});

export const liftRestriction = endpoint({
  id: "restrictions.lift",
  method: "post",
  path: "/people/{person}:unrestrict",
  summary: "Ends a restriction on the person's request: that of the purpose, or that of all. It gives no consent back.",
  who: { by: ["staff"], deed: "requests" },
  params: person,
  body: restricting,
  response: z.strictObject({ changed: z.boolean() }),
  refusals: ["person.unknown", "purpose.unknown"],
});
