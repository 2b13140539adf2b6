import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** The embedded PostgreSQL with the product's own settings (durable), in `folder`; every peer has a database of its own on it. */
export async function startPostgres(folder, tell) {
  const { startEmbedded } = await import("../../server/dist/platform/embedded.js");
  const embedded = await startEmbedded(join(folder, "data"), join(folder, "keys"), [], tell);
  const named = (name) => embedded.ownerUrl.replace(/\/kept$/, `/${name}`);
  const owner = new pg.Client({ connectionString: named("postgres") });
  await owner.connect();
  for (const name of ["bare", "c15t"]) {
    await owner.query(`drop database if exists ${name}`);
    await owner.query(`create database ${name}`);
  }
  const { rows } = await owner.query(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'server_version', 'wal_sync_method') order by name",
  );
  return {
    url: embedded.url,
    ownerUrl: embedded.ownerUrl,
    peerUrl: named,
    settings: Object.fromEntries(rows.map((r) => [r.name, r.setting])),
    async stop() {
      await owner.end();
      await embedded.stop();
      await rm(embedded.folder, { recursive: true, force: true });
    },
  };
}

/** Commits of one row on one connection, one after the other: how often this disk lets a promise be kept. */
export async function commitsPerSecond(url, seconds) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table if not exists one (n int)");
  let n = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000)
    await client.query({ name: "one", text: "insert into one values ($1)", values: [n++] });
  const rate = n / ((performance.now() - start) / 1000);
  await client.end();
  return rate;
}
