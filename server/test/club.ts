import { saltsFrom } from "../src/evidence/index.js";
import { newId, type OrganisationId, type PersonId, type StaffId, staffId } from "../src/platform/index.js";
import { type PublishedPolicy, publish } from "../src/policy/index.js";
import { createPerson, saltRoots } from "../src/vault/index.js";
import { type PolicyDraft, policyFile } from "./policy.js";
import { type TestVault, testVault } from "./vault.js";

export interface Club extends TestVault {
  readonly id: OrganisationId;
  readonly slug: string;
  readonly staff: StaffId;
  /** The policy in force, after the last `republish`. */
  policy: PublishedPolicy;
  republish(change: (draft: PolicyDraft) => void): Promise<PublishedPolicy>;
  person(state?: "active" | "pending"): Promise<PersonId>;
}

/** An organisation with keys and a published policy over a fresh database. `change` alters the sample policy first. */
export async function testClub(change: (draft: PolicyDraft) => void = () => {}): Promise<Club> {
  const t = await testVault();
  saltsFrom(saltRoots);
  const slug = `club${newId().slice(-8)}`;
  const id = await t.organisation(slug);
  const by = { kind: "system" } as const;
  const policy = await t.database.write(id, (tx) => publish(tx, { source: policyFile(slug, change), over: 0, by, now: new Date() }));
  const club: Club = {
    ...t,
    id,
    slug,
    staff: staffId.parse(newId()),
    policy,
    async republish(again) {
      const source = policyFile(slug, (draft) => {
        change(draft);
        again(draft);
      });
      club.policy = await t.database.write(id, (tx) => publish(tx, { source, over: club.policy.version, by, now: new Date() }));
      return club.policy;
    },
    person: (state = "active") => t.database.write(id, (tx) => createPerson(tx, new Date(), state)),
  };
  return club;
}
