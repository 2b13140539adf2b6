import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRunning } from "../../../test/running.js";
import { type TestVault, testVault } from "../../../test/vault.js";
import { fillDemo, Submissions } from "../../collection/index.js";
import { saltsFrom } from "../../evidence/index.js";
import { TestClock } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { publishAtStart } from "../../policy/index.js";
import { saltRoots } from "../../vault/index.js";
import { fillAfterwards } from "./fill.js";

let db: TestVault;
beforeAll(async () => {
  db = await testVault();
  saltsFrom(saltRoots);
  const policies = join(import.meta.dirname, "../../../../policies");
  const running = testRunning(db, new TestClock(new Date()), { KEPT_POLICIES: policies, KEPT_DATA: db.roots.data });
  await publishAtStart(running);
  await fillDemo(running, new Submissions(running.database), 6);
  await fillAfterwards(running);
});
afterAll(() => db.close());

const at = (slug: string, text: string) =>
  db.owner<Record<string, unknown>>(text.replaceAll("$o", "(select id from organisation where slug = $1)"), [slug]);

describe("the demo, afterwards", () => {
  it("has orders that end soon, one that is over and erased, and one without dates", async () => {
    const lacking = await at(
      "khoingo",
      "select reference from occasion o where organisation_id = $o and reference is not null and not exists (select from occasion_event e where e.occasion_id = o.id)",
    );
    expect(lacking).toHaveLength(1);
    const soon = await at(
      "khoingo",
      "select k.ends_on::text as on from keeping k join person p on p.id = k.person_id where k.organisation_id = $o and p.state <> 'erased' and k.ends_on < now() + interval '14 days'",
    );
    expect(soon).toHaveLength(2);
    expect(soon.every((s) => String(s.on) >= dayOf(new Date()))).toBe(true);
    expect(await at("khoingo", "select 1 from erasure where organisation_id = $o and cause = 'retention'")).toHaveLength(1);
  });

  it("has an event and a vacancy that are over, and who was hired is still there", async () => {
    const outcomes = await at("okvip", "select outcome from occasion_person where organisation_id = $o and outcome is not null order by 1");
    expect(outcomes.map((o) => o.outcome)).toEqual(["hired", "stays_in_touch"]);
    const erased = await at("okvip", "select 1 from erasure where organisation_id = $o and cause = 'retention'");
    expect(erased.length).toBeGreaterThanOrEqual(3);
  });

  it("has a queue to decide on, in two houses", async () => {
    for (const slug of ["okvip", "clever"]) {
      const reasons = await at(slug, "select distinct reason from review where organisation_id = $o and state = 'open'");
      expect(
        reasons.map((r) => r.reason),
        slug,
      ).toContain("withdrawn");
    }
  });

  it("has a partner with its contract, who received something, and a court that waits", async () => {
    expect(await at("okvip", "select 1 from disclosure where organisation_id = $o and state = 'released' and released > 0")).toHaveLength(
      1,
    );
    for (const slug of ["okvip", "khoingo"])
      expect(await at(slug, "select 1 from authority_order where organisation_id = $o and state = 'received'"), slug).toHaveLength(1);
  });
});
