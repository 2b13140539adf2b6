// `npm test`: types, then lint, then every test, in one go. Says what was skipped and why, and ends with one line of counts.
// Arguments go to vitest: `npm test -- server/src/vault`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const began = Date.now();

if (Number(process.versions.node.split(".")[0]) < 24) {
  console.error("Tests run on Node 24: use `npm test`, which brings it.");
  process.exit(1);
}

const steps = [step("types", "tsc", ["-b"]), step("lint", "biome", ["ci", "--error-on-warnings", "."])];
const tests = runTests(process.argv.slice(2));
const failedSteps = steps.filter((s) => !s.ok);
const failed = tests.failed + failedSteps.length;

heading("summary");
for (const s of steps) console.log(`${s.ok ? "passed" : "FAILED"}  ${s.name} (${seconds(s.ms)})`);
console.log(`${tests.ok ? "passed" : "FAILED"}  tests (${seconds(tests.ms)})`);
for (const fault of tests.faults) console.log(`        ${fault}`);
if (tests.skipped.length > 0) console.log(`\nSkipped, each for the reason in its name or below:`);
for (const name of tests.skipped) console.log(`        ${name}`);
for (const reason of absent()) console.log(`skipped: ${reason}`);
console.log(`\nTook ${seconds(Date.now() - began)}.`);
console.log(`${tests.passed} passed, ${failed} failed, ${tests.skipped.length} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function step(name, command, args) {
  heading(name);
  const at = Date.now();
  const done = spawnSync(process.execPath, [bin(command), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return { name, ok: done.status === 0, ms: Date.now() - at };
}

/** Counts come from vitest's own report. A file that did not load, or a fault outside any test, counts as one failure. */
function runTests(filters) {
  heading("tests");
  const at = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "kept-report-"));
  const report = join(folder, "report.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters];
  const done = spawnSync(process.execPath, [bin("vitest"), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  const read = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { testResults: [] };
  rmSync(folder, { recursive: true, force: true });
  const all = read.testResults.flatMap((file) =>
    file.assertionResults.map((a) => ({ status: a.status, name: `${place(file)}: ${a.fullName}` })),
  );
  const unloaded = read.testResults.filter((file) => file.status === "failed" && !file.assertionResults.some((a) => a.status === "failed"));
  const faults = [
    ...all.filter((a) => a.status === "failed").map((a) => a.name),
    ...unloaded.map((file) => `${place(file)} did not run to its end`),
  ];
  if (done.status !== 0 && faults.length === 0) faults.push("a fault outside any test: see above");
  if (all.length === 0) faults.push("no test ran");
  return {
    ok: faults.length === 0,
    ms: Date.now() - at,
    passed: all.filter((a) => a.status === "passed").length,
    failed: faults.length,
    faults,
    skipped: all.filter((a) => a.status !== "passed" && a.status !== "failed").map((a) => a.name),
  };
}

/** What tests look for outside the clone, and do without. */
function absent() {
  return existsSync(join(root, "../shared/vectors"))
    ? []
    : ["the outside conformance vectors: there is no ../shared/vectors beside this clone"];
}

function bin(command) {
  const name = { tsc: "typescript", biome: "@biomejs/biome", vitest: "vitest" }[command];
  const folder = join(root, "node_modules", name);
  const entry = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).bin;
  return join(folder, typeof entry === "string" ? entry : entry[command]);
}

function place(file) {
  return relative(root, file.name);
}

function heading(text) {
  console.log(`\n── ${text} ${"─".repeat(Math.max(3, 60 - text.length))}`);
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
