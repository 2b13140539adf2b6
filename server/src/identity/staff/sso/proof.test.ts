import { me } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestBrowser } from "../../../../test/browser.js";
import type { TestIdentity } from "../../../../test/identity.js";
import { nga, refusedTo, type SsoWorld, type TestSso, testSso } from "../../../../test/sso.js";
import { setUpByTotp, staffPassword } from "../../../../test/staff.js";
import { hours } from "../../../platform/index.js";
import { administratorLink } from "../administrator.js";

let t: TestIdentity;
let world: TestSso["world"];
let put: TestSso["put"];
let invite: TestSso["invite"];
let come: TestSso["come"];
let reasons: TestSso["reasons"];
let close: TestSso["close"];
beforeAll(async () => {
  ({ t, world, put, invite, come, reasons, close } = await testSso());
});
afterAll(() => close());

describe("a proof at the provider", () => {
  const prove = async (w: SsoWorld, browser: TestBrowser) => {
    const answer = await browser.api("POST", "/api/v1/session:prove-sso");
    const address = String(JSON.parse(answer.text).address);
    return { address, to: (await browser.get(await w.provider.visit(address))).to };
  };
  const fresh = async (browser: TestBrowser) => me.parse((await browser.api("GET", "/api/v1/session")).json()).fresh;

  it("is as fresh as the provider says: a sign-in there hours ago opens the session, and no deed that needs a fresh proof", async () => {
    const w = await world();
    await invite(w, nga.email, ["board"]);
    w.provider.sit({ account: nga, at: Math.floor(Date.now() / 1000) - 3600 });
    const { browser } = await come(w);
    expect(await fresh(browser)).toBe(false);
    const body = { name: "A", email: "a@mau.example", roles: ["clerk"] };
    expect((await browser.api("POST", "/api/v1/staff", body)).text).toContain("access.step_up");
    w.provider.sit({ account: nga });
    const again = await prove(w, browser);
    expect(new URL(again.address).searchParams.get("prompt")).toBe("login");
    expect(new URL(again.address).searchParams.get("max_age")).toBe("0");
    expect(again.to).toBe(`http://localhost:4000/console/${w.h.slug}/proved`);
    expect(await fresh(browser)).toBe(true);
    expect((await browser.api("POST", "/api/v1/staff", body)).status).toBe(201);
  });

  it("is not one where the provider did not ask again, or where somebody else proved themselves", async () => {
    const w = await world();
    await invite(w);
    const old = Math.floor(Date.now() / 1000) - 3600;
    w.provider.sit({ account: nga, at: old });
    const { browser } = await come(w);
    expect((await prove(w, browser)).to).toBe(refusedTo(w));
    w.provider.sit({ account: { sub: "somebody-else" } });
    expect((await prove(w, browser)).to).toBe(refusedTo(w));
    expect(await fresh(browser)).toBe(false);
    expect(await reasons(w)).toEqual(["auth_time", "another"]);
  });

  it("holds the second factor and the authentication context that the organisation demands", async () => {
    const w = await world({ mfa: true });
    await invite(w);
    w.provider.sit({ account: nga, amr: ["pwd"] });
    expect((await come(w)).who).toBeUndefined();
    w.provider.sit({ account: nga, amr: ["pwd", "otp", "mfa"] });
    expect((await come(w)).who).toBeDefined();
    expect((await t.events(w.h, "staff.signed_in")).at(-1)?.detail).toMatchObject({ way: "sso", methods: ["pwd", "otp", "mfa"] });
    expect((await put(w.admin.browser, w.provider.issuer, { acr: "urn:example:strong" })).status).toBe(200);
    expect((await come(w)).who).toBeUndefined();
    w.provider.sit({ account: nga, acr: "urn:example:strong" });
    expect((await come(w)).who).toBeDefined();
    expect(await reasons(w)).toEqual(["mfa", "acr"]);
  });

  it("lasts no longer than the organisation lets sessions last", async () => {
    const w = await world({ session_hours: 1 });
    await invite(w);
    w.provider.sit({ account: nga });
    const { browser } = await come(w);
    t.clock.advance(hours(1) - 1000);
    expect((await browser.api("GET", "/api/v1/session")).status).toBe(200);
    t.clock.advance(2000);
    expect((await browser.api("GET", "/api/v1/session")).status).toBe(401);
    t.clock.advance(-hours(1) - 1000);
  });
});

describe("the provider alone", () => {
  it("is demanded by whoever came through it; password, recovery and set-up by password are refused, other sessions end", async () => {
    const w = await world();
    const { link } = await invite(w, "khac@mau.example");
    expect((await put(w.admin.browser, w.provider.issuer, { only: true })).text).toContain("sso.own_sign_in");
    await invite(w, nga.email, ["board"]);
    w.provider.sit({ account: nga });
    const { browser } = await come(w);
    expect((await put(browser, w.provider.issuer, { only: true })).status).toBe(200);
    expect((await w.admin.browser.api("GET", "/api/v1/session")).status).toBe(401);
    t.clock.advance(30_000);
    const at = (path: string) => `/api/v1/organisations/${w.h.slug}/${path}`;
    const body = { email: w.admin.email, password: staffPassword };
    for (const [path, sent] of [
      ["sign-in/totp", { ...body, otp: w.admin.otp() }],
      ["sign-in/recover", { ...body, recovery: w.admin.recovery[0] }],
    ] as const) {
      expect((await t.browser().api("POST", at(path), sent)).text, path).toContain("sso.only");
    }
    await expect(setUpByTotp(t, w.h, `x#${link}`, "khac@mau.example")).rejects.toThrow("sso.only");
    const ways = await t.browser().api("GET", at("sign-in/ways"));
    expect(ways.json()).toEqual({ sso: { provider: new URL(w.provider.issuer).host, only: true } });
    // The way back: a link made on the machine itself lets an administrator in, who may prove themselves there and loosen the rule.
    const back = await setUpByTotp(t, w.h, (await administratorLink(t.running, [w.h])) ?? "", w.admin.email);
    t.clock.advance(30_000);
    const proof = await back.browser.api("POST", "/api/v1/session:prove", { password: staffPassword, otp: back.otp() });
    expect(proof.status).toBe(200);
    expect((await put(back.browser, w.provider.issuer, { only: false })).status).toBe(200);
  });

  it("ends with its ties and sessions, unless everybody who manages staff would stand outside", async () => {
    const w = await world();
    await invite(w, nga.email, ["board"]);
    w.provider.sit({ account: nga });
    const { browser } = await come(w);
    await browser.api("POST", `/api/v1/staff/${w.admin.id}:disable`);
    expect((await browser.api("POST", "/api/v1/sso:end")).text).toContain("staff.last");
    expect((await browser.api("GET", "/api/v1/session")).status).toBe(200);
    const { link } = await invite({ ...w, admin: { ...w.admin, browser } }, "khac@mau.example", ["board"]);
    await setUpByTotp(t, w.h, `x#${link}`, "khac@mau.example");
    expect((await browser.api("POST", "/api/v1/sso:end")).json()).toEqual({ sessions: 1, ties: 1 });
    expect((await browser.api("GET", "/api/v1/session")).status).toBe(401);
  });
});
