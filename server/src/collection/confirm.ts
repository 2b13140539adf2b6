import { record } from "../evidence/index.js";
import { type Browser, type CodeRow, type Started, startSession, useCode, useFor } from "../identity/index.js";
import type { Database, OrganisationId, PersonId, Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { joinKnown, knownBy } from "./join.js";
import { confirmSubmissions, submissionsOf } from "./store.js";

/** What proving the contact did. */
export interface Proved {
  readonly person: PersonId;
  /** What was sent went to a person we knew. */
  readonly joined: boolean;
  readonly started: Started;
}

/**
 * Uses a right code of purpose `confirm_contact` (from `checkCode`): the contact is proved, what was sent counts from now, and the browser
 * is signed in. Where one known person has proved the same contact before, the newcomer joins them. Refuses `code.expired`, `account.taken`.
 */
export async function confirmContact(tx: Tx, policy: PublishedPolicy, row: CodeRow, browser: Browser, at: Date): Promise<Proved> {
  const known = row.valueId && (await mayJoin(tx, policy, row.personId)) ? await knownBy(tx, policy, row.personId, row.valueId) : undefined;
  if (known !== undefined) {
    await useCode(tx, row, at);
    await confirmSent(tx, row.personId, at);
    await joinKnown(tx, policy, row.personId, known, at);
    return { person: known, joined: true, started: await startSession(tx, known, "code", browser, at) };
  }
  const used = await useFor(tx, policy.policy, row, browser, undefined, at);
  if (used.kind !== "started") throw new TypeError("a confirmed contact signs in");
  await confirmSent(tx, row.personId, at);
  return { person: row.personId, joined: false, started: used.started };
}

/** Identity proved a contact on a page of its own: what waited for it counts now. Repeating it is harmless. */
export async function contactConfirmed(database: Database, organisation: OrganisationId, person: PersonId, at: Date): Promise<void> {
  await database.write(organisation, (tx) => confirmSent(tx, person, at));
}

async function confirmSent(tx: Tx, person: PersonId, at: Date): Promise<void> {
  const touchpoints = await confirmSubmissions(tx, person, at);
  if (touchpoints.length === 0) return;
  await record(tx, {
    type: "submission.confirmed",
    at,
    actor: { kind: "person", id: person },
    about: [person],
    detail: { touchpoints: [...new Set(touchpoints)] },
  });
}

/** A password opens one account, so its touchpoint never joins another; neither do files, which stay sealed with the newcomer's key. */
async function mayJoin(tx: Tx, policy: PublishedPolicy, person: PersonId): Promise<boolean> {
  const sent = await submissionsOf(tx, person);
  return sent.every((s) => {
    const touchpoint = policy.policy.touchpoints[s.touchpoint];
    const file = s.fields.some((f) => policy.policy.fields[f]?.type === "file");
    return touchpoint !== undefined && touchpoint.account !== "password" && !file;
  });
}
