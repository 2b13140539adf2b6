// Backup and restore of what the run before left in the database: MB a second, against the same rows copied to nowhere and pg_dump's own.
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { resident } from "./lib/peer.mjs";

const main = fileURLToPath(new URL("../server/dist/main.js", import.meta.url));
const least = 0.5;

/** What each took, in seconds and MB of the rows as COPY gives them, and the highest resident memory of its process. */
export async function backups(postgres, folder, atLeast) {
  const apart = await mkdtemp(join(tmpdir(), "kept-bench-backup-"));
  const env = { ...process.env, DATABASE_URL: postgres.url, DATABASE_OWNER_URL: postgres.ownerUrl, ...rootsIn(folder) };
  const to = join(apart, "backups");
  const words = join(apart, "words");
  try {
    const { newPhrase, writeRecoveryKey } = await import("../server/dist/vault/index.js");
    const phrase = await newPhrase();
    await writeRecoveryKey(env.KEPT_KEYS, phrase.recipient, new Date());
    writeFileSync(words, phrase.words.join(" "), { mode: 0o600 });
    await fill(postgres.ownerUrl, atLeast);
    const nowhere = await copied(postgres.ownerUrl);
    const backup = await timed(["backup", "--to", to], env);
    const [name] = await readdir(to);
    const file = join(to, name);
    const owner = new pg.Client({ connectionString: postgres.peerUrl("postgres") });
    await owner.connect();
    await owner.query("create database restored");
    await owner.query(`grant connect on database restored to "${new URL(postgres.url).username}"`).finally(() => owner.end());
    const other = { DATABASE_URL: postgres.url.replace(/\/kept$/, "/restored"), DATABASE_OWNER_URL: postgres.peerUrl("restored") };
    const restore = await timed(["restore", file, "--words", words], { ...env, ...other, KEPT_DATA: join(apart, "data") });
    return {
      megabytes: nowhere.bytes / 1e6,
      sealed: (await stat(file)).size / 1e6,
      nowhere,
      backup,
      restore,
      dump: dumped(postgres.ownerUrl),
    };
  } finally {
    await rm(apart, { recursive: true, force: true });
  }
}

export function printBackups(b) {
  const row = (what, seconds, memory, against) => {
    const rate = b.megabytes / seconds;
    return `| ${what} | ${seconds.toFixed(1)} | ${rate.toFixed(1)} | ${memory ? Math.round(memory) : ""} | ${against ? `${(rate / (b.megabytes / b.nowhere.seconds)).toFixed(2)}×` : ""} |`;
  };
  console.log(`\n${b.megabytes.toFixed(0)} MB of rows, ${b.sealed.toFixed(0)} MB sealed`);
  console.log("| | seconds | MB/s | resident MiB | of COPY to nowhere |\n| --- | ---: | ---: | ---: | ---: |");
  console.log(row("COPY of every table to nowhere", b.nowhere.seconds));
  console.log(row("kept backup", b.backup.seconds, b.backup.memory, true));
  console.log(row("kept restore (proved first, then loaded)", b.restore.seconds, b.restore.memory, true));
  if (b.dump) console.log(row("pg_dump -Fc to nowhere", b.dump.seconds, undefined, true));
  else console.log("pg_dump: none here that this server's version allows");
  console.log(`aim: a backup at least ${least}× of COPY to nowhere`);
}

function rootsIn(folder) {
  return { KEPT_DATA: join(folder, "data"), KEPT_KEYS: join(folder, "keys"), KEPT_LEDGER: join(folder, "ledger") };
}

/** Sealed values once more under other ids, until there are so many MB of rows: otherwise it is the start of a process that is measured. */
async function fill(url, atLeast) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select pg_database_size(current_database())::float8 as whole, pg_table_size('value')::float8 as values",
  );
  const times = Math.ceil((atLeast * 1e6 - rows[0].whole / 2) / Math.max(1, rows[0].values));
  if (times > 0)
    await client.query(
      `insert into value select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid()))).* from value v, generate_series(1, ${times})`,
    );
  await client.end();
}

async function copied(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace");
  const start = performance.now();
  let bytes = 0;
  for (const { name } of rows) {
    for await (const piece of client.query(copyTo(`copy "${name}" to stdout (format binary)`))) bytes += piece.length;
  }
  const seconds = (performance.now() - start) / 1000;
  await client.end();
  return { seconds, bytes };
}

async function timed(args, env) {
  const start = performance.now();
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-2000);
  });
  let memory = 0;
  const watching = setInterval(() => {
    memory = Math.max(memory, resident(child.pid));
  }, 50);
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(watching);
  if (code !== 0) throw new Error(`kept ${args[0]} ended with ${code}: ${said}`);
  return { seconds: (performance.now() - start) / 1000, memory };
}

/** Undefined where there is no pg_dump, or it is older than the server. */
function dumped(url) {
  const start = performance.now();
  const done = spawnSync("pg_dump", ["-Fc", "-Z0", "--schema=public", "-f", "/dev/null", url], { encoding: "utf8" });
  return done.status === 0 ? { seconds: (performance.now() - start) / 1000 } : undefined;
}
