// `npm run bench`: Kept beside its peers, on one database server, under the same load, in the same run. See docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string" },
    seconds: { type: "string" },
    people: { type: "string" },
    "in-flight": { type: "string", default: "64" },
    profile: { type: "boolean", default: false },
  },
});

installPeers();
const { measure } = await import("./lib/measure.mjs");
const { print, write } = await import("./lib/report.mjs");
const { startPostgres } = await import("./lib/postgres.mjs");

const folder = join(here, ".data");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const postgres = await startPostgres(folder, (line) => console.error(line));
try {
  const results = await measure(postgres, {
    folder,
    here,
    rounds: Number(options.rounds ?? (options.quick ? 3 : 5)),
    seconds: Number(options.seconds ?? (options.quick ? 1.5 : 8)),
    warm: options.quick ? 0.5 : 3,
    imported: Number(options.people ?? (options.quick ? 20_000 : 200_000)),
    inFlight: Number(options["in-flight"]),
    only: options.only,
    profile: options.profile,
    quick: options.quick,
  });
  print(results);
  write(results, join(here, "results"));
  if (wants("backup")) {
    const { backups, printBackups } = await import("./backup.mjs");
    printBackups(await backups(postgres, folder, options.quick ? 0 : 400));
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (wants("gate")) {
  const { decisions, printDecisions } = await import("./gate.mjs");
  printDecisions(await decisions());
}
if (wants("erase")) {
  const { erasures, printErasures } = await import("./erase.mjs");
  printErasures(await erasures());
}
if (wants("rotate")) await (await import("./rotate.mjs")).run(options);
if (wants("sweep")) {
  const { printSweeps, sweeps } = await import("./sweep.mjs");
  printSweeps(await sweeps({ quick: options.quick }));
}
process.exit(0);

function wants(name) {
  return !options.only || name.includes(options.only);
}

/** The peers are no dependencies of the product: they are installed beside it, by their own lock file, when they are to be measured. */
function installPeers() {
  const lock = readFileSync(join(here, "package-lock.json"), "utf8");
  const done = join(here, "node_modules/.package-lock.json");
  const wanted = JSON.parse(lock).packages["node_modules/@c15t/backend"].version;
  const found = existsSync(done) && JSON.parse(readFileSync(done, "utf8")).packages?.["node_modules/@c15t/backend"]?.version;
  if (found === wanted) return;
  console.error("bench: installing the peers (npm ci, in bench/)");
  const installed = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
  if (installed.status !== 0) throw new Error("the peers could not be installed");
}
