import { z } from "zod";
import type { StoredEvent } from "../../evidence/index.js";

const stored = z.object({
  actor: z.object({ kind: z.string(), id: z.string().optional(), role: z.string().optional(), subject: z.number().optional() }),
  purpose: z.string().optional(),
  fields: z.array(z.string()).optional(),
  touchpoint: z.string().optional(),
  recipient: z.string().optional(),
  policy_version: z.number().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});

/** An event as its canonical bytes tell it. */
export interface ReadEvent extends z.infer<typeof stored> {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
}

/** Reads an event back. One that cannot be read is told without its particulars: nothing disappears from a timeline. */
export function readEvent(event: StoredEvent): ReadEvent {
  const read = stored.safeParse(JSON.parse(event.canonical));
  return { ...(read.success ? read.data : { actor: { kind: "unknown" } }), id: event.id, type: event.type, at: event.at };
}

/** A text of an event's detail. */
export function textOf(e: ReadEvent, name: string): string {
  const found = e.detail?.[name];
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}
