import { sameAs } from "../../access/index.js";
import { receipt } from "../../consent/index.js";
import { eventsOf, record } from "../../evidence/index.js";
import { type Page, type PersonCall, page } from "../../platform/http/index.js";
import { hours, type Running } from "../../platform/index.js";
import { say } from "../../platform/page/index.js";
import { inForce } from "../../policy/index.js";
import { uuidOr } from "../find-own.js";
import { holdingsOf } from "../held.js";
import { type Kind, kinds } from "../timeline/events.js";
import { timelineOf } from "../timeline/timeline.js";
import { receiptWords, words as w } from "../words.js";
import { sheet } from "./frame.js";
import { Overview } from "./overview.js";
import { ReceiptPage } from "./receipt.js";
import { TimelinePage } from "./timeline.js";

/** What a person sees of their own data. */
export function seeingPages(running: Running): Page[] {
  return [
    page("get", "/account", "person", (call) => overview(running, call)),
    page("get", "/account/timeline", "person", (call) => timeline(running, call)),
    page("get", "/account/receipts/:consent", "person", (call) => showReceipt(running, call)),
  ];
}

async function overview(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  await noteViewed(running, call);
  const { held, page } = await running.database.read(call.organisation.id, async (db) => ({
    held: await holdingsOf(db, policy, call.person.id, call.now),
    page: await timelineOf(db, call.person.id, { limit: 6, hiddenAt: call.now }),
  }));
  const title = w.title(say(policy.policy.organisation.name, call.lang));
  return sheet(call, { title, policy, body: <Overview call={call} policy={policy} held={held} events={page.events} /> });
}

/**
 * A look at one's own data is a reading too, told once an hour. Seeing must be possible even where no evidence can be written: the keys
 * may be away, and stopping a purpose starts on this page.
 */
async function noteViewed({ database, log }: Running, call: PersonCall): Promise<void> {
  const { id } = call.person;
  const noted = database.write(call.organisation.id, async (tx) => {
    const [last] = await eventsOf(tx, id, 1, undefined, ["account.viewed"]);
    if (last && call.now.getTime() - last.at.getTime() < hours(1)) return;
    await record(tx, {
      type: "account.viewed",
      at: call.now,
      actor: { kind: "person", id },
      about: [id],
      detail: { session: call.person.sessionId },
    });
  });
  await noted.catch(() => log.warn("a look at an account was not recorded"));
}

async function timeline(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const kind = kindIn(call.c.req.query("kind"));
  const before = call.c.req.query("before");
  const asked = { limit: 50, kind, before: before === undefined ? undefined : uuidOr(before, "value.unknown") };
  const found = await running.database.read(call.organisation.id, (db) => timelineOf(db, call.person.id, { ...asked, hiddenAt: call.now }));
  return sheet(call, { title: w.log, policy, body: <TimelinePage call={call} policy={policy} page={found} kind={kind} /> });
}

async function showReceipt(running: Running, call: PersonCall): Promise<Response> {
  const policy = await inForce(running, call.organisation.id);
  const id = uuidOr(call.c.req.param("consent"), "consent.unknown");
  const found = await running.database.read(call.organisation.id, async (db) => {
    for (const person of (await sameAs(db, call.person.id)).slice(1)) {
      const other = await receipt(db, policy, person, id).catch(() => undefined);
      if (other) return other;
    }
    return receipt(db, policy, call.person.id, id);
  });
  return sheet(call, { title: receiptWords.title, policy, body: <ReceiptPage call={call} policy={policy} receipt={found} /> });
}

function kindIn(text: string | undefined): Kind | undefined {
  return kinds.find((k) => k === text);
}
