import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyFile } from "../../test/policy.js";
import { testApp, testRunning } from "../../test/running.js";
import { type TestVault, testVault } from "../../test/vault.js";
import { eventsByType } from "../evidence/index.js";
import { compose, newestTexts, queueMail } from "../messaging/index.js";
import { hours, newId, type Organisation, staffId, TestClock } from "../platform/index.js";
import { check, inForce, judge, policyChecks, publish } from "../policy/index.js";
import { policyPages } from "../policy/pages.js";
import { createPerson } from "../vault/index.js";
import { attested } from "./checks/attested.js";
import { attest, boardOf, checkFor, checksByControl, combine, runChecks, standingsBy } from "./index.js";
import { promisesPages } from "./pages.js";
import { changeRows } from "./store.js";

let db: TestVault;
beforeAll(async () => {
  db = await testVault();
});
afterAll(() => db.close());

async function club(slug: string, change?: Parameters<typeof policyFile>[1]) {
  const clock = new TestClock(new Date("2026-11-21T03:00:00Z"));
  const running = testRunning(db, clock);
  const organisation: Organisation = { id: await db.organisation(slug), slug };
  const put = (source: string, over: number) =>
    db.database.write(organisation.id, (tx) => publish(tx, { source, over, by: { kind: "system" }, now: clock.now() }));
  await put(policyFile(slug, change), 0);
  const checks = [...policyChecks(async (path) => app.request(path), newestTexts), attested];
  const app = testApp(running, {
    pages: [...policyPages(running, standingsBy(db.database, clock, checks)), ...promisesPages(running, checks)],
  });
  const run = (more = checks) => runChecks(running, organisation, more);
  const states = async () => Object.fromEntries((await run()).map((r) => [r.control, r.state]));
  const page = async (path = `/${slug}/promises`) => (await app.request(path)).text();
  return { clock, running, organisation, put, checks, run, states, page };
}

describe("a promise", () => {
  it("is as good as the worst of what keeps it, and never kept where something is not built or not exercised", () => {
    expect(combine(["kept", "attested"])).toBe("attested");
    expect(combine(["kept", "not_exercised", "attested"])).toBe("not_exercised");
    expect(combine(["kept", "not_built", "not_exercised"])).toBe("not_built");
    expect(combine(["not_built", "at_risk"])).toBe("at_risk");
    expect(combine(["at_risk", "broken", "not_built"])).toBe("broken");
    expect(combine(["kept", "kept"])).toBe("kept");
    expect(combine([])).toBe("not_built");
  });

  it("has one check per control", () => {
    const twice = check("notice.history", async () => judge({ done: 1, explanation: { vi: "a", en: "a" } }));
    expect(() => checksByControl([twice, twice])).toThrow(/two checks/);
  });

  it("is not built where it demands of a control what this version does not do, even if the rest of it runs", () => {
    const roles = check(
      "access.roles",
      async () => judge({ done: 1, explanation: { vi: "a", en: "a" } }),
      (with_) => with_.assigned === true,
    );
    const built = checksByControl([roles]);
    expect(checkFor(built, { control: "access.roles", with: { roles: ["sales"] } })).toBe(roles);
    expect(checkFor(built, { control: "access.roles", with: { roles: ["sales"], assigned: true } })).toBeUndefined();
  });

  it("stands on the list with its mark in words, what keeps it, and what of it is not built", async () => {
    const c = await club("listing", (p) => {
      p.promises?.[0]?.kept_by?.push({ control: "messages.stoppable", with: { purposes: ["newsletter"] } });
    });
    expect(await c.page()).toContain("Chưa kiểm lần nào.");
    await c.run();
    const html = await c.page();
    expect(html).toMatch(/id="listing-1"[\s\S]*Chưa xây dựng[\s\S]*1 trong 2 cách giữ đang được kiểm/);
    expect(html).toMatch(/id="listing-2"[\s\S]*Đang giữ/);
    expect(html).toContain("Thay đổi nào cũng xem lại được.");
    const en = await c.page("/listing/promises?lang=en");
    expect(en).toMatch(/Not built[\s\S]*1 of 2 controls are checked/);
    expect(await c.page("/listing")).toMatch(/1 đang giữ\.[\s\S]*1 chưa xây dựng/);
  });

  it("is no longer shown as kept when nobody has looked for hours", async () => {
    const c = await club("fading");
    await c.run();
    expect(await c.page()).not.toContain("Có nguy cơ");
    c.clock.advance(hours(7));
    expect(await c.page()).toContain("Có nguy cơ");
  });

  it("is at risk when its check fails, and the other checks go on", async () => {
    const c = await club("faulty");
    const failing = check("notice.identifies", async ({ db }) => {
      await db.named("no.such", "select * from no_such_table", []);
      return judge({ done: 1, explanation: { vi: "a", en: "a" } });
    });
    const rows = await c.run([failing, ...c.checks.filter((k) => k.control !== "notice.identifies")]);
    expect(rows.map((r) => [r.control, r.state])).toEqual([
      ["notice.identifies", "at_risk"],
      ["notice.history", "kept"],
    ]);
  });

  it("keeps in its history when it broke and when it was mended, with an event for each", async () => {
    const c = await club("mending");
    await c.run();
    const [kept] = await db.owner<{ digest: string }>("select digest from policy_version where organisation_id = $1", [c.organisation.id]);
    await db.owner("update policy_version set digest = repeat('0', 64) where organisation_id = $1", [c.organisation.id]);
    c.clock.advance(hours(1));
    expect((await c.states())["notice.history"]).toBe("broken");
    c.clock.advance(hours(1));
    await c.run();
    await db.owner("update policy_version set digest = $2 where organisation_id = $1", [c.organisation.id, kept?.digest]);
    c.clock.advance(hours(1));
    const rows = await c.run();
    expect(rows.find((r) => r.control === "notice.history")?.state_since).toEqual(c.clock.now());
    const { changes, events } = await db.database.read(c.organisation.id, async (tx) => ({
      changes: await changeRows(tx, "mending-2", 10),
      events: await eventsByType(tx, ["promise.changed"], new Date(0), 10),
    }));
    expect(changes.map((h) => [h.was, h.became])).toEqual([
      ["broken", "kept"],
      ["kept", "broken"],
      [null, "kept"],
    ]);
    expect(changes[1]?.violations).toEqual(["version:1"]);
    expect(events).toHaveLength(2);
  });
});

describe("notice.identifies", () => {
  it("breaks when the notice in force no longer says who holds the data and how to reach them", async () => {
    const c = await club("faceless");
    expect((await c.states())["notice.identifies"]).toBe("kept");
    await db.owner(
      "update policy_version set content = jsonb_set(content::jsonb, '{organisation,contact}', '{}')::json where organisation_id = $1",
      [c.organisation.id],
    );
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await c.states())["notice.identifies"]).toBe("broken");
  });
});

describe("a message", () => {
  it("that does not name the controller breaks the promise, whatever the notice says", async () => {
    const c = await club("mailing");
    const send = (text: string) =>
      db.database.write(c.organisation.id, async (tx) => {
        const person = await createPerson(tx, c.clock.now());
        await queueMail(tx, person, newId(), "code.sign_in", { to: "an@thu.example", subject: "Mã", text }, c.clock.now());
      });
    const { policy } = await inForce(db.database, c.organisation.id);
    await send(compose(policy, "code.sign_in", "en", { code: "1", minutes: "10" }).text);
    expect(await c.run()).toContainEqual(expect.objectContaining({ control: "notice.identifies", state: "kept", done: 3 }));
    await send("Mã của bạn là 1.");
    expect((await c.states())["notice.identifies"]).toBe("broken");
  });
});

describe("notice.history", () => {
  it("breaks when a version is gone, or altered after it was published", async () => {
    const c = await club("forgetful");
    const second = policyFile("forgetful", (p) => {
      p.intro = { vi: "Mới.", en: "New." };
    });
    await c.put(second, 1);
    expect(await c.run()).toContainEqual(expect.objectContaining({ control: "notice.history", state: "kept", done: 2 }));
    await db.owner(
      "update policy_version set content = jsonb_set(content::jsonb, '{intro,vi}', '\"Khác.\"')::json where organisation_id = $1 and version = 1",
      [c.organisation.id],
    );
    expect(await c.run()).toContainEqual(
      expect.objectContaining({ control: "notice.history", state: "broken", violations: ["version:1"] }),
    );
    // Of the second, what differs from the lost one can no longer be shown either.
    await db.owner("delete from policy_version where organisation_id = $1 and version = 1", [c.organisation.id]);
    expect(await c.run()).toContainEqual(
      expect.objectContaining({ control: "notice.history", state: "broken", violations: ["version:1", "version:2"] }),
    );
  });
});

describe("an attestation", () => {
  const until = "2027-01-31";
  const withAttested: Parameters<typeof policyFile>[1] = (p) => {
    const id = `${p.organisation.id}-3`;
    p.promises?.push({
      id,
      text: { vi: "Chúng tôi chịu trách nhiệm.", en: "We answer for it." },
      about: "security",
      kept_by: [{ control: "attested", with: { who: "Giám đốc", until } }],
    });
  };
  const by = { id: staffId.parse(newId()), role: "secretary" };

  it("stands from the day it is given to its date, and endangers the promise after that", async () => {
    const c = await club("signing", withAttested);
    expect((await c.states()).attested).toBe("not_exercised");
    const give = (promise: string, day: string) =>
      db.database.write(c.organisation.id, (tx) =>
        attest(tx, { promise, until: day, document: "Quyết định 12", by, today: "2026-11-21", now: c.clock.now() }),
      );
    await expect(give("signing-9", until)).rejects.toMatchObject({ code: "promise.unknown" });
    await expect(give("signing-1", until)).rejects.toMatchObject({ code: "promise.not_attested" });
    await expect(give("signing-3", "2026-11-20")).rejects.toMatchObject({ code: "promise.attested_until" });
    await expect(give("signing-3", "2027-02-01")).rejects.toMatchObject({ code: "promise.attested_until" });
    await give("signing-3", "2026-12-31");
    expect((await c.states()).attested).toBe("attested");
    expect(await c.page()).toMatch(/Có người xác nhận[\s\S]*Giám đốc xác nhận đến 31\/12\/2026/);
    c.clock.advance(hours(24 * 41));
    expect((await c.states()).attested).toBe("at_risk");
  });

  it("is written once: the app may not change it", async () => {
    const c = await club("carving", withAttested);
    await expect(
      db.database.write(c.organisation.id, (tx) => tx.named("attack", "update attestation set valid_until = '2099-01-01'", [])),
    ).rejects.toThrow(/permission denied/);
  });
});

it("the board shows no other organisation's results", async () => {
  const [a, b] = [await club("own-a"), await club("own-b")];
  await a.run();
  const published = await inForce(db.database, b.organisation.id);
  const board = await boardOf(db.database, b.organisation, published, b.checks, b.clock.now());
  expect(board.checkedAt).toBeUndefined();
});
