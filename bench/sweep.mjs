// What a sweep costs by how many people are stored beside those who are due: node bench/sweep.mjs [--quick]. On a PostgreSQL of its own, durable.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { withOwnKept } from "./lib/own.mjs";

const most = 1.5;
const day = 86_400_000;

/** Seconds of `sweep` for so many due people, among few and among many others; the median of the rounds. */
export async function sweeps({ quick }) {
  const plan = quick ? { due: 1000, among: [10_000, 100_000], rounds: 3 } : { due: 10_000, among: [100_000, 1_000_000], rounds: 1 };
  return withOwnKept("sweep", async (kept) => {
    await publishTimed(kept);
    const rows = [];
    let stored = 0;
    for (const among of plan.among) {
      await fill(kept, among - stored);
      stored = among;
      const taken = [];
      for (let round = 0; round <= plan.rounds; round++) {
        // The first round warms up.
        const due = round === 0 ? Math.ceil(plan.due / 10) : plan.due;
        await addDue(kept, due);
        for (const table of tables) await kept.owner.query(`vacuum analyze ${table}`);
        const seconds = await timed(kept, due);
        if (round > 0) taken.push(seconds);
      }
      rows.push({ due: plan.due, among, seconds: taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)] });
    }
    return rows;
  });
}

export function printSweeps(rows) {
  const [few, many] = rows;
  console.log("\n| a sweep of | among | takes, median | due people per second |\n| ---: | ---: | ---: | ---: |");
  for (const r of rows)
    console.log(
      `| ${r.due.toLocaleString("en")} due | ${r.among.toLocaleString("en")} | ${r.seconds.toFixed(1)} s | ${Math.round(r.due / r.seconds)} |`,
    );
  console.log(`many to few ${(many.seconds / few.seconds).toFixed(2)}, aim at most ${most}`);
}

const tables = ["person", "person_key", "value", "keeping"];

/** The benchmark's policy, with data that end a year after they were given. */
async function publishTimed({ database, organisation, from }) {
  const { publish } = await from("policy/index.js");
  const file = await readFile(new URL("policies/bench.yaml", import.meta.url), "utf8");
  const source = file.replace(
    /^retention:\n.*$/m,
    "retention:\n  - { id: orders, text: { vi: Giữ một năm., en: Kept a year. }, until: time, period: 12 months }",
  );
  if (source === file) throw new Error("the policy of the benchmark has another retention");
  await database.write(organisation, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: new Date() }));
}

/** People who are due: made by the vault's own verbs, with a key and a sealed value each, given thirteen months ago. */
async function addDue({ database, organisation, from }, count) {
  const { createPersons, sealMany } = await from("vault/index.js");
  const { lookBy } = await from("retention/index.js");
  const at = new Date(Date.now() - 400 * day);
  for (let made = 0; made < count; made += 500) {
    await database.write(organisation, async (tx) => {
      const persons = await createPersons(tx, Math.min(500, count - made), at, "active");
      await sealMany(
        tx,
        persons.map((person) => ({ person, ...value(at) })),
      );
      await lookBy(tx, persons, at);
    });
  }
}

/**
 * People who are stored and not due. Their rows are written by SQL, as copies of one person's: what a sweep passes by it never opens, and sealing a
 * million keys would take most of an hour. Rows and indexes are as many and as large as the real ones.
 */
async function fill({ database, owner, organisation, from }, count) {
  const { createPersons, sealMany } = await from("vault/index.js");
  const model = await database.write(organisation, async (tx) => {
    const [person] = await createPersons(tx, 1, new Date(), "active");
    await sealMany(tx, [{ person, ...value(new Date()) }]);
    return person;
  });
  const columns = await owner.query(
    `select table_name as t, string_agg(column_name, ', ' order by ordinal_position) as c from information_schema.columns
     where table_name = any($1) and column_name not in ('person_id', 'id', 'organisation_id') group by 1`,
    [["person", "person_key", "value"]],
  );
  const of = Object.fromEntries(columns.map(({ t, c }) => [t, c]));
  const step = 20_000;
  for (let at = 0; at < count; at += step) {
    const some = [organisation, model, Math.min(step, count - at)];
    await owner.query(
      `with fresh as materialized (select gen_random_uuid() as id from generate_series(1, $3)),
         p as (insert into person (organisation_id, id, ${of.person}) select $1, f.id, ${of.person} from person m, fresh f where m.id = $2),
         k as (insert into person_key (organisation_id, person_id, ${of.person_key}) select $1, f.id, ${of.person_key} from person_key m, fresh f where m.person_id = $2),
         v as (insert into value (organisation_id, person_id, id, ${of.value}) select $1, f.id, gen_random_uuid(), ${of.value} from value m, fresh f where m.person_id = $2)
       insert into keeping (organisation_id, person_id, look_at, ends_on, rule, fields)
       select $1, f.id, now() + (340 + random() * 10) * interval '1 day', (now() + interval '365 days')::date, 'orders', '{message}' from fresh f`,
      some,
    );
  }
}

async function timed({ running, organisation, from }, due) {
  const { sweep } = await from("retention/index.js");
  const start = performance.now();
  const done = await sweep(running, organisation);
  const seconds = (performance.now() - start) / 1000;
  if (done.fault !== null || done.persons !== due) throw new Error(`the sweep erased ${done.persons} of ${due}: ${done.fault}`);
  return seconds;
}

const value = (at) => ({
  field: "message",
  content: "Giao buổi sáng giúp tôi.",
  rule: { index: "none", type: "lines" },
  origin: {
    submissionId: null,
    occasionId: null,
    touchpoint: "order",
    channel: "form",
    purposes: ["orders"],
    basis: "contract",
    noticeVersion: 1,
    language: "vi",
    shownDigest: Buffer.alloc(32, 7),
    collectedAt: at,
    verifiedAt: null,
    until: null,
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) printSweeps(await sweeps({ quick: process.argv.includes("--quick") }));
