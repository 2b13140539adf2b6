import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbedded } from "../src/platform/embedded.js";
import { migrate } from "../src/platform/migrate.js";
/** One PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup(project) {
  const root = await mkdtemp(join(tmpdir(), "kept-test-"));
  const server = await startEmbedded(join(root, "data"), join(root, "keys"), ["fsync=off", "full_page_writes=off", "max_connections=200"]);
  await migrate(server.ownerUrl, "kept");
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
//# sourceMappingURL=setup.js.map
