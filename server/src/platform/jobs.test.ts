import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../test/database.js";
import { createLog, Database, enqueue, Organisations, runJobs } from "./index.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** A way to the database that can be shut. */
async function way(port: number, target: URL) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [a, b] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(a);
      a.on("error", () => b.destroy()).on("close", () => b.destroy());
      a.pipe(b);
    }
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const at = server.address();
  return {
    port: typeof at === "object" && at ? at.port : 0,
    async shut() {
      for (const s of sockets) s.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

describe("the job runner", () => {
  it("outlives a database that goes away while a job runs, and notes afterwards how the job went", async () => {
    const organisation = await db.organisation();
    const target = new URL(db.url);
    let open = await way(0, target);
    const through = new URL(db.url);
    through.port = String(open.port);
    const worker = new Database({ url: through.href, role: "kept_worker", max: 4 });
    let begun = 0;
    const slow = {
      task: "test.slow",
      run: async () => {
        begun++;
        await wait(400);
      },
    };
    const runner = await runJobs(worker, [slow], new Organisations(db.database), createLog("silent"));
    const waiting = async () => (await db.owner("select 1 from graphile_worker.jobs where task_identifier = 'test.slow'")).length;
    await db.database.write(organisation, (tx) => enqueue(tx, "test.slow", {}));
    while (begun === 0) await wait(20);
    await open.shut();
    await wait(1500);
    expect(await waiting()).toBe(1);
    open = await way(open.port, target);
    for (let i = 0; i < 150 && (await waiting()) > 0; i++) await wait(100);
    expect([begun, await waiting()]).toEqual([1, 0]);
    await runner.stop();
    await worker.close();
    await open.shut();
  });
});
