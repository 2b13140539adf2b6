import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compose } from "../src/main.js";
import { TestClock } from "../src/platform/index.js";
import { backupIfDue } from "../src/vault/backup/schedule.js";
import { at, backedClub, leaveOut } from "./backup.js";
import { testRunning } from "./running.js";

const t = backedClub();
const running = (clock = new TestClock(at)) => {
  const { data, keys, ledger } = t.club.roots;
  return testRunning(t.club, clock, { KEPT_DATA: data, KEPT_KEYS: keys, KEPT_LEDGER: ledger, KEPT_BACKUPS: t.to, KEPT_BACKUPS_KEEP: "2" });
};

describe("before the ledger was replayed", () => {
  it("the server is alive, not ready, and shows and takes nothing", async () => {
    const { closed } = compose(running());
    expect((await closed.request("/healthz")).status).toBe(200);
    const ready = await closed.request("/readyz");
    expect([ready.status, await ready.json()]).toEqual([503, { status: "unready", missing: ["ledger"] }]);
    const page = await closed.request(`/${t.club.slug}`);
    expect(page.status).toBe(503);
    expect(page.headers.get("retry-after")).not.toBeNull();
    expect(await page.text()).toMatch(/vừa được khôi phục/);
    for (const path of ["/console", "/api/v1/people", `/${t.club.slug}/account`]) {
      expect([path, (await closed.request(path)).status]).toEqual([path, 503]);
    }
  });
});

describe("the server's own backups", () => {
  it("are made when the newest is old enough, kept as many as asked, and recorded", async () => {
    await mkdir(t.to);
    const clock = new TestClock(at);
    const due = () => backupIfDue(running(clock), t.club.ownerUrl, t.to, leaveOut);
    const first = await due();
    expect(first?.path).toBe(join(t.to, first?.path.split("/").at(-1) ?? ""));
    expect(await due()).toBeUndefined();
    clock.advance(24 * 3_600_000);
    expect((await due())?.pruned).toEqual([]);
    clock.advance(24 * 3_600_000);
    expect((await due())?.pruned).toEqual([first?.path]);
    const events = await t.club.owner("select 1 from event where type = 'vault.backup'");
    expect(events).toHaveLength(3);
  });
});
