import { networkInterfaces } from "node:os";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyFile } from "../../../test/policy.js";
import { testApp, testRunning } from "../../../test/running.js";
import { type TestVault, testVault } from "../../../test/vault.js";
import { type Page, page, probes } from "../../platform/http/index.js";
import { newId, type Organisation, readConfig, TestClock } from "../../platform/index.js";
import { listen } from "../../platform/listen.js";
import { type Check, inForce, publish } from "../../policy/index.js";
import { policyPages } from "../../policy/pages.js";
import { createPerson, type IndexRule, type NewValue, sealValues } from "../../vault/index.js";
import { noContactValues } from "./public-values.js";
import { inTransit, plainOnes } from "./transit.js";

let db: TestVault;
const now = new Date("2026-11-21T03:00:00Z");
const clock = new TestClock(now);
beforeAll(async () => {
  db = await testVault();
});
afterAll(() => db.close());

async function organisation(slug: string): Promise<Organisation> {
  const id = await db.organisation(slug);
  const source = policyFile(slug, (p) => {
    p.fields.home = { type: "address", text: { vi: "Nơi ở", en: "Home" }, category: "basic", basic: 4 };
    if (p.touchpoints.join) p.touchpoints.join.fields.home = { purposes: ["membership"] };
  });
  await db.database.write(id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now }));
  return { id, slug };
}

async function find(check: Check, o: Organisation) {
  const policy = await inForce(db.database, o.id);
  const promise = policy.policy.promises[0];
  if (!promise) throw new Error("the sample policy promises something");
  return db.database.read(o.id, (tx) => check.run({ db: tx, organisation: o, policy, promise, parameters: {}, since: new Date(0), now }));
}

function value(field: string, content: NewValue["content"], rule: IndexRule): NewValue {
  const origin = {
    submissionId: newId(),
    occasionId: null,
    touchpoint: "join",
    channel: "form",
    purposes: ["membership"],
    basis: "contract",
    noticeVersion: 1,
    language: "vi",
    shownDigest: Buffer.alloc(32),
    collectedAt: now,
    verifiedAt: now,
    until: null,
  } as const;
  return { field, content, rule, origin };
}

const email: IndexRule = { index: "exact", type: "email" };
const none: IndexRule = { index: "none", type: "address" };

async function member(o: Organisation, ...values: NewValue[]) {
  return db.database.write(o.id, async (tx) => {
    const person = await createPerson(tx, now);
    await sealValues(tx, person, values);
    return person;
  });
}

describe("public.no_contact_values", () => {
  function checkOver(planted: () => string) {
    const running = testRunning(db, clock);
    const pages: Page[] = [
      ...policyPages(running, async () => new Map()),
      page("get", "/comments", "anyone", ({ c }) => c.html(`<p>${planted()}</p>`)),
    ];
    const app = testApp(running, { pages });
    return noContactValues(
      async (path) => app.request(path),
      () => pages,
    );
  }

  it("is kept while no page shows a person's contact, and breaks when one does, whoever it is", async () => {
    const o = await organisation("commenters");
    let planted = "Nội dung hay quá!";
    const check = checkOver(() => planted);
    await member(o, value("email", "thu.ha@thu.example", email), value("home", { line: "12 ngõ Ví Dụ, Huế" }, none));
    const kept = await find(check, o);
    expect(kept).toMatchObject({ state: "kept", violations: [] });
    expect(kept.done).toBeGreaterThanOrEqual(8);
    for (const shown of [
      "thu.ha@thu.example",
      "Thu.Ha@Thu.example",
      'Viết cho <a href="mailto:thu.ha@thu.example">tôi</a>',
      "thu.ha&#64;thu.example",
    ]) {
      planted = shown;
      expect(await find(check, o), shown).toMatchObject({
        state: "broken",
        violations: ["/commenters/comments?lang=vi", "/commenters/comments?lang=en"],
      });
    }
    planted = "Tôi ở 12 ngõ Ví Dụ, Huế";
    expect(await find(check, o)).toMatchObject({ state: "broken" });
    planted = "lienhe@mau.example, khac@nguoi.example";
    expect(await find(check, o)).toMatchObject({ state: "kept" });
  });
});

describe("security.in_transit", () => {
  const [outside] = Object.values(networkInterfaces())
    .flatMap((i) => i ?? [])
    .filter((i) => !i.internal && i.family === "IPv4")
    .map((i) => i.address);

  it("is kept while everything plain stays on the machine", async () => {
    const o = await organisation("closed");
    expect(await find(inTransit(readConfig({ PORT: "41999" })), o)).toMatchObject({ state: "kept", done: 3 });
  });

  it("breaks when people come by plain http", async () => {
    const o = await organisation("plain-pages");
    const config = readConfig({ PORT: "41999", KEPT_URL: "http://kept.example" });
    expect(await find(inTransit(config), o)).toMatchObject({ state: "broken", violations: ["pages"] });
    expect(
      (await find(inTransit(readConfig({ PORT: "41999", KEPT_URL: "https://kept.example", KEPT_TRUSTED_PROXY: "127.0.0.1" })), o)).state,
    ).toBe("kept");
  });

  it("breaks for a database or mail server reached in clear over the network", () => {
    expect(plainOnes([{ name: "database", loopback: false, encrypted: false }])).toEqual(["database"]);
    expect(plainOnes([{ name: "database", loopback: false, encrypted: true }])).toEqual([]);
    expect(plainOnes([{ name: "mail", loopback: true, encrypted: false }])).toEqual([]);
  });

  it.skipIf(!outside)("breaks when the plain port answers on an address of the network, unless a proxy is declared before it", async () => {
    const o = await organisation("open-port");
    const running = testRunning(db, clock);
    const app = testApp(running, {
      pages: probes({ unready: async () => [], securityContact: async () => [], url: "http://localhost:41998" }),
    });
    const server = await listen(app, 41998, outside ?? "");
    try {
      expect(await find(inTransit(readConfig({ PORT: "41998" })), o)).toMatchObject({ state: "broken", violations: ["listener"] });
      const behind = readConfig({ PORT: "41998", KEPT_TRUSTED_PROXY: "10.0.0.1" });
      expect(await find(inTransit(behind), o)).toMatchObject({ state: "kept" });
    } finally {
      await server.drain(100);
    }
  });

  it.skipIf(!outside)("asks the mail server whether it encrypts, and is at risk when it does not answer", async () => {
    const o = await organisation("posting");
    for (const [hideSTARTTLS, state] of [
      [true, "broken"],
      [false, "kept"],
    ] as const) {
      const smtp = new SMTPServer({ hideSTARTTLS, authOptional: true, disableReverseLookup: true });
      await new Promise<void>((resolve) => smtp.listen(41997, outside ?? "", resolve));
      const config = readConfig({ PORT: "41999", SMTP_URL: `smtp://${outside}:41997` });
      expect(await find(inTransit(config), o)).toMatchObject({ state });
      await new Promise<void>((resolve) => smtp.close(resolve));
    }
    const silent = readConfig({ PORT: "41999", SMTP_URL: `smtp://${outside}:41997` });
    expect(await find(inTransit(silent), o)).toMatchObject({ state: "at_risk" });
  });
});
