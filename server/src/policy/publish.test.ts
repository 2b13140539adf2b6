import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyFile } from "../../test/policy.js";
import { testRunning } from "../../test/running.js";
import { type TestVault, testVault } from "../../test/vault.js";
import { eventsByType } from "../evidence/index.js";
import { newId, type OrganisationId, TestClock } from "../platform/index.js";
import { discardDraft, inForce, inForceNow, publish, publishAtStart, saveDraft, versionOf, versions } from "./index.js";
import { draftRow } from "./store.js";

let db: TestVault;
const now = new Date("2026-11-21T03:00:00Z");
const system = { kind: "system" } as const;
beforeAll(async () => {
  db = await testVault();
});
afterAll(() => db.close());

let count = 0;
async function organisation(): Promise<{ id: OrganisationId; slug: string }> {
  const slug = `club-${++count}`;
  return { id: await db.organisation(slug), slug };
}
const put = (o: { id: OrganisationId }, source: string, over: number) =>
  db.database.write(o.id, (tx) => publish(tx, { source, over, by: system, now }));

describe("publishing", () => {
  it("makes an immutable version with its digest, its source and an event", async () => {
    const o = await organisation();
    const source = policyFile(o.slug);
    const made = await put(o, source, 0);
    expect(made.version).toBe(1);
    const stored = await db.owner<{ source: string; digest: string }>(
      "select source, digest from policy_version where organisation_id = $1",
      [o.id],
    );
    expect(stored).toEqual([{ source, digest: made.digest }]);
    const events = await db.database.read(o.id, (tx) => eventsByType(tx, ["policy.published"], new Date(0), 10));
    expect(JSON.parse(events[0]?.canonical ?? "{}")).toMatchObject({ policy_version: 1, detail: { digest: made.digest } });
    for (const attack of [
      sql`update policy_version set source = '' where organisation_id = ${o.id}`,
      sql`delete from policy_version where organisation_id = ${o.id}`,
    ]) {
      await expect(db.database.write(o.id, (tx) => attack.execute(tx.q))).rejects.toThrow(/permission denied/);
    }
  });

  it("keeps the order in which a touchpoint asks its fields", async () => {
    const o = await organisation();
    await put(o, policyFile(o.slug), 0);
    const { policy } = await inForce(db.database, o.id);
    expect(Object.keys(policy.touchpoints.join?.fields ?? {})).toEqual(["full_name", "email"]);
  });

  it("refuses a text with an error, and the version in force stays", async () => {
    const o = await organisation();
    await put(o, policyFile(o.slug), 0);
    await expect(put(o, "language: 1\norganisation: nothing", 1)).rejects.toMatchObject({ code: "policy.errors" });
    expect((await inForce(db.database, o.id)).version).toBe(1);
  });

  it("refuses the same policy again, another organisation's policy, and a version made over an older one", async () => {
    const o = await organisation();
    await put(o, policyFile(o.slug), 0);
    await expect(put(o, policyFile(o.slug), 1)).rejects.toMatchObject({ code: "policy.unchanged" });
    await expect(put(o, policyFile("another-club"), 1)).rejects.toMatchObject({ code: "policy.other_organisation" });
    const renamed = policyFile(o.slug, (p) => {
      p.intro = { vi: "Lời mới.", en: "New words." };
    });
    await expect(put(o, renamed, 0)).rejects.toMatchObject({ code: "policy.moved" });
    expect((await put(o, renamed, 1)).version).toBe(2);
  });

  it("of two who publish at once, one is told that the other was first", async () => {
    const o = await organisation();
    const both = await Promise.allSettled(
      ["một", "hai"].map((vi) =>
        put(
          o,
          policyFile(o.slug, (p) => {
            p.intro = { vi, en: vi };
          }),
          0,
        ),
      ),
    );
    expect(both.map((b) => b.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((b) => b.status === "rejected")?.reason).toMatchObject({ code: "policy.moved" });
  });

  it("is in force at once in this process, and every version stays readable", async () => {
    const o = await organisation();
    await put(o, policyFile(o.slug), 0);
    expect((await inForce(db.database, o.id)).version).toBe(1);
    await put(
      o,
      policyFile(o.slug, (p) => {
        p.intro = { vi: "Lời mới.", en: "New words." };
      }),
      1,
    );
    expect((await inForce(db.database, o.id)).policy.intro?.vi).toBe("Lời mới.");
    const { first, list } = await db.database.read(o.id, async (tx) => ({ first: await versionOf(tx, 1), list: await versions(tx) }));
    expect(first?.policy.intro?.vi).toMatch(/^Bạn vào hội/);
    expect(list.map((v) => v.version)).toEqual([2, 1]);
  });

  it("shows another organisation's versions to nobody", async () => {
    const [a, b] = [await organisation(), await organisation()];
    await put(a, policyFile(a.slug), 0);
    const seen = await db.database.read(b.id, (tx) => sql`select * from policy_version`.execute(tx.q));
    expect(seen.rows).toEqual([]);
    await expect(db.database.read(b.id, inForceNow)).rejects.toMatchObject({ code: "organisation.unknown" });
  });
});

describe("the draft", () => {
  it("is saved over only by whoever saw it last, and goes when a version is published", async () => {
    const o = await organisation();
    const save = (source: string, over?: string) => db.database.write(o.id, (tx) => saveDraft(tx, { source, over, by: system, now }));
    const first = await save("một");
    await expect(save("hai")).rejects.toMatchObject({ code: "policy.draft_moved" });
    await expect(save("hai", newId())).rejects.toMatchObject({ code: "policy.draft_moved" });
    const second = await save("hai", first.etag);
    await expect(save("ba", first.etag)).rejects.toMatchObject({ code: "policy.draft_moved" });
    expect((await db.database.read(o.id, draftRow))?.source).toBe("hai");
    await expect(db.database.write(o.id, (tx) => discardDraft(tx, first.etag, system, now))).rejects.toMatchObject({
      code: "policy.draft_moved",
    });
    await db.database.write(o.id, (tx) => discardDraft(tx, second.etag, system, now));
    await save("bốn");
    await put(o, policyFile(o.slug), 0);
    expect(await db.database.read(o.id, draftRow)).toBeUndefined();
  });
});

describe("publishing at start", () => {
  it("publishes what is new, tells what is broken, and never reverts what the console published", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kept-policies-"));
    await writeFile(join(folder, "alpha.yaml"), policyFile("alpha"));
    await writeFile(join(folder, "broken.yaml"), "language: 1\norganisation: {");
    await writeFile(join(folder, "console.yaml"), policyFile("console"));
    await writeFile(join(folder, "zeta.yaml"), policyFile("zeta"));
    const running = testRunning(db, new TestClock(now), { KEPT_POLICIES: folder });
    const outcomes = await publishAtStart(running);
    expect(outcomes.map((o) => [o.file, o.outcome])).toEqual([
      ["alpha.yaml", "published"],
      ["broken.yaml", "broken"],
      ["console.yaml", "reserved"],
      ["zeta.yaml", "published"],
    ]);
    const alpha = await running.organisations.bySlug("alpha");
    if (!alpha) throw new Error("alpha is there");
    const changed = policyFile("alpha", (p) => {
      p.intro = { vi: "Từ bảng điều khiển.", en: "From the console." };
    });
    await put(alpha, changed, 1);
    await writeFile(join(folder, "broken.yaml"), policyFile("beta"));
    const again = await publishAtStart(running);
    expect(again.map((o) => o.outcome)).toEqual(["kept", "published", "reserved", "kept"]);
    expect((await inForce(running, alpha.id)).policy.intro?.en).toBe("From the console.");
  });

  it("leaves one version when two processes start at once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kept-policies-"));
    await writeFile(join(folder, "twin.yaml"), policyFile("twin"));
    const start = () => publishAtStart(testRunning(db, new TestClock(now), { KEPT_POLICIES: folder }));
    const outcomes = (await Promise.all([start(), start()])).flat();
    expect(outcomes.map((o) => o.outcome).sort()).toEqual(["kept", "published"]);
  });
});
