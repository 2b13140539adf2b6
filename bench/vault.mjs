// How fast the vault's own work is, without a database: `node bench/vault.mjs`, after a build.
import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const vault = new URL("../server/dist/vault/", import.meta.url);
const { open, seal } = await import(new URL("seal.js", vault));
const { digest, termsOf } = await import(new URL("blind/digest.js", vault));
const { openChunks, sealChunks } = await import(new URL("files/chunks.js", vault));
const { FileKeyring } = await import(new URL("keyring/file.js", vault));

const results = {};

/** Best of five runs: what the machine can do when it does nothing else. */
async function measure(name, times, work, unit = "/s") {
  let best = 0;
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    await work(times);
    best = Math.max(best, times / ((performance.now() - start) / 1000));
  }
  results[name] = Math.round(best);
  console.log(`${name.padEnd(34)} ${Math.round(best).toLocaleString("en").padStart(10)} ${unit}`);
}

const organisation = randomUUID();
const person = randomUUID();
const place = { organisation, table: "value", person, field: "email", id: randomUUID() };
const key = { version: 1, key: createSecretKey(randomBytes(32)) };
const value = Buffer.from('"nguyen.van.an@example.vn"');
const sealed = seal(key, place, value);

await measure("seal a value", 30_000, (n) => {
  for (let i = 0; i < n; i++) seal(key, place, value);
});
await measure("open a value", 30_000, (n) => {
  for (let i = 0; i < n; i++) open(key, place, sealed);
});

const folder = await mkdtemp(join(tmpdir(), "bench-"));
const ring = await FileKeyring.open(folder);
const { number } = await ring.prepare(organisation, "epoch");
await ring.promote(organisation, "epoch", number);
const many = Array.from({ length: 5000 }, () => ({
  person: randomUUID(),
  key: { version: 1, key: createSecretKey(randomBytes(32)) },
}));
let wrapped = [];
await measure("wrap a data key", many.length, async () => {
  wrapped = await ring.wrap(organisation, many);
});
const rows = many.map((m, i) => ({ person: m.person, version: 1, ...wrapped[i] }));
await measure("unwrap a data key", many.length, () => ring.unwrap(organisation, rows));
await rm(folder, { recursive: true });

const rule = { index: "words", type: "name" };
const index = createSecretKey(randomBytes(32));
await measure("index a name of three words", 10_000, (n) => {
  for (let i = 0; i < n; i++) for (const term of termsOf("full_name", rule, ["Nguyễn Văn Ân"])) digest(index, term);
});

const megabytes = 16;
const chunk = randomBytes(65_536);
async function* source() {
  for (let i = 0; i < megabytes * 16; i++) yield chunk;
}
const fileKey = createSecretKey(randomBytes(32));
await measure(
  "seal a file",
  megabytes,
  async () => {
    for await (const piece of sealChunks(fileKey, place, source())) void piece;
  },
  "MiB/s",
);
await measure(
  "seal and open a file",
  megabytes,
  async () => {
    for await (const piece of openChunks(fileKey, place, sealChunks(fileKey, place, source()))) void piece;
  },
  "MiB/s",
);
if (process.argv.includes("--json")) console.log(JSON.stringify(results));
