import { inviteStaff, me } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestBrowser } from "../../../../test/browser.js";
import { type TestHouse, type TestIdentity, testIdentity } from "../../../../test/identity.js";
import { client, type TestProvider, testProvider } from "../../../../test/provider.js";
import { setUpByTotp, staffPassword, type TestStaff } from "../../../../test/staff.js";
import { hours, minutes } from "../../../platform/index.js";
import { administratorLink } from "../administrator.js";

let t: TestIdentity;
const redirects: string[] = [];
const open: TestProvider[] = [];
beforeAll(async () => {
  t = await testIdentity({ KEPT_LOOPBACK_CALLS: "allow" });
  // The provider lives by the machine's clock.
  t.clock.advance(Date.now() - t.clock.now().getTime());
});
afterAll(async () => {
  await Promise.all(open.map((p) => p.close()));
  await t.db.close();
});

const nga = { sub: "nga-1", email: "nga@mau.example", email_verified: true };
interface World {
  readonly h: TestHouse;
  readonly admin: TestStaff;
  readonly provider: TestProvider;
}

/** A house with an administrator and the real provider. */
async function world(settings: Record<string, unknown> = {}): Promise<World> {
  const h = await t.house((draft) => {
    draft.roles = {
      ...draft.roles,
      board: { text: { vi: "Ban điều hành", en: "Board" }, may: ["staff", "publish", "keys"] },
      clerk: { text: { vi: "Nhân viên", en: "Clerk" }, may: ["find"] },
    };
  });
  const admin = await setUpByTotp(t, h, (await administratorLink(t.running, [h])) ?? "");
  redirects.push(`http://localhost:4000/${h.slug}/sso`);
  const provider = await testProvider(() => redirects);
  open.push(provider);
  const set = await put(admin.browser, provider.issuer, settings);
  expect([set.status, set.text]).toEqual([200, expect.any(String)]);
  return { h, admin, provider };
}
const put = (browser: TestBrowser, issuer: string, more: Record<string, unknown> = {}) =>
  browser.api("PUT", "/api/v1/sso", {
    issuer,
    client_id: client.id,
    client_secret: client.secret,
    only: false,
    acr: null,
    mfa: false,
    session_hours: 8,
    ...more,
  });
async function invite(w: World, email = nga.email, roles = ["clerk"]): Promise<{ staff: string; link: string }> {
  const answer = await w.admin.browser.api("POST", "/api/v1/staff", { name: "Nga", email, roles });
  const { staff, link } = inviteStaff.response.parse(answer.json());
  return { staff, link: link.split("#")[1] ?? "" };
}
const leave = async (w: World, browser: TestBrowser, body: unknown = {}) => {
  const answer = await browser.api("POST", `/api/v1/organisations/${w.h.slug}/sign-in/sso`, body);
  return String(JSON.parse(answer.text).address);
};
/** Goes to the provider and comes back; answers where that led, and who is signed in then. */
async function come(w: World, browser = t.browser(), body: unknown = {}) {
  const back = await w.provider.visit(await leave(w, browser, body));
  const answer = await browser.get(back);
  const who = await browser.api("GET", "/api/v1/session");
  return { browser, back, to: answer.to, who: who.status === 200 ? me.parse(who.json()) : undefined };
}
const reasons = async (w: World) => (await t.events(w.h, "staff.sign_in_refused")).map((e) => e.detail.reason);
const refusedTo = (w: World) => `http://localhost:4000/console/${w.h.slug}/sign-in?refused=sso.refused`;

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

describe("a proof at the provider", () => {
  const prove = async (w: World, browser: TestBrowser) => {
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
