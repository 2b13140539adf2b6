import { createKey, inviteStaff, listStaff } from "@kept/contract";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity } from "../../../test/identity.js";
import { setUpByTotp, staffPassword, type TestStaff } from "../../../test/staff.js";
import { days } from "../../platform/index.js";
import { identityGuards } from "../guards.js";
import { administratorLink } from "./administrator.js";

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

describe("managing staff", () => {
  async function clerk() {
    const { h, admin } = await run();
    const invited = await admin.browser.api("POST", "/api/v1/staff", {
      name: "Phạm Thị Thư Ký",
      email: "thu.ky@mau.example",
      roles: ["clerk"],
    });
    const { link } = JSON.parse(invited.text);
    return { h, admin, clerk: await setUpByTotp(t, h, String(link), "thu.ky@mau.example") };
  }

  it("invites with roles, and what the roles do not allow is refused and recorded", async () => {
    const w = await clerk();
    expect((await w.clerk.browser.api("GET", "/api/v1/session")).status).toBe(200);
    expect((await w.clerk.browser.api("GET", "/api/v1/staff")).status).toBe(403);
    expect((await t.events(w.h, "access.refused")).map((e) => e.detail)).toEqual([{ code: "access.forbidden", what: "staff.list" }]);
    const roles = await w.admin.browser.api("PUT", `/api/v1/staff/${w.clerk.id}/roles`, { roles: ["clerk", "board"] });
    expect(roles.status).toBe(200);
    const all = listStaff.response.parse((await w.clerk.browser.api("GET", "/api/v1/staff")).json());
    expect(all.staff.map((s) => [s.email, s.state, s.roles]).sort()).toEqual([
      ["quan.tri@mau.example", "active", ["secretary", "board"]],
      ["thu.ky@mau.example", "active", ["clerk", "board"]],
    ]);
  });

  it("keeps names and e-mails sealed, out of events, jobs and every table in clear", async () => {
    const w = await clerk();
    const rows = await t.db.owner<{ row: string }>("select s::text as row from staff s where organisation_id = $1", [w.h.id]);
    const events = await t.db.owner<{ row: string }>("select canonical as row from event where organisation_id = $1", [w.h.id]);
    const everything = JSON.stringify([...rows, ...events]);
    for (const value of ["thu.ky@mau.example", "Phạm", "Trần Thị", Buffer.from("thu.ky@mau.example").toString("hex")]) {
      expect(everything, value).not.toContain(value);
    }
  });

  it("disables someone, who loses session, link and sign-in at once", async () => {
    const w = await clerk();
    expect((await w.admin.browser.api("POST", `/api/v1/staff/${w.clerk.id}:disable`)).status).toBe(200);
    expect((await w.clerk.browser.api("GET", "/api/v1/session")).status).toBe(401);
    t.clock.advance(30_000);
    expect((await signIn(w.h, { email: w.clerk.email, password: staffPassword, otp: w.clerk.otp() })).status).toBe(401);
    expect((await t.events(w.h, "staff.disabled"))[0]?.detail).toMatchObject({ sessions: 1 });
  });

  it("resets a lost authenticator without choosing the secret; the old one is dead at once", async () => {
    const w = await clerk();
    const reset = await w.admin.browser.api("POST", `/api/v1/staff/${w.clerk.id}:reset`);
    expect((await w.clerk.browser.api("GET", "/api/v1/session")).status).toBe(401);
    t.clock.advance(30_000);
    expect((await signIn(w.h, { email: w.clerk.email, password: staffPassword, otp: w.clerk.otp() })).status).toBe(401);
    const { link } = JSON.parse(reset.text);
    const anew = await setUpByTotp(t, w.h, String(link), w.clerk.email);
    expect(anew.id).toBe(w.clerk.id);
    const late = JSON.parse((await w.admin.browser.api("POST", `/api/v1/staff/${w.clerk.id}:reset`)).text);
    t.clock.advance(days(1));
    await expect(setUpByTotp(t, w.h, String(late.link))).rejects.toThrow("410");
  });

  it("lets nobody set themselves up under the e-mail of somebody else", async () => {
    const { h, admin } = await run();
    const who = { name: "Người Mới", email: "nguoi.moi@mau.example", roles: ["clerk"] };
    const { link } = inviteStaff.response.parse((await admin.browser.api("POST", "/api/v1/staff", who)).json());
    await expect(setUpByTotp(t, h, link, admin.email)).rejects.toThrow(/staff\.known/);
    await setUpByTotp(t, h, link, "dia.chi.khac@mau.example");
  });

  it("never leaves nobody who may manage staff, nor lets anybody change themselves", async () => {
    const w = await clerk();
    const roles = (who: string, list: string[]) => w.admin.browser.api("PUT", `/api/v1/staff/${who}/roles`, { roles: list });
    expect((await roles(w.admin.id, ["clerk"])).text).toContain("staff.self");
    expect((await w.admin.browser.api("POST", `/api/v1/staff/${w.admin.id}:disable`)).text).toContain("staff.self");
    await roles(w.clerk.id, ["board"]);
    const each = await Promise.all([
      w.admin.browser.api("POST", `/api/v1/staff/${w.clerk.id}:disable`),
      w.clerk.browser.api("POST", `/api/v1/staff/${w.admin.id}:disable`),
    ]);
    expect(each.filter((e) => e.status === 200)).toHaveLength(1);
    expect((await roles(w.clerk.id, ["no_such_role"])).status).not.toBe(200);
  });

  it("knows nobody of another organisation", async () => {
    const w = await clerk();
    const other = await run();
    expect((await other.admin.browser.api("POST", `/api/v1/staff/${w.clerk.id}:disable`)).text).toContain("staff.unknown");
    expect((await other.admin.browser.api("PUT", `/api/v1/staff/${w.clerk.id}/roles`, { roles: ["clerk"] })).text).toContain(
      "staff.unknown",
    );
    const moved = t.browser();
    moved.jar.set("kept_staff", (w.admin.browser.jar.get("kept_staff") ?? "").replace(w.h.id, other.h.id));
    expect((await moved.api("GET", "/api/v1/session")).status).toBe(401);
  });
});

describe("an API key", () => {
  it("is shown once, kept as a hash, allows what its roles allow, and ends when revoked", async () => {
    const { h, admin } = await run();
    const made = await admin.browser.api("POST", "/api/v1/keys", { label: "Cửa hàng", roles: ["board"] });
    expect(made.status).toBe(201);
    const { key, secret } = createKey.response.parse(made.json());
    expect(secret).toMatch(/^kept_[\w-]{22}_[\w-]{43}$/);
    const rows = await t.db.owner<{ row: string }>("select k::text as row from api_key k where organisation_id = $1", [h.id]);
    expect(rows[0]?.row).not.toContain(secret.slice(-43));
    const guards = identityGuards(t.running);
    const caller = async (authorization: string) => {
      let found: unknown;
      const app = new Hono();
      app.get("/", async (c) => {
        found = await guards.acting({ c, now: t.clock.now(), ip: "127.0.0.1", lang: "vi", path: "/", secure: false });
        return c.text("");
      });
      await app.request("/", { headers: { authorization } });
      return found;
    };
    expect(await caller(`Bearer ${secret}`)).toMatchObject({
      organisation: { id: h.id },
      caller: { kind: "key", id: key, roles: ["board"] },
    });
    for (const bad of [
      `Bearer ${secret.slice(0, -1)}`,
      `Bearer ${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`,
      "Bearer x",
      "Basic eA==",
    ]) {
      expect(await caller(bad), bad).toBeUndefined();
    }
    const other = await house();
    const moved = secret.replace(secret.slice(5, 27), Buffer.from(other.id.replaceAll("-", ""), "hex").toString("base64url"));
    expect(await caller(`Bearer ${moved}`)).toBeUndefined();
    expect((await admin.browser.api("POST", `/api/v1/keys/${key}:revoke`)).status).toBe(200);
    expect(await caller(`Bearer ${secret}`)).toBeUndefined();
    expect((await t.events(h, "identity.key_revoked"))[0]?.detail).toEqual({ key });
  });

  it("takes no role that the policy does not declare, though every object answers to its name", async () => {
    const { admin } = await run();
    const made = await admin.browser.api("POST", "/api/v1/keys", { label: "x", roles: ["constructor"] });
    expect([made.status, made.text]).toEqual([422, expect.stringContaining("role.unknown")]);
  });

  it("is not remembered for an Idempotency-Key", async () => {
    const { h, admin } = await run();
    const answer = await t.app.request("http://localhost:4000/api/v1/keys", {
      method: "POST",
      headers: {
        origin: "http://localhost:4000",
        cookie: `kept_staff=${admin.browser.jar.get("kept_staff")}`,
        "content-type": "application/json",
        "idempotency-key": "one",
      },
      body: JSON.stringify({ label: "x", roles: ["clerk"] }),
    });
    expect(answer.status).toBe(201);
    expect(await t.db.owner("select answer from idempotency where organisation_id = $1", [h.id])).toEqual([{ answer: null }]);
  });
});
