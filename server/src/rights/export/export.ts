import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { record } from "../../evidence/index.js";
import type { PersonCall } from "../../platform/http/index.js";
import { csvRow, type Running } from "../../platform/index.js";
import { asset } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { timelineOf } from "../timeline/timeline.js";
import { actorWords, sentenceOf } from "../timeline/told.js";
import { documentOf } from "./document.js";
import { gather } from "./gather.js";
import { readable } from "./readable.js";
import { filePath, tables } from "./tables.js";

/**
 * A copy of everything about the person, as a zip that is written while it is read: JSON, tables, a page to read, receipts, timeline and
 * files (law 91/2025 art. 4, decree 356/2025). Making it is an event. Refuses where not everything can be opened.
 */
export async function exportOf(running: Running, call: PersonCall, policy: PublishedPolicy): Promise<ReadableStream<Uint8Array>> {
  const { id } = call.person;
  // One moment of it: an erasure that is committed while it is read leaves no half.
  const g = await running.database.snapshot(call.organisation.id, async (tx) => {
    const gathered = await gather(tx, policy, id, call.now);
    const detail = { values: gathered.held.values.length, files: gathered.files.length };
    await record(tx, { type: "account.exported", at: call.now, actor: { kind: "person", id }, about: gathered.held.persons, detail });
    return gathered;
  });
  const zip = new ZipFile();
  const text = (name: string, content: string) => zip.addBuffer(Buffer.from(content), name, { mtime: call.now });
  text("data.json", `${JSON.stringify(documentOf(g, policy, call.now), null, 1)}\n`);
  for (const [name, table] of Object.entries(tables(g, policy, call.lang))) text(name, table);
  text("index.html", await readable(g, policy, call.lang, call.now));
  zip.addBuffer(Buffer.from(asset("kept.css").body), "kept.css", { mtime: call.now });
  const stream = (name: string, source: () => AsyncIterable<Uint8Array | string>) =>
    zip.addReadStreamLazy(name, { mtime: call.now }, (give) => give(null, Readable.from(source(), { objectMode: false })));
  stream("timeline.csv", () => timelineRows(running, call, policy));
  for (const file of g.files) stream(filePath(file), () => file.content);
  zip.end();
  return webStream(zip.outputStream);
}

/** The timeline, some hundred lines at a time: a year of it never stands in memory. */
async function* timelineRows(running: Running, call: PersonCall, policy: PublishedPolicy): AsyncGenerator<string> {
  yield `\uFEFF${csvRow(["id", "at", "type", "what", "who"])}`;
  for (let before: string | undefined; ; ) {
    const from = before;
    const page = await running.database.read(call.organisation.id, (db) =>
      timelineOf(db, call.person.id, { limit: 300, before: from, hiddenAt: call.now }),
    );
    for (const e of page.events) {
      yield csvRow([e.id, e.at.toISOString(), e.type, sentenceOf(policy.policy, e, call.lang), actorWords(policy.policy, e, call.lang)]);
    }
    if (page.next === null) return;
    before = page.next;
  }
}

function webStream(from: NodeJS.ReadableStream): ReadableStream<Uint8Array> {
  return ReadableStream.from(bytesOf(from));
}

async function* bytesOf(from: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const part of from) yield typeof part === "string" ? Buffer.from(part) : part;
}
