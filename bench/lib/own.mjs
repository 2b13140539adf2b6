// A Kept of its own for one measurement: a durable PostgreSQL, migrations, keys and one organisation; gone afterwards.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const from = (path) => import(new URL(path, new URL("../../server/dist/", import.meta.url)));

/** Runs `work({ database, owner, organisation, from, running })`; `owner` goes past row security, for filling tables. */
export async function withOwnKept(name, work) {
  const root = await mkdtemp(join(tmpdir(), `kept-${name}-`));
  await chmod(root, 0o711);
  const at = (folder) => join(root, folder);
  const { startEmbedded } = await from("platform/embedded.js");
  const { migrate } = await from("platform/migrate.js");
  const { createLog, Database, newId, organisationId, prepareJobs, systemClock } = await from("platform/index.js");
  const { openOrganisation, openVault, saltRoots } = await from("vault/index.js");
  const { saltsFrom } = await from("evidence/index.js");
  const { registerErasures } = await from("main.js");
  const cluster = await startEmbedded(at("data"), at("keys"), [], () => {});
  await migrate(cluster.ownerUrl, "kept");
  const database = new Database({ url: cluster.url, role: "kept_app", max: 4 });
  const worker = new Database({ url: cluster.url, role: "kept_worker", max: 2 });
  const owner = new Database({ url: cluster.ownerUrl, role: undefined, max: 1 });
  try {
    await prepareJobs(worker);
    registerErasures();
    saltsFrom(saltRoots);
    await openVault(database, { data: at("files"), keys: at("keyring"), ledger: at("ledger") }, new Date());
    const organisation = organisationId.parse(newId());
    await database.write(organisation, async (tx) => {
      await tx.named("b.organisation", "insert into organisation (id, slug, created_at) values ($1, 'bench', $2)", [
        organisation,
        new Date(),
      ]);
      await openOrganisation(tx, new Date());
    });
    return await work({ database, owner, organisation, from, running: { database, clock: systemClock, log: createLog("silent") } });
  } finally {
    await Promise.all([database.close(), worker.close(), owner.close()]);
    await cluster.stop();
    await rm(root, { recursive: true, force: true });
  }
}
