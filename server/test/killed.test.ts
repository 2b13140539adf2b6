import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Act, answer, Consents, shownIn } from "../src/consent/index.js";
import { saltsFrom } from "../src/evidence/index.js";
import { type Embedded, startEmbedded } from "../src/platform/embedded.js";
import {
  createLog,
  Database,
  enqueue,
  newId,
  type OrganisationId,
  Organisations,
  organisationId,
  type PersonId,
  prepareJobs,
  runJobs,
} from "../src/platform/index.js";
import { migrate } from "../src/platform/migrate.js";
import { type PublishedPolicy, publish } from "../src/policy/index.js";
import { createPerson, openOrganisation, openVault, saltRoots } from "../src/vault/index.js";
import { policyFile } from "./policy.js";

const writers = 8;
const peopleOfEach = 12;

/** A PostgreSQL of its own, as durable as in earnest, with one organisation. */
let root: string;
let cluster: Embedded;
let database: Database;
let worker: Database;
let organisation: OrganisationId;
let policy: PublishedPolicy;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kept-killed-"));
  await chmod(root, 0o711);
  const at = (name: string) => join(root, name);
  cluster = await startEmbedded(at("data"), at("keys"));
  await migrate(cluster.ownerUrl, "kept");
  database = new Database({ url: cluster.url, role: "kept_app" });
  worker = new Database({ url: cluster.url, role: "kept_worker", max: 4 });
  await prepareJobs(worker);
  saltsFrom(saltRoots);
  await openVault(database, { data: at("files"), keys: at("keyring"), ledger: at("ledger") }, new Date());
  organisation = organisationId.parse(newId());
  policy = await database.write(organisation, async (tx) => {
    await tx.named("t.organisation", "insert into organisation (id, slug, created_at) values ($1, 'club', $2)", [organisation, new Date()]);
    await openOrganisation(tx, new Date());
    return publish(tx, { source: policyFile("club"), over: 0, by: { kind: "system" }, now: new Date() });
  });
}, 120_000);
afterAll(async () => {
  await database?.close();
  await worker?.close();
  await cluster?.stop();
  await rm(root, { recursive: true, force: true });
});

interface Written {
  readonly person: PersonId;
  readonly act: Act["act"];
  readonly id: string;
}

describe("PostgreSQL killed amid consents", () => {
  it("loses nothing acknowledged, and what was unknown is there once when tried again", { timeout: 240_000 }, async () => {
    const consents = new Consents(database);
    const acknowledged: Written[] = [];
    let unknown = 0;
    let stop = false;
    const words = await shownIn(policy, "join", { purpose: "newsletter" }, "vi");
    const make = (person: PersonId, act: "given" | "withdrawn", id: string): Act => {
      const said = { id, person, purpose: "newsletter", at: new Date(), method: "form", by: { kind: "person" } } as const;
      return act === "given" ? answer(policy, act, { ...said, shown: words }) : { ...said, act, policyVersion: policy.version };
    };
    const write = async () => {
      const people = await Promise.all(
        Array.from({ length: peopleOfEach }, () => database.write(organisation, (tx) => createPerson(tx, new Date()))),
      );
      for (let round = 0; !stop; round++) {
        for (const person of people) {
          const act = round % 2 === 0 ? "given" : "withdrawn";
          // The same act again until someone answers: what a client does that was told nothing.
          const id = newId();
          for (;;) {
            const done = await consents.record(organisation, make(person, act, id)).catch(() => undefined);
            if (done) {
              acknowledged.push({ person, act, id: done.consent });
              break;
            }
            unknown++;
            await wait(25);
          }
        }
      }
    };
    const writing = Promise.all(Array.from({ length: writers }, write));
    for (const kill of [killBackends, killPostmaster, killBackends, killAll, killPostmaster]) {
      const before = acknowledged.length;
      await until(() => acknowledged.length > before + 200);
      await kill();
    }
    const before = acknowledged.length;
    await until(() => acknowledged.length > before + 200);
    stop = true;
    await writing;

    expect(unknown).toBeGreaterThan(0);
    const owner = new pg.Client({ connectionString: cluster.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<Written & { seq: number; events: number }>(
      `select c.person_id as person, c.act, c.id, c.seq,
         (select count(*)::int from event e join event_person s on s.organisation_id = e.organisation_id and s.event_id = e.id
          where e.organisation_id = c.organisation_id and e.id = c.event_id and s.person_id = c.person_id) as events
       from consent c order by c.person_id, c.seq`,
    );
    // Each answer named its own row, each row was named by an answer, and each has one event.
    const ids = acknowledged.map((a) => a.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rows.map((r) => r.id).sort()).toEqual(ids.sort());
    expect(rows.filter((r) => r.events !== 1)).toEqual([]);
    const named = new Map(acknowledged.map((a) => [a.id, `${a.person} ${a.act}`]));
    expect(rows.filter((r) => named.get(r.id) !== `${r.person} ${r.act}`)).toEqual([]);
    const { rows: events } = await owner.query<{ n: number }>("select count(*)::int as n from event where type like 'consent.%'");
    expect(events[0]?.n).toBe(rows.length);
    // Person by person the acts are numbered without a gap, and take turns.
    for (const [i, row] of rows.entries()) {
      const earlier = rows[i - 1];
      const first = earlier?.person !== row.person;
      expect([row.seq, row.act]).toEqual(
        first ? [1, "given"] : [(earlier?.seq ?? 0) + 1, earlier?.act === "given" ? "withdrawn" : "given"],
      );
    }
    await owner.query("create extension amcheck");
    await owner.query(
      "select bt_index_check(indexrelid, true) from pg_index join pg_class c on c.oid = indrelid where c.relnamespace = 'public'::regnamespace",
    );
    await owner.end();
  });

  it("leaves the job runner at work", { timeout: 60_000 }, async () => {
    const ran: string[] = [];
    const job = {
      task: "test.note",
      run: async (_o: OrganisationId, payload: { readonly [k: string]: unknown }) => void ran.push(String(payload.n)),
    };
    const runner = await runJobs(worker, [job], new Organisations(database), createLog("silent"));
    const ask = (n: string) => again(() => database.write(organisation, (tx) => enqueue(tx, "test.note", { n })));
    await ask("before");
    await until(() => ran.includes("before"));
    await killPostmaster();
    await ask("after");
    await until(() => ran.includes("after"));
    await runner.stop();
  });
});

async function killPostmaster(): Promise<void> {
  process.kill(await postmaster(), "SIGKILL");
}

/** One backend killed makes PostgreSQL end all the others and recover. */
async function killBackends(): Promise<void> {
  for (const pid of (await children()).slice(-2)) kill(pid);
}

/** As when the machine goes: nobody is left to tidy up. */
async function killAll(): Promise<void> {
  const all = await children();
  await killPostmaster();
  for (const pid of all) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

async function postmaster(): Promise<number> {
  return again(async () => Number((await readFile(join(cluster.folder, "postmaster.pid"), "utf8")).split("\n")[0]));
}

/** Processes of PostgreSQL, the newest last. */
async function children(): Promise<number[]> {
  const parent = await postmaster();
  if (process.platform !== "linux") {
    const list = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).stdout.trim().split("\n");
    return list.map((l) => l.trim().split(/\s+/).map(Number)).flatMap(([pid, ppid]) => (pid && ppid === parent ? [pid] : []));
  }
  const pids = (await readdir("/proc")).filter((p) => /^\d+$/.test(p)).map(Number);
  const found: number[] = [];
  for (const pid of pids.sort((a, b) => a - b)) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent) found.push(pid);
  }
  return found;
}

async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 200; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await wait(100);
    }
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); await wait(50)) if (Date.now() > end) throw new Error("it did not come to that");
}
