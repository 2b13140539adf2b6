import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRunning } from "../../../test/running.js";
import { type TestVault, testVault } from "../../../test/vault.js";
import { saltsFrom } from "../../evidence/index.js";
import { TestClock } from "../../platform/index.js";
import { publishAtStart } from "../../policy/index.js";
import { saltRoots } from "../../vault/index.js";
import { Submissions } from "../submit.js";
import { fillDemo } from "./fill.js";

let db: TestVault;
beforeAll(async () => {
  db = await testVault();
  saltsFrom(saltRoots);
});
afterAll(() => db.close());

describe("the demo", () => {
  it("fills every touchpoint of the five policies once, with files where they are asked for, and leaves whoever is there alone", async () => {
    const running = testRunning(db, new TestClock(new Date()), { KEPT_POLICIES: join(import.meta.dirname, "../../../../policies") });
    await publishAtStart(running);
    const taken = await fillDemo(running, new Submissions(running.database), 2);
    const filled = await db.owner<{ slug: string; touchpoints: number; people: number }>(
      `select o.slug, count(distinct s.touchpoint)::int as touchpoints, count(distinct s.person_id)::int as people
       from submission s join organisation o on o.id = s.organisation_id group by o.slug order by o.slug`,
    );
    expect(filled.map((f) => f.slug)).toEqual(["clever", "khoingo", "okr", "okvip", "oxygen"]);
    expect(filled.reduce((sum, f) => sum + f.people, 0)).toBe(taken);
    expect(await fillDemo(running, new Submissions(running.database), 2)).toBe(0);
  });
});
