import { z } from "zod";
import { refused } from "../evidence/index.js";
import {
  type Database,
  days,
  forgetAnswers,
  type Job,
  type OrganisationId,
  type Payload,
  personId,
  type Running,
} from "../platform/index.js";
import { accountOf } from "./account/store.js";
import { forgetTries } from "./attempts.js";
import { makeCode } from "./code/make.js";
import { removeOldCodes } from "./code/store.js";
import { removeOldCeremonies } from "./passkey/ceremony.js";
import { sessionsKept } from "./rules.js";
import { removeOldSessions } from "./session/store.js";
import { removeOldStaffSessions } from "./staff/session-store.js";

/**
 * `identity.code` makes a code that was asked for · `identity.refusal` records a refused sign-in where somebody is behind it ·
 * `identity.tidy` removes codes, challenges, counts, kept answers and sessions that are past (daily).
 */
export function identityJobs(running: Running): Job[] {
  const { database, clock } = running;
  return [
    {
      task: "identity.code",
      run: async (organisation, payload) => makeCode(database, organisation, z.uuid().parse(payload.code), clock.now()),
    },
    { task: "identity.refusal", run: (organisation, payload) => noteRefused(database, organisation, payload) },
    {
      task: "identity.tidy",
      every: "23 19 * * *",
      run: (organisation) =>
        database.write(organisation, async (tx) => {
          const now = clock.now();
          const before = new Date(now.getTime() - sessionsKept);
          await removeOldCodes(tx, now);
          await removeOldCeremonies(tx, now);
          await forgetTries(tx, now);
          await forgetAnswers(tx, new Date(now.getTime() - days(1)));
          await removeOldSessions(tx, before);
          await removeOldStaffSessions(tx, before);
        }),
    },
  ];
}

const refusal = z.object({
  person: personId,
  way: z.enum(["password", "code"]),
  reason: z.enum(["wrong", "throttled"]),
  known: z.boolean(),
  at: z.coerce.date(),
});

async function noteRefused(database: Database, organisation: OrganisationId, payload: Payload): Promise<void> {
  const { person, at, ...detail } = refusal.parse(payload);
  const account = await database.read(organisation, (db) => accountOf(db, person));
  if (!account) return;
  await refused(database, organisation, {
    type: "identity.sign_in_refused",
    at,
    actor: { kind: "visitor" },
    about: [person],
    detail,
  });
}
