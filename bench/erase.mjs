// How long until a person is unreadable, by how much is stored of them: node bench/erase.mjs. On a PostgreSQL of its own, durable.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sizes = [1, 100, 10_000];
const rounds = 15;
const most = 1.2;

/** Median milliseconds of `erasePerson` with its commit and its ledger line, for each size; the sizes take turns. */
export async function erasures() {
  const root = await mkdtemp(join(tmpdir(), "kept-erase-"));
  await chmod(root, 0o711);
  const at = (name) => join(root, name);
  const { startEmbedded } = await import("../server/dist/platform/embedded.js");
  const { migrate } = await import("../server/dist/platform/migrate.js");
  const { Database, newId, organisationId, prepareJobs } = await import("../server/dist/platform/index.js");
  const { createPerson, erasePerson, openOrganisation, openVault, sealValues } = await import("../server/dist/vault/index.js");
  const { registerErasures } = await import("../server/dist/main.js");
  const cluster = await startEmbedded(at("data"), at("keys"), [], () => {});
  await migrate(cluster.ownerUrl, "kept");
  const database = new Database({ url: cluster.url, role: "kept_app", max: 4 });
  const worker = new Database({ url: cluster.url, role: "kept_worker", max: 2 });
  try {
    await prepareJobs(worker);
    registerErasures();
    await openVault(database, { data: at("files"), keys: at("keyring"), ledger: at("ledger") }, new Date());
    const organisation = organisationId.parse(newId());
    await database.write(organisation, async (tx) => {
      await tx.named("b.organisation", "insert into organisation (id, slug, created_at) values ($1, 'bench', $2)", [
        organisation,
        new Date(),
      ]);
      await openOrganisation(tx, new Date());
    });
    const values = (n) => Array.from({ length: n }, (_, i) => ({ field: `f${i % 50}`, content: `gia tri ${i}`, rule, origin }));
    const made = (n) =>
      database.write(organisation, async (tx) => {
        const person = await createPerson(tx, new Date());
        await sealValues(tx, person, values(n));
        return person;
      });
    const taken = new Map(sizes.map((n) => [n, []]));
    for (let round = 0; round <= rounds; round++) {
      for (const n of sizes) {
        const person = await made(n);
        const start = performance.now();
        await database.write(organisation, (tx) => erasePerson(tx, person, "asked", new Date()));
        // The first round warms up.
        if (round > 0) taken.get(n).push(performance.now() - start);
      }
    }
    return sizes.map((n) => ({ values: n, ms: median(taken.get(n)) }));
  } finally {
    await database.close();
    await worker.close();
    await cluster.stop();
    await rm(root, { recursive: true, force: true });
  }
}

export function printErasures(rows) {
  const ratio = Math.max(...rows.map((r) => r.ms)) / Math.min(...rows.map((r) => r.ms));
  console.log("\n| erase a person with | until unreadable, median |\n| ---: | ---: |");
  for (const r of rows) console.log(`| ${r.values} values | ${r.ms.toFixed(1)} ms |`);
  console.log(`slowest to fastest ${ratio.toFixed(2)}, aim at most ${most}`);
}

const rule = { index: "none", type: "line" };
const origin = {
  submissionId: null,
  occasionId: null,
  touchpoint: "contact",
  channel: "form",
  purposes: ["advice"],
  basis: "consent",
  noticeVersion: 1,
  language: "vi",
  shownDigest: Buffer.alloc(32, 7),
  collectedAt: new Date(),
  verifiedAt: null,
  until: null,
};

function median(all) {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printErasures(await erasures());
