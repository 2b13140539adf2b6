import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { cases, hostOf } from "./cases.mjs";
import { median } from "./flight.mjs";
import { machine } from "./machine.mjs";
import { forkPeer, resident, startProduct } from "./peer.mjs";
import { commitsPerSecond } from "./postgres.mjs";
import { asked } from "./requests.mjs";

/** Runs every case: warm-up, then rounds in which each peer has its turn, medians at the end. */
export async function measure(postgres, o) {
  const env = {
    DATABASE_URL: postgres.url,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    KEPT_POLICIES: join(o.here, "policies"),
    KEPT_DATA: join(o.folder, "data"),
    KEPT_KEYS: join(o.folder, "keys"),
    KEPT_LEDGER: join(o.folder, "ledger"),
  };
  const facts = seed(env, o);
  const results = {
    ...machine(postgres.settings),
    at: new Date().toISOString(),
    quick: o.quick,
    inFlight: o.inFlight,
    rounds: o.rounds,
    seconds: o.seconds,
  };
  results.cases = [];
  const wanted = cases.filter((c) => !o.only || c.name.includes(o.only));
  for (const c of wanted) results.cases.push(await measureCase(c, { ...o, env, facts, postgres }));
  results.floor = await floor({ ...o, facts, postgres });
  if (!o.only || o.only === "import") {
    const { measureImport } = await import("./import.mjs");
    results.import = await measureImport({ ...o, env, facts, postgres });
  }
  return results;
}

function seed(env, o) {
  const sizes = { people: 5000, background: o.quick ? 20_000 : 200_000, year: 2000, folder: o.folder };
  const made = spawnSync(process.execPath, [join(o.here, "seed.mjs"), JSON.stringify(sizes)], {
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (made.status !== 0) throw new Error("the seed failed");
  return JSON.parse(made.stdout);
}

async function measureCase(c, o) {
  console.error(`bench: ${c.name}`);
  const hosts = new Map();
  const load = c.level === "http" ? await forkPeer("load.mjs") : undefined;
  try {
    for (const host of new Set(Object.keys(c.peers).map(hostOf))) hosts.set(host, await startHost(host, c.level, o));
    const turn = (peer, seconds) => {
      const host = hosts.get(hostOf(peer));
      const { inFlight, facts } = o;
      return load
        ? load.ask({ port: host.port, request: c.peers[peer], facts, inFlight, seconds })
        : host.ask({ operation: c.peers[peer], inFlight, seconds });
    };
    await fillPeers(c, hosts, o, load);
    for (const peer of Object.keys(c.peers)) await turn(peer, o.warm);
    const rounds = Object.fromEntries(Object.keys(c.peers).map((peer) => [peer, []]));
    const memory = {};
    for (let round = 0; round < o.rounds; round++) {
      for (const peer of Object.keys(c.peers)) {
        const pid = hosts.get(hostOf(peer)).pid;
        const watching = setInterval(() => {
          memory[peer] = Math.max(memory[peer] ?? 0, resident(pid));
        }, 100);
        try {
          rounds[peer].push(await turn(peer, o.seconds));
        } finally {
          clearInterval(watching);
        }
      }
    }
    return {
      name: c.name,
      level: c.level,
      against: c.against,
      atLeast: c.atLeast,
      peers: mapValues(rounds, (r, peer) => ({ ...middle(r), memory: memory[peer] })),
    };
  } finally {
    await load?.stop();
    for (const host of hosts.values()) await host.stop();
  }
}

/** Reads ask for people whose consent was written before: one each, the same for all. */
async function fillPeers(c, hosts, o, load) {
  if (!c.name.startsWith("standing")) return;
  for (const [host, peer] of hosts) {
    const { facts, inFlight } = o;
    if (load) await load.ask({ port: peer.port, request: `${host} consent`, facts, inFlight, count: asked });
    else await peer.ask({ operation: "consent", inFlight, count: asked });
  }
}

function startHost(host, level, o) {
  const execArgv = o.profile ? ["--cpu-prof", `--cpu-prof-dir=${join(o.here, "results", "profiles")}`] : [];
  if (host === "kept" && level === "http") return startProduct(o.env, execArgv);
  const env = { ...o.env, BENCH_FACTS: JSON.stringify(o.facts), ...(host === "kept" ? {} : { DATABASE_URL: o.postgres.peerUrl(host) }) };
  return forkPeer(`peers/${host === "kept" ? "kept-verbs" : host}.mjs`, { env, execArgv: host === "kept" ? execArgv : [] });
}

/** What the disk and the database allow at most, of one row at a time and of a thousand. */
async function floor(o) {
  const url = o.postgres.peerUrl("bare");
  const bare = await startHost("bare", "process", { ...o, env: {} });
  const batches = await bare.ask({ operation: "batch", inFlight: 2, seconds: o.seconds });
  await bare.stop();
  return { commits: await commitsPerSecond(url, o.seconds), batchRows: batches.rate * 1000 };
}

function middle(rounds) {
  const of = (key) => median(rounds.map((r) => r[key]));
  return { rate: of("rate"), p50: of("p50"), p99: of("p99"), rates: rounds.map((r) => Math.round(r.rate)) };
}

const mapValues = (of, fn) => Object.fromEntries(Object.entries(of).map(([k, v]) => [k, fn(v, k)]));
