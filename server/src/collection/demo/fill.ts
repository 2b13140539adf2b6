import type { Channel, Touchpoint } from "@kept/language";
import { asksConsent } from "../../consent/index.js";
import { newId, type Organisation, Refusal, type Running } from "../../platform/index.js";
import { inForce, type PublishedPolicy } from "../../policy/index.js";
import { openOccasion } from "../../retention/index.js";
import { receive } from "../receive.js";
import { askedPurposes, type Sent } from "../rules.js";
import { submissionCount } from "../store.js";
import type { Submissions } from "../submit.js";
import { madeUpFiles } from "./files.js";
import { sharedOccasions } from "./shared.js";
import { MadeUp } from "./values.js";

/**
 * Fills organisations that hold nobody yet with made-up people, through the verb that takes every other submission: same checks,
 * same sealing, same evidence. Answers how many came in.
 */
export async function fillDemo(running: Running, submissions: Submissions, perTouchpoint = 12): Promise<number> {
  let taken = 0;
  for (const organisation of await running.organisations.all()) {
    if ((await running.database.read(organisation.id, submissionCount)) > 0) continue;
    const policy = await inForce(running, organisation.id);
    await openShared(running, organisation, policy);
    for (const name of Object.keys(policy.policy.touchpoints)) {
      // Side by side, so that they share transactions as on a busy day.
      const numbers = Array.from({ length: perTouchpoint }, (_, i) => i + 1);
      const came = await Promise.all(numbers.map((i) => one(running, submissions, organisation, policy, name, i)));
      taken += came.reduce((sum, n) => sum + n, 0);
    }
  }
  return taken;
}

async function openShared({ database, clock }: Running, { id, slug }: Organisation, policy: PublishedPolicy): Promise<void> {
  const all = Object.entries(sharedOccasions[slug] ?? {}).flatMap(([kind, references]) =>
    references.map((reference) => ({ kind, reference })),
  );
  await database.write(id, async (tx) => {
    for (const o of all) await openOccasion(tx, policy, { ...o, open: true, by: { kind: "person" }, at: clock.now() });
  });
}

async function one(
  running: Running,
  submissions: Submissions,
  organisation: Organisation,
  policy: PublishedPolicy,
  name: string,
  i: number,
): Promise<number> {
  const touchpoint = policy.policy.touchpoints[name];
  const made = new MadeUp(([...organisation.slug, ...name].reduce((sum, c) => sum * 31 + (c.codePointAt(0) ?? 0), 7) % 100_000) + i);
  if (!touchpoint) return 0;
  const files = await madeUpFiles(running, organisation.id, policy, name);
  const facts = files.map((f) => [f.field, { filename: f.received.name, type: f.received.kind, bytes: f.received.size }] as const);
  const fields = { ...made.fields(policy.policy.fields, touchpoint), ...Object.fromEntries(facts) };
  const shared = sharedOccasions[organisation.slug]?.[touchpoint.occasion ?? ""];
  const ago = made.next(60 * 24) * 3_600_000;
  const sent: Sent = {
    id: newId(),
    touchpoint: name,
    channel: way(touchpoint),
    fields,
    occasion: shared?.[i % shared.length],
    consents: answers(policy, touchpoint, made),
    duties: touchpoint.duties,
    accuracy: touchpoint.accuracy,
    version: policy.version,
    lang: made.next(5) === 0 ? "en" : "vi",
    at: new Date(running.clock.now().getTime() - ago),
    by: { kind: "person" },
    method: touchpoint.channels.includes("form") ? "form" : (touchpoint.consent_by[0] ?? "paper"),
  };
  // One in six waits for its confirmation, as on any day.
  const proved = i % 6 !== 0;
  await receive({ database: running.database, organisation: organisation.id, submissions }, policy, sent, {
    files,
    vouched: proved ? { contact: "proved", how: "key" } : { contact: "unproved" },
  }).catch((error: unknown) => {
    if (error instanceof Refusal)
      throw new Error(`the demo cannot fill ${organisation.slug}/${name}: ${error.code} ${error.faults.map((f) => f.path)}`);
    throw error;
  });
  return 1;
}

function way(touchpoint: Touchpoint): Channel {
  return touchpoint.channels.includes("form") ? "form" : (touchpoint.channels[0] ?? "form");
}

/** The purpose they came for is agreed to; of the others some agree, some refuse, some say nothing. */
function answers(policy: PublishedPolicy, touchpoint: Touchpoint, made: MadeUp): Record<string, "given" | "refused"> {
  const said: Record<string, "given" | "refused"> = {};
  for (const purpose of askedPurposes(policy.policy, touchpoint)) {
    const luck = made.next(5);
    if (purpose === touchpoint.for && asksConsent(policy.policy, purpose)) said[purpose] = "given";
    else if (luck < 3) said[purpose] = "given";
    else if (luck === 3) said[purpose] = "refused";
  }
  return said;
}
