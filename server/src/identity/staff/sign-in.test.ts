import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finishSetUp, me, prepareSetUp, showOptions } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestAuthenticator } from "../../../test/authenticator.js";
import { type TestHouse, type TestIdentity, testIdentity } from "../../../test/identity.js";
import { administratorOf, otpNow, setUpByTotp, staffPassword, type TestStaff } from "../../../test/staff.js";
import { hours, minutes, newToken } from "../../platform/index.js";
import { administratorLink, firstAdministrator, isAdministratorSecret, keepAdministratorSecret } from "./administrator.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
});
afterAll(() => t.db.close());

const house = () =>
  t.house((draft) => {
    draft.roles = {
      ...draft.roles,
      board: { text: { vi: "Ban điều hành", en: "Board" }, may: ["staff", "publish", "keys"] },
      clerk: { text: { vi: "Nhân viên", en: "Clerk" }, may: ["find"] },
    };
  });
/** An administrator made for this house alone. */
async function run(): Promise<{ h: TestHouse; admin: TestStaff }> {
  const h = await house();
  const link = await administratorLink(t.running, [h]);
  return { h, admin: await setUpByTotp(t, h, link ?? "") };
}
const signIn = (h: TestHouse, body: unknown, browser = t.browser()) =>
  browser.api("POST", `/api/v1/organisations/${h.slug}/sign-in/totp`, body);

describe("the first administrator", () => {
  it("follows the printed link once, and is there in every organisation without staff, with the roles that manage and publish", async () => {
    const a = await house();
    const b = await house();
    const link = (await firstAdministrator(t.running)) ?? "";
    expect(link).toMatch(/^http:\/\/localhost:4000\/console\/set-up#[0-9a-f-]{36}\.[\w-]{43}$/);
    const first = [a, b].find((h) => link.includes(h.id)) ?? a;
    const staff = await setUpByTotp(t, first, link);
    expect(staff.recovery).toHaveLength(8);
    const browser = t.browser();
    expect((await browser.api("POST", `/api/v1/organisations/${first.slug}/set-up:open`, { token: link.split("#")[1] })).status).toBe(410);
    for (const h of [a, b]) {
      t.clock.advance(30_000);
      const done = await signIn(h, { email: staff.email, password: staffPassword, otp: staff.otp() });
      expect(me.parse(done.json())).toMatchObject({ name: "Trần Thị Quản Trị", roles: ["secretary", "board"], organisation: h });
    }
    expect(await firstAdministrator(t.running)).toBeUndefined();
  });

  it("gets a new link at the next start, and the old one stops working", async () => {
    const h = await house();
    const old = (await firstAdministrator(t.running)) ?? "";
    const link = (await firstAdministrator(t.running)) ?? "";
    await expect(setUpByTotp(t, h, old)).rejects.toThrow("410");
    await setUpByTotp(t, h, link);
  });

  it("is one, though two follow the link together", async () => {
    const h = await house();
    const link = (await administratorLink(t.running, [h])) ?? "";
    const done = await Promise.allSettled([setUpByTotp(t, h, link, "a@mau.example"), setUpByTotp(t, h, link, "b@mau.example")]);
    expect(done.map((d) => d.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await t.db.owner("select 1 from staff where organisation_id = $1", [h.id])).toHaveLength(1);
  });

  it("who is locked out gets a new link by the secret beside the keys, on this machine alone, and keeps the roles", async () => {
    const { h, admin } = await run();
    const folder = await mkdtemp(join(tmpdir(), "keys-"));
    await keepAdministratorSecret(folder);
    const secret = (await readFile(join(folder, "administrator.secret"), "utf8")).trim();
    await keepAdministratorSecret(folder);
    expect((await readFile(join(folder, "administrator.secret"), "utf8")).trim()).toBe(secret);
    expect(await isAdministratorSecret(folder, secret)).toBe(true);
    for (const bad of ["", newToken(), `${secret}x`]) expect(await isAdministratorSecret(folder, bad)).toBe(false);
    expect(await isAdministratorSecret(join(folder, "nowhere"), "")).toBe(false);
    await rm(folder, { recursive: true });
    expect((await t.browser().api("POST", "/api/v1/administrator-link", { secret: newToken(), organisations: [h.slug] })).status).toBe(401);
    const again = await setUpByTotp(t, h, (await administratorLink(t.running, [h])) ?? "", admin.email);
    expect(again.id).toBe(admin.id);
    expect((await admin.browser.api("GET", "/api/v1/session")).status).toBe(401);
  });
});

describe("staff sign in", () => {
  it("by password and number; no number works twice, not even in another window", async () => {
    const { h, admin } = await run();
    t.clock.advance(30_000);
    const body = { email: admin.email.toUpperCase(), password: staffPassword, otp: admin.otp() };
    expect((await signIn(h, body)).status).toBe(200);
    expect((await signIn(h, body)).status).toBe(401);
    t.clock.advance(30_000);
    const both = await Promise.all([signIn(h, { ...body, otp: admin.otp() }), signIn(h, { ...body, otp: admin.otp() })]);
    expect(both.map((b) => b.status).sort()).toEqual([200, 401]);
    expect((await t.events(h, "staff.sign_in_refused")).length).toBe(2);
  });

  it("hears the same for an unknown e-mail, a wrong password and a wrong number", async () => {
    const { h, admin } = await run();
    t.clock.advance(30_000);
    const otp = admin.otp();
    const wrongOtp = otp === "000000" ? "111111" : "000000";
    const all = [
      await signIn(h, { email: "khong.ai@mau.example", password: staffPassword, otp }),
      await signIn(h, { email: admin.email, password: "sai mật khẩu rồi nhé bạn", otp }),
      await signIn(h, { email: admin.email, password: staffPassword, otp: wrongOtp }),
    ];
    expect(new Set(all.map((a) => `${a.status} ${a.text}`)).size).toBe(1);
    expect(all[0]?.status).toBe(401);
  });

  it("is stopped after ten wrong tries", async () => {
    const { h, admin } = await run();
    const statuses = [];
    for (let i = 0; i < 11; i++)
      statuses.push((await signIn(h, { email: admin.email, password: `sai lần thứ ${i} rồi nhé`, otp: "000000" })).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect((await t.events(h, "staff.sign_in_refused")).at(-1)?.detail.reason).toBe("throttled");
  });

  it("by a passkey, bound to this host, this browser's challenge and a verified user", async () => {
    const h = await house();
    const link = (await administratorLink(t.running, [h])) ?? "";
    const b = t.browser();
    const at = (path: string) => `/api/v1/organisations/${h.slug}/${path}`;
    const who = { token: link.split("#")[1], name: "Lê Khoá", email: "khoa@mau.example" };
    const key = new TestAuthenticator();
    const prepared = prepareSetUp.response.parse((await b.api("POST", at("set-up:prepare"), who)).json());
    const falseSite = new TestAuthenticator("https://evil.example").make(prepared.passkey);
    expect((await b.api("POST", at("set-up:finish"), { ...who, with: { passkey: falseSite } })).text).toContain("passkey.refused");
    const set = await b.api("POST", at("set-up:finish"), { ...who, with: { passkey: key.make(prepared.passkey) } });
    expect(set.status).toBe(200);
    expect(finishSetUp.response.parse(set.json()).me.ways).toEqual({ passkeys: 1, totp: false, sso: false, recovery_codes_left: 8 });

    const ask = async (browser = t.browser()) => ({
      browser,
      options: showOptions.parse((await browser.api("POST", at("sign-in/passkey-options"))).json()),
    });
    const good = await ask();
    const shown = key.show(good.options);
    expect((await good.browser.api("POST", at("sign-in/passkey"), { passkey: shown })).status).toBe(200);
    expect((await good.browser.api("POST", at("sign-in/passkey"), { passkey: shown })).status).toBe(401);

    const other = await ask();
    expect((await t.browser().api("POST", at("sign-in/passkey"), { passkey: key.show(other.options) })).status).toBe(401);
    const lazy = await ask();
    key.verifies = false;
    expect((await lazy.browser.api("POST", at("sign-in/passkey"), { passkey: key.show(lazy.options) })).status).toBe(401);
    const stranger = new TestAuthenticator();
    stranger.make(prepared.passkey);
    const third = await ask();
    expect((await third.browser.api("POST", at("sign-in/passkey"), { passkey: stranger.show(third.options) })).status).toBe(401);
    const late = await ask();
    key.verifies = true;
    t.clock.advance(minutes(5));
    expect((await late.browser.api("POST", at("sign-in/passkey"), { passkey: key.show(late.options) })).status).toBe(401);
  });

  it("goes stale: fresh ten minutes, two hours idle, twelve in all", async () => {
    const { h, admin } = await run();
    const invite = () => admin.browser.api("POST", "/api/v1/staff", { name: "Lê", email: `${newToken()}@mau.example`, roles: ["clerk"] });
    expect((await invite()).status).toBe(201);
    t.clock.advance(minutes(10));
    expect((await invite()).text).toContain("access.step_up");
    const again = await admin.browser.api("POST", "/api/v1/session:prove", { password: staffPassword, otp: admin.otp() });
    expect(again.status).toBe(200);
    expect((await invite()).status).toBe(201);
    for (let i = 0; i < 11; i++) {
      t.clock.advance(hours(1));
      expect((await admin.browser.api("GET", "/api/v1/session")).status, `${i}`).toBe(200);
    }
    t.clock.advance(hours(1));
    expect((await admin.browser.api("GET", "/api/v1/session")).status).toBe(401);
    expect(await t.events(h, "staff.stepped_up")).toHaveLength(1);
  });

  it("with a recovery code sets up anew: the code once, with the password", async () => {
    const { h, admin } = await run();
    const recover = (body: unknown) => t.browser().api("POST", `/api/v1/organisations/${h.slug}/sign-in/recover`, body);
    const [code = ""] = admin.recovery;
    expect((await recover({ email: admin.email, recovery: code })).status).toBe(401);
    const good = { email: admin.email, recovery: code.toLowerCase().replaceAll("-", " "), password: staffPassword };
    const done = await recover(good);
    expect(done.status).toBe(200);
    expect((await recover(good)).status).toBe(401);
    const token = /"token":"([^"]+)"/.exec(done.text)?.[1] ?? "";
    const anew = await setUpByTotp(t, h, `#${token}`, admin.email);
    expect(anew.id).toBe(admin.id);
    t.clock.advance(30_000);
    expect((await signIn(h, { email: admin.email, password: staffPassword, otp: admin.otp() })).status).toBe(401);
  });
});

it("numbers of the app are those of RFC 6238", () => {
  expect(otpNow("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", new Date(59_000))).toBe("287082");
});

describe("over https", () => {
  it("a session counts only in the cookie that no other host and no plain connection can set", async () => {
    const far = await testIdentity({ KEPT_URL: "https://kept.example", KEPT_TRUSTED_PROXY: "127.0.0.1" });
    try {
      const admin = await administratorOf(far, await far.house());
      expect([...admin.browser.jar.keys()]).toContain("__Host-kept_staff");
      expect((await admin.browser.api("GET", "/api/v1/session")).status).toBe(200);
      const tossed = far.browser();
      tossed.jar.set("kept_staff", admin.browser.jar.get("__Host-kept_staff") ?? "");
      expect((await tossed.api("GET", "/api/v1/session")).status).toBe(401);
    } finally {
      await far.db.close();
    }
  });
});
