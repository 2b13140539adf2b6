import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { Database } from "../src/platform/database.js";
import { startEmbedded } from "../src/platform/embedded.js";
import { prepareJobs } from "../src/platform/jobs.js";
import { migrate } from "../src/platform/migrate.js";

declare module "vitest" {
  interface ProvidedContext {
    ownerUrl: string;
    url: string;
  }
}

/** One PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(join(tmpdir(), "kept-test-"));
  await chmod(root, 0o711);
  const server = await startEmbedded(join(root, "data"), join(root, "keys"), ["fsync=off", "full_page_writes=off", "max_connections=200"]);
  await migrate(server.ownerUrl, "kept");
  const worker = new Database({ url: server.url, role: "kept_worker", max: 2 });
  await prepareJobs(worker);
  await worker.close();
  const owner = new pg.Client({ connectionString: server.ownerUrl.replace(/\/kept$/, "/postgres") });
  await owner.connect();
  await owner.query("alter database kept is_template true");
  await owner.end();
  project.provide("ownerUrl", server.ownerUrl);
  project.provide("url", server.url);
  return async () => {
    await server.stop();
    await rm(root, { recursive: true, force: true });
  };
}
