import { inviteStaff } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity } from "../../../../test/identity.js";
import { client, type HostileProvider, hostileProvider, type Lie } from "../../../../test/provider.js";
import { setUpByTotp, type TestStaff } from "../../../../test/staff.js";
import { administratorLink } from "../administrator.js";

let t: TestIdentity;
let provider: HostileProvider;
let h: TestHouse;
let admin: TestStaff;
const account = { sub: "nga-1", email: "nga@mau.example", email_verified: true };
beforeAll(async () => {
  t = await testIdentity({ KEPT_LOOPBACK_CALLS: "allow" });
  t.clock.advance(Date.now() - t.clock.now().getTime());
  h = await t.house((draft) => {
    draft.roles = { ...draft.roles, board: { text: { vi: "Ban điều hành", en: "Board" }, may: ["staff", "publish", "keys"] } };
  });
  admin = await setUpByTotp(t, h, (await administratorLink(t.running, [h])) ?? "");
  provider = await hostileProvider(account);
  const set = await put(provider.issuer);
  expect([set.status, set.text]).toEqual([200, expect.any(String)]);
  const invited = await admin.browser.api("POST", "/api/v1/staff", { name: "Nga", email: account.email, roles: ["board"] });
  inviteStaff.response.parse(invited.json());
});
afterAll(async () => {
  await provider.close();
  await t.db.close();
});

const put = (issuer: string, at = admin) =>
  at.browser.api("PUT", "/api/v1/sso", {
    issuer,
    client_id: client.id,
    client_secret: client.secret,
    only: false,
    acr: null,
    mfa: false,
    session_hours: 8,
  });
const address = async (browser = t.browser()) => {
  const answer = await browser.api("POST", `/api/v1/organisations/${h.slug}/sign-in/sso`, {});
  return { browser, address: String(JSON.parse(answer.text).address) };
};
/** Signs in while the provider lies; answers whether that let anybody in. */
async function signedIn(lie: Lie, change: Record<string, string> = {}): Promise<boolean> {
  provider.lie(lie);
  const { browser, address: to } = await address();
  await browser.get(provider.answer(to, change));
  provider.lie({});
  return browser.jar.has("kept_staff");
}
const now = () => Math.floor(Date.now() / 1000);

describe("a hostile provider", () => {
  it.each<[string, () => Lie]>([
    ["another issuer", () => ({ claims: { iss: "https://accounts.example" } })],
    ["an audience that is not us", () => ({ claims: { aud: "another" } })],
    ["audiences besides us, and another authorised party", () => ({ claims: { aud: [client.id, "another"], azp: "another" } })],
    ["another nonce", () => ({ claims: { nonce: "another" } })],
    ["no nonce", () => ({ without: ["nonce"] })],
    ["a token that has expired", () => ({ claims: { exp: now() - 600, iat: now() - 900 } })],
    ["a token without an end", () => ({ without: ["exp"] })],
    ["no subject", () => ({ without: ["sub"] })],
    ["no signature and alg none", () => ({ header: { alg: "none", kid: undefined }, unsigned: true })],
    ["no signature", () => ({ unsigned: true })],
    ["a key that is not among its published ones", () => ({ strangeKey: true })],
    ["a key it names, unpublished", () => ({ strangeKey: true, header: { kid: "two" } })],
    ["an HMAC algorithm", () => ({ header: { alg: "HS256" } })],
    ["an e-mail that it has not verified", () => ({ claims: { email_verified: false } })],
    ["an e-mail verified in a word instead of a truth", () => ({ claims: { email_verified: "true" } })],
    ["a sign-in of the future", () => ({ claims: { auth_time: now() + 3600 } })],
    ["a sign-in of days ago", () => ({ claims: { auth_time: now() - 90_000 } })],
    ["a redirect of its token endpoint to the metadata address", () => ({ redirect: "http://169.254.169.254/latest/meta-data" })],
    ["a redirect of its token endpoint to this machine", () => ({ redirect: "http://127.0.0.1:1/token" })],
  ])("lets nobody in with %s", async (_, lie) => {
    expect(await signedIn(lie())).toBe(false);
  });

  it("lets nobody in with the answer of another provider (mix-up), another state, no state, no issuer, or two codes", async () => {
    const before = provider.asked();
    expect(await signedIn({}, { iss: "https://accounts.example" })).toBe(false);
    expect(await signedIn({}, { state: "another" })).toBe(false);
    expect(await signedIn({}, { state: "" })).toBe(false);
    const { browser, address: to } = await address();
    await browser.get(provider.answer(to).replace(/&iss=[^&]*/, ""));
    const twice = await address();
    await twice.browser.get(`${provider.answer(twice.address)}&code=another`);
    expect([browser, twice.browser].some((b) => b.jar.has("kept_staff"))).toBe(false);
    // None of these codes was even exchanged.
    expect(provider.asked()).toBe(before);
  });

  it("lets in by a sound answer; another subject with the same e-mail then stays outside", async () => {
    expect(await signedIn({})).toBe(true);
    expect(await signedIn({ claims: { sub: "nga-2" } })).toBe(false);
    expect(await signedIn({ claims: { email: "another@mau.example" } })).toBe(true);
  });

  it("is waited for ten seconds at most, and then said to be away", async () => {
    provider.lie({ slow: true });
    const { browser, address: to } = await address();
    const answer = await browser.get(provider.answer(to));
    provider.lie({});
    expect(answer.to).toContain("refused=sso.unreachable");
  }, 20_000);
});

describe("the settings of a provider", () => {
  it("refuse an issuer whose document names another, or whose endpoints are no addresses of the web", async () => {
    const other = await hostileProvider(account);
    for (const discovery of [
      { issuer: "https://accounts.example" },
      { authorization_endpoint: "javascript:alert(1)" },
      { token_endpoint: "file:///etc/passwd" },
      { jwks_uri: undefined },
    ]) {
      other.lie({ discovery });
      expect((await put(other.issuer)).text, JSON.stringify(discovery)).toContain("sso.issuer");
    }
    await other.close();
    expect((await put(other.issuer)).text).toContain("sso.unreachable");
    expect((await address()).address).toContain(provider.issuer);
  });

  it("never send a kept secret to another issuer", async () => {
    const other = await hostileProvider(account);
    const body = { issuer: other.issuer, client_id: client.id, only: false, acr: null, mfa: false, session_hours: 8 };
    expect((await admin.browser.api("PUT", "/api/v1/sso", body)).text).toContain("sso.secret");
    expect((await admin.browser.api("PUT", "/api/v1/sso", { ...body, issuer: provider.issuer })).status).toBe(200);
    await other.close();
  });

  it("change under a sign-in that is on its way, which then counts no more", async () => {
    const { browser, address: to } = await address();
    const back = provider.answer(to);
    const other = await hostileProvider(account);
    expect((await put(other.issuer)).status).toBe(200);
    await browser.get(back);
    expect(browser.jar.has("kept_staff")).toBe(false);
    await other.close();
  });

  // Last: a second server in this process takes the place of the first.
  it("refuse, where loopback is not allowed, every address that is not https and public", async () => {
    const strict = await testIdentity();
    const house = await strict.house((draft) => {
      draft.roles = { ...draft.roles, board: { text: { vi: "Ban điều hành", en: "Board" }, may: ["staff", "publish"] } };
    });
    const boss = await setUpByTotp(strict, house, (await administratorLink(strict.running, [house])) ?? "");
    for (const issuer of [
      provider.issuer,
      provider.issuer.replace("http", "https"),
      "https://localhost",
      "https://169.254.169.254",
      "https://[::ffff:10.0.0.1]",
      "http://accounts.example",
    ]) {
      expect((await put(issuer, boss)).text, issuer).toContain("sso.issuer");
    }
    await strict.db.close();
  });
});
