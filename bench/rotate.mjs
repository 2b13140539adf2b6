// What people notice while an epoch rotates: node bench/rotate.mjs [--quick] [--keys N], after a build. On a PostgreSQL of its own, durable.
import { spawnSync } from "node:child_process";
import { createSecretKey, randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { summary } from "./lib/flight.mjs";
import { Connection } from "./lib/http.mjs";
import { benchOrganisation, openKept } from "./lib/kept.mjs";
import { startProduct } from "./lib/peer.mjs";
import { requests } from "./lib/requests.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const lanes = 4;
/** Between two calls of a lane, so that the server is busy and not full: what is measured is waiting, not how much it can do. */
const pause = 10;
const kinds = { "standing reads": "kept standing", "consent writes": "kept consent" };

/** Latency of calls over HTTP before and while the server's own job moves `keys` data keys to a new epoch. */
export async function rotation({ keys, seconds }) {
  const root = await mkdtemp(join(tmpdir(), "kept-rotate-"));
  await chmod(root, 0o711);
  const { startEmbedded } = await import("../server/dist/platform/embedded.js");
  const cluster = await startEmbedded(join(root, "data"), join(root, "keys"), [], () => {});
  const env = {
    DATABASE_URL: cluster.url,
    DATABASE_OWNER_URL: cluster.ownerUrl,
    KEPT_POLICIES: join(here, "policies"),
    KEPT_DATA: join(root, "files"),
    KEPT_KEYS: join(root, "keys"),
    KEPT_LEDGER: join(root, "ledger"),
  };
  const owner = new pg.Client({ connectionString: cluster.ownerUrl });
  let product;
  let kept;
  try {
    const facts = seed(env, root);
    await owner.connect();
    kept = await openKept({ ...process.env, ...env });
    const { organisation } = await benchOrganisation(kept);
    await fill(owner, organisation, keys, env.KEPT_KEYS);
    product = await startProduct(env);
    await calls(product.port, facts, wait(2000));
    const before = await calls(product.port, facts, wait(seconds * 1000));
    const from = performance.now();
    await kept.database.write(organisation, (tx) => kept.vault.rotateEpoch(tx, new Date()));
    let took = 0;
    const moved = untilMoved(owner, organisation).then(() => {
      took = (performance.now() - from) / 1000;
    });
    const during = await calls(product.port, facts, moved);
    const { rows } = await owner.query("select count(*)::int as n from person_key where organisation_id = $1", [organisation]);
    return { keys: rows[0].n, seconds: took, before, during };
  } finally {
    await product?.stop();
    await kept?.database.close();
    await owner.end();
    await cluster.stop();
    await rm(root, { recursive: true, force: true });
  }
}

export function printRotation({ keys, seconds, before, during }) {
  const ms = (n) => n.toFixed(1).padStart(8);
  console.log(
    `\nAn epoch rotates: ${keys.toLocaleString("en")} keys in ${seconds.toFixed(1)} s, ${Math.round(keys / seconds)}/s, while serving`,
  );
  console.log(
    `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ${lanes} lanes each, ${pause} ms between calls of a lane\n`,
  );
  console.log("| call over HTTP | | before ms | during ms | ratio |\n| --- | --- | ---: | ---: | ---: |");
  for (const kind of Object.keys(kinds)) {
    for (const part of ["p50", "p99"]) {
      const [a, b] = [before[kind][part], during[kind][part]];
      console.log(`| ${kind} | ${part} | ${ms(a)} | ${ms(b)} | ${(b / a).toFixed(2)}× |`);
    }
  }
  console.log(
    `calls: ${Object.keys(kinds)
      .map((k) => `${k} ${before[k].count} before, ${during[k].count} during`)
      .join("; ")}`,
  );
}

function seed(env, folder) {
  const sizes = { people: 2000, background: 1000, year: 100, folder };
  const made = spawnSync(process.execPath, [join(here, "seed.mjs"), JSON.stringify(sizes)], {
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (made.status !== 0) throw new Error("the seed failed");
  return JSON.parse(made.stdout);
}

/** Persons and their keys by bare statements; the keys are sound, wrapped under the epoch in use. What salts derive from is chance: nobody asks for it here. */
async function fill(owner, organisation, keys, folder) {
  const { FileKeyring } = await import("../server/dist/vault/keyring/file.js");
  const { newId } = await import("../server/dist/platform/index.js");
  const ring = await FileKeyring.open(folder);
  const key = { version: 1, key: createSecretKey(randomBytes(32)) };
  const some = 5000;
  for (let done = 0; done < keys; done += some) {
    const persons = Array.from({ length: Math.min(some, keys - done) }, () => newId());
    const wrapped = await ring.wrap(
      organisation,
      persons.map((person) => ({ person, key })),
    );
    await owner.query("begin");
    await owner.query(
      "insert into person (organisation_id, id, state, created_at) select $1, id, 'active', now() from unnest($2::uuid[]) id",
      [organisation, persons],
    );
    await owner.query(
      `insert into person_key (organisation_id, person_id, version, epoch, wrapped, salt_root_sealed)
       select $1, r.person, 1, $2, r.wrapped, $5 from unnest($3::uuid[], $4::bytea[]) r(person, wrapped)`,
      [organisation, wrapped[0].epoch, persons, wrapped.map((w) => w.wrapped), randomBytes(113)],
    );
    await owner.query("commit");
  }
  await owner.query("analyze person, person_key");
}

/** Resolves when no key is under an older epoch. Asks the index, not the table. */
async function untilMoved(owner, organisation) {
  const text = `select exists (select 1 from person_key where organisation_id = $1
    and epoch < (select max(number) from vault_key where organisation_id = $1 and kind = 'epoch')) as left`;
  while ((await owner.query(text, [organisation])).rows[0].left) await wait(100);
}

/** Every kind of call at once, until `end` resolves: how long each took. */
async function calls(port, facts, end) {
  let over = false;
  void end.finally(() => {
    over = true;
  });
  const start = performance.now();
  const answers = await Promise.all(
    Object.entries(kinds).map(async ([kind, name]) => {
      const make = requests[name](facts);
      const took = [];
      let sent = 0;
      await Promise.all(
        Array.from({ length: lanes }, async () => {
          const connection = await Connection.open(port);
          while (!over) {
            const { expect, ...request } = make(sent++);
            const from = performance.now();
            const { status, body } = await connection.send(request);
            took.push(performance.now() - from);
            if (status !== expect) throw new Error(`${request.path} answered ${status}: ${body.slice(0, 300)}`);
            await wait(pause);
          }
          connection.close();
        }),
      );
      return [kind, took];
    }),
  );
  await end;
  const seconds = (performance.now() - start) / 1000;
  return Object.fromEntries(answers.map(([kind, took]) => [kind, summary(took, seconds)]));
}

/** Measures and prints. `keys`: how many; else a million, or 20,000 where it must be quick. */
export async function run({ quick, keys }) {
  printRotation(await rotation({ keys: Number(keys ?? (quick ? 20_000 : 1_000_000)), seconds: quick ? 5 : 30 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run(parseArgs({ options: { quick: { type: "boolean", default: false }, keys: { type: "string" } } }).values);
  process.exit(0);
}
