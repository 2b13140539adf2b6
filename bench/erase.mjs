// How long until a person is unreadable, by how much is stored of them: node bench/erase.mjs. On a PostgreSQL of its own, durable.
import { fileURLToPath } from "node:url";
import { withOwnKept } from "./lib/own.mjs";

const sizes = [1, 100, 10_000];
const rounds = 15;
const most = 1.2;

/** Median milliseconds of `erasePerson` with its commit and its ledger line, for each size; the sizes take turns. */
export async function erasures() {
  return withOwnKept("erase", async ({ database, organisation, from }) => {
    const { createPerson, erasePerson, sealValues } = await from("vault/index.js");
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
  });
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
