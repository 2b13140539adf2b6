// Makes what the cases ask about: the organisation, an API key, people, and one person's year. Prints the facts as JSON.
import { writeFileSync } from "node:fs";
import { benchOrganisation, openKept } from "./lib/kept.mjs";
import { asked, submission } from "./lib/requests.mjs";

const { people: count, background, year, folder } = JSON.parse(process.argv[2] ?? "{}");
const { migrate } = await import("../server/dist/platform/migrate.js");
const url = new URL(process.env.DATABASE_URL);
await migrate(process.env.DATABASE_OWNER_URL, decodeURIComponent(url.username));
const kept = await openKept(process.env);
const { database, evidence, vault } = kept;
const { createKey } = await kept.from("identity/index.js");
const worker = new kept.platform.Database({ url: process.env.DATABASE_URL, role: "kept_worker", max: 1 });
await kept.platform.prepareJobs(worker);
await worker.close();
const [outcome] = await kept.policy.publishAtStart(kept.running);
if (outcome.outcome !== "published") throw new Error(`the policy is ${outcome.outcome}: ${JSON.stringify(outcome.findings ?? [])}`);
const { organisation, published } = await benchOrganisation(kept);
const key = await database.write(organisation, (tx) => createKey(tx, { label: "bench", roles: ["clerk"], by: undefined }, new Date()));

const people = [];
while (people.length < count) {
  const some = Math.min(1000, count - people.length);
  people.push(...(await database.write(organisation, (tx) => vault.createPersons(tx, some, new Date(), "active"))));
}
// Those who are read have six values each.
const origin = {
  submissionId: null,
  occasionId: null,
  touchpoint: "order",
  channel: "api",
  purposes: ["orders"],
  basis: "contract",
  noticeVersion: published.version,
  language: "vi",
  shownDigest: Buffer.alloc(32, 7),
  collectedAt: new Date(),
  verifiedAt: new Date(),
  until: null,
};
const { fields } = submission(1, { version: published.version });
for (let at = 0; at < asked; at += 50) {
  await database.write(organisation, async (tx) => {
    for (const person of people.slice(at, at + 50)) {
      const values = Object.entries(fields).map(([field, content]) => ({
        field,
        content: field === "email" ? `an.${person}@example.vn` : content,
        rule: { index: published.policy.fields[field].index ?? "none", type: published.policy.fields[field].type },
        origin,
      }));
      await vault.sealValues(tx, person, values);
    }
  });
}
const file = `${folder}/people.json`;
writeFileSync(file, JSON.stringify(people));

// A year of one person among the events of the others.
const [regular] = people;
const began = Date.now() - 365 * 86_400_000;
const types = ["value.read", "message.sent", "consent.given", "message.failed"];
const happening = (person, i, of) => ({
  type: types[i % types.length],
  at: new Date(began + (i / of) * 365 * 86_400_000),
  actor: { kind: "system" },
  about: [person],
  purpose: "newsletter",
  fields: ["email", "full_name"],
  policyVersion: published.version,
  detail: { channel: "email" },
});
const all = Array.from({ length: background }, (_, i) => happening(people[1 + (i % (people.length - 1))], i, background));
const every = Math.max(1, Math.floor(background / year));
for (let i = 0; i < year; i++) all.splice(i * (every + 1), 0, happening(regular, i, year));
const events = [];
for (let at = 0; at < all.length; at += 2000) {
  const some = all.slice(at, at + 2000);
  const ids = await database.write(organisation, (tx) => evidence.recordAll(tx, some));
  for (const [i, id] of ids.entries()) if (some[i].about[0] === regular) events.push(id);
}
const deep = events.sort()[Math.floor(year * 0.1)];
await database.close();
process.stdout.write(JSON.stringify({ organisation, version: published.version, key: key.secret, people: file, regular, deep }));
