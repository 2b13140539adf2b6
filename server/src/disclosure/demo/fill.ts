import { type HeldSubmission, submissionsOf } from "../../collection/index.js";
import { inviteStaff } from "../../identity/index.js";
import { newId, type Organisation, type PersonId, Refusal, type Running, type StaffId, staffId } from "../../platform/index.js";
import { inForce, type PublishedPolicy } from "../../policy/index.js";
import { sweep } from "../../retention/index.js";
import { personsAfter } from "../../vault/index.js";
import { eventsAndVacancies, orderDates } from "./dates.js";
import { demandOfCourt, partnerWithContract } from "./recipients.js";
import { withdrawals } from "./withdrawals.js";

/** Where the demo acts: an organisation, its policy, somebody of its staff, and what came in. */
export interface Scene {
  readonly running: Running;
  readonly organisation: Organisation;
  readonly policy: PublishedPolicy;
  readonly staff: StaffId;
  readonly sent: readonly (HeldSubmission & { readonly person: PersonId })[];
}

type Step = (scene: Scene) => Promise<void>;
const steps: Readonly<Record<string, readonly Step[]>> = {
  khoingo: [orderDates, demandOfCourt],
  okvip: [eventsAndVacancies, withdrawals("dispute"), partnerWithContract, demandOfCourt],
  clever: [withdrawals("contact")],
};

/**
 * What happened to the made-up people since they came: dates of orders, an event and a vacancy that are over, withdrawals, a partner with its
 * contract to whom data went, a court that waits for its answer. Through the verbs of every day, and with the sweep's first run.
 */
export async function fillAfterwards(running: Running): Promise<void> {
  const { database, clock } = running;
  for (const organisation of await running.organisations.all()) {
    const own = steps[organisation.slug];
    if (!own) continue;
    const policy = await inForce(running, organisation.id);
    const staff = await someStaff(running, organisation, policy);
    const sent = await database.read(organisation.id, async (db) => {
      const all: Scene["sent"][number][] = [];
      for (const person of await personsAfter(db, null, 1000)) {
        for (const s of await submissionsOf(db, person)) if (s.state === "confirmed") all.push({ ...s, person });
      }
      return all.sort((a, b) => (a.id < b.id ? -1 : 1));
    });
    for (const step of own) {
      await step({ running, organisation, policy, staff, sent }).catch((error: unknown) => {
        if (error instanceof Refusal) throw new Error(`the demo cannot go on at ${organisation.slug}: ${error.code}`);
        throw error;
      });
    }
    await sweep({ database, clock, log: running.log }, organisation.id);
  }
}

/** Somebody who was invited and has not come yet. */
async function someStaff({ database, clock }: Running, { id }: Organisation, { policy }: PublishedPolicy): Promise<StaffId> {
  const roles = Object.entries(policy.roles).flatMap(([name, r]) => (r.may.includes("recipients") ? [name] : []));
  const who = { name: "Lê Thị Mẫu", email: "mau@vidu.example", roles: roles.slice(0, 1) };
  const invited = await database.write(id, (tx) => inviteStaff(tx, who, staffId.parse(newId()), clock.now()));
  return invited.staff;
}
