import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestBrowser } from "../../../../test/browser.js";
import type { TestIdentity } from "../../../../test/identity.js";
import { client } from "../../../../test/provider.js";
import { nga, refusedTo, type TestSso, testSso } from "../../../../test/sso.js";
import { setUpByTotp } from "../../../../test/staff.js";
import { minutes } from "../../../platform/index.js";

let t: TestIdentity;
let world: TestSso["world"];
let invite: TestSso["invite"];
let leave: TestSso["leave"];
let come: TestSso["come"];
let reasons: TestSso["reasons"];
let close: TestSso["close"];
beforeAll(async () => {
  ({ t, world, invite, leave, come, reasons, close } = await testSso());
});
afterAll(() => close());

describe("signing in through the organisation's provider", () => {
  it("binds the one who was invited by their verified e-mail, once, and knows them by issuer and subject from then on", async () => {
    const w = await world();
    const { staff } = await invite(w);
    w.provider.sit({ account: nga });
    const first = await come(w);
    expect(first.who).toMatchObject({ staff, roles: ["clerk"], ways: { sso: true, passkeys: 0, totp: false } });
    expect(first.to).toBe(`http://localhost:4000/console/${w.h.slug}`);
    // Their e-mail at the provider changes: still the same member of staff.
    w.provider.sit({ account: { ...nga, email: "nga.moi@mau.example" } });
    expect((await come(w)).who?.staff).toBe(staff);
    // It passes to somebody else: not that member of staff.
    w.provider.sit({ account: { ...nga, sub: "nga-2" } });
    const other = await come(w);
    expect([other.who, other.to]).toEqual([undefined, refusedTo(w)]);
    expect(await reasons(w)).toEqual(["not_invited"]);
  });

  it("lets in nobody who was not invited, whose e-mail is not verified, or whose invitation is over", async () => {
    const w = await world();
    w.provider.sit({ account: { sub: "stranger", email: "la@mau.example", email_verified: true } });
    expect((await come(w)).who).toBeUndefined();
    await invite(w);
    w.provider.sit({ account: { ...nga, email_verified: false } });
    expect((await come(w)).who).toBeUndefined();
    // An active member of staff with a password is not taken over by an account that bears their e-mail.
    w.provider.sit({ account: { sub: "taker", email: w.admin.email, email_verified: true } });
    expect((await come(w)).who).toBeUndefined();
    expect(await reasons(w)).toEqual(["unknown", "unknown", "not_invited"]);
  });

  it("binds by the one-time link itself where the provider verifies no e-mail; the link works once", async () => {
    const w = await world();
    const { staff, link } = await invite(w);
    w.provider.sit({ account: { sub: "nga-entra" } });
    expect((await come(w, t.browser(), { link })).who?.staff).toBe(staff);
    const again = await t.browser().api("POST", `/api/v1/organisations/${w.h.slug}/sign-in/sso`, { link });
    expect(again.status).toBe(410);
    expect((await come(w)).who?.staff).toBe(staff);
  });

  it("ties the account of somebody signed in, after a fresh proof; one account is one member of staff", async () => {
    const w = await world();
    const connect = async (browser: TestBrowser) => {
      const answer = await browser.api("POST", "/api/v1/session:connect-sso");
      const to = (await browser.get(await w.provider.visit(String(JSON.parse(answer.text).address)))).to;
      return to;
    };
    w.provider.sit({ account: { sub: "admin-1" } });
    expect(await connect(w.admin.browser)).toBe(`http://localhost:4000/console/${w.h.slug}/me`);
    expect((await come(w)).who?.staff).toBe(w.admin.id);
    const { link } = await invite(w);
    const clerk = await setUpByTotp(t, w.h, `x#${link}`, nga.email);
    expect(await connect(clerk.browser)).toBe(refusedTo(w));
    t.clock.advance(minutes(11));
    expect((await w.admin.browser.api("POST", "/api/v1/session:connect-sso")).text).toContain("access.step_up");
    t.clock.advance(-minutes(11));
  });

  it("gives what the staff row's roles allow, at once, whatever the provider says", async () => {
    const w = await world();
    const { staff } = await invite(w);
    w.provider.sit({ account: { ...nga, ...{ roles: ["board"], groups: ["board"] } } });
    const { browser } = await come(w);
    expect((await browser.api("GET", "/api/v1/staff")).status).toBe(403);
    await w.admin.browser.api("PUT", `/api/v1/staff/${staff}/roles`, { roles: ["board"] });
    expect((await browser.api("GET", "/api/v1/staff")).status).toBe(200);
  });

  it("lets a disabled member of staff in no more, by session, by subject or by e-mail", async () => {
    const w = await world();
    const { staff } = await invite(w);
    w.provider.sit({ account: nga });
    const { browser } = await come(w);
    await w.admin.browser.api("POST", `/api/v1/staff/${staff}:disable`);
    expect((await browser.api("GET", "/api/v1/session")).status).toBe(401);
    expect((await come(w)).who).toBeUndefined();
  });
});

describe("what comes back", () => {
  it("counts once, in the browser that asked, at the organisation that asked", async () => {
    const w = await world();
    await invite(w);
    w.provider.sit({ account: nga });
    const browser = t.browser();
    const back = await w.provider.visit(await leave(w, browser));
    // Another browser, one that asked for itself, and another organisation's address.
    expect((await t.browser().get(back)).to).toBe(refusedTo(w));
    const asking = t.browser();
    await leave(w, asking);
    expect((await asking.get(back)).to).toBe(refusedTo(w));
    const other = await world();
    expect((await browser.get(back.replace(w.h.slug, other.h.slug))).to).toBe(refusedTo(other));
    expect(browser.jar.has("kept_staff")).toBe(false);
    // The code itself works where it belongs, and not a second time.
    const good = t.browser();
    const own = await w.provider.visit(await leave(w, good));
    const held = good.jar.get("kept_staff_sso") ?? "";
    await good.get(own);
    expect((await good.api("GET", "/api/v1/session")).status).toBe(200);
    const replayed = t.browser();
    replayed.jar.set("kept_staff_sso", held);
    expect((await replayed.get(own)).to).toBe(refusedTo(w));
  });

  it("is refused after ten minutes, and where the person stopped at the provider", async () => {
    const w = await world();
    await invite(w);
    w.provider.sit({ account: nga });
    const late = t.browser();
    const back = await w.provider.visit(await leave(w, late));
    t.clock.advance(minutes(11));
    expect((await late.get(back)).to).toBe(refusedTo(w));
    t.clock.advance(-minutes(11));
    const stopped = t.browser();
    const state = new URL(await leave(w, stopped)).searchParams.get("state");
    const no = `/${w.h.slug}/sso?error=access_denied&state=${state}&iss=${encodeURIComponent(w.provider.issuer)}`;
    expect((await stopped.get(no)).to).toBe(refusedTo(w));
  });

  it("leads back inside the console and nowhere else", async () => {
    const w = await world();
    await invite(w);
    w.provider.sit({ account: nga });
    expect((await come(w, t.browser(), { to: "/people" })).to).toBe(`http://localhost:4000/console/${w.h.slug}/people`);
    for (const to of ["//evil.example", "https://evil.example/", "/../..//evil.example", "/\\evil.example"]) {
      expect((await come(w, t.browser(), { to })).to, to).toBe(`http://localhost:4000/console/${w.h.slug}`);
    }
  });

  it("leaves nothing in the database that signs anybody in: no state, nonce, verifier, code or subject", async () => {
    const w = await world();
    const { link } = await invite(w);
    w.provider.sit({ account: nga });
    const address = new URL(await leave(w, t.browser(), { link }));
    await come(w);
    const rows = await t.db.owner<{ row: string }>(
      `select s::text as row from ceremony s where organisation_id = $1 union all select s::text from staff_subject s where organisation_id = $1
       union all select s::text from staff_provider s where organisation_id = $1 union all select canonical from event where organisation_id = $1`,
      [w.h.id],
    );
    const all = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(4);
    const secrets = ["state", "nonce"].map((name) => address.searchParams.get(name) ?? "");
    for (const text of [...secrets, link, nga.sub, nga.email, client.secret, Buffer.from(client.secret).toString("hex")]) {
      expect(all, text).not.toContain(text);
    }
  });
});
