import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity, withPasswords } from "../../../test/identity.js";
import { type MadePerson, person } from "../../../test/person.js";
import { minutes } from "../../platform/index.js";
import { askCode } from "../code/ask.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
});
afterAll(() => t.db.close());

const phrase = "trời hôm nay xanh lắm đó";
let count = 0;
const address = () => `nguoi${++count}@mau.example`;

async function coded(state: "pending" | "active" | "locked" = "active") {
  const house = await t.house();
  const email = address();
  const who = await make(house, (p) => p.with("email", email).withAccount(undefined, state));
  return { house, email, who, page: (path: string) => `/${house.slug}/account/${path}` };
}

async function passworded(state: "pending" | "active" | "locked" = "active") {
  const house = await t.house(withPasswords);
  const email = address();
  const who = await make(house, (p) => p.with("email", email).with("username", "Ngoc_Anh").withAccount(phrase, state));
  return { house, email, who, page: (path: string) => `/${house.slug}/account/${path}` };
}

function make(house: TestHouse, how: (p: ReturnType<typeof person>) => ReturnType<typeof person>): Promise<MadePerson> {
  return t.db.database.write(house.id, (tx) => how(person(tx, t.clock.now())).made());
}

describe("a signed-in person", () => {
  it("locks the account at once, in one press", async () => {
    const m = await coded();
    const who = await make(m.house, (p) => p.with("email", address()).withAccount().signedIn());
    const b = t.browser().withCookies(who.cookies);
    expect((await b.get(m.page("lock"))).status).toBe(200);
    expect((await b.post(m.page("lock"))).to).toBe(m.page("sign-in?locked=1"));
    expect(b.jar.has("kept_person")).toBe(false);
    expect((await t.browser().withCookies(who.cookies).get(m.page("sessions"))).status).toBe(303);
    expect(await t.events(m.house, "identity.locked")).toHaveLength(1);
  });

  it("steps up by password, and by a code bound to the same session", async () => {
    const m = await passworded();
    const b = t.browser();
    await b.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    t.clock.advance(minutes(11));
    expect((await b.get(m.page("password"))).to).toContain("step-up");
    expect((await b.post(m.page("step-up"), { by: "password", password: "không phải câu này" })).status).toBe(422);
    expect((await b.post(m.page("step-up"), { by: "password", password: phrase, to: m.page("password") })).to).toBe(m.page("password"));
    expect((await b.get(m.page("password"))).status).toBe(200);
    const n = await coded();
    const who = await make(n.house, (p) => p.with("email", address()).withAccount().signedIn());
    t.clock.advance(minutes(11));
    const c = t.browser().withCookies(who.cookies);
    await c.post(n.page("step-up/send"), {});
    const code = (await t.mailedCode(n.house))?.code ?? "";
    const thief = t.browser().withCookies(`kept_request=${c.jar.get("kept_request")}`);
    await thief.post(n.page("sign-in"), { by: "code", email: n.email });
    expect((await c.post(n.page("step-up"), { by: "code", code, to: n.page("passkeys") })).to).toBe(n.page("passkeys"));
    expect(await t.events(n.house, "identity.stepped_up")).toHaveLength(1);
  });

  it("signs out, and the cookie is worth nothing after", async () => {
    const m = await coded();
    const who = await make(m.house, (p) => p.with("email", address()).withAccount().signedIn());
    const b = t.browser().withCookies(who.cookies);
    const out = await b.post(m.page("sign-out"));
    expect(out.headers.get("clear-site-data")).toBe('"cache"');
    expect((await t.browser().withCookies(who.cookies).get(m.page("sessions"))).status).toBe(303);
  });

  it("is sent nowhere but to this organisation's pages", async () => {
    const m = await passworded();
    for (const to of [
      "https://evil.example/",
      "//evil.example",
      "/other/account",
      `/${m.house.slug}x/`,
      "javascript:alert(1)",
      "/\\evil.example",
    ]) {
      const done = await t.browser().post(m.page("sign-in"), { by: "password", name: m.email, password: phrase, to });
      expect(done.to, to).toBe(`/${m.house.slug}/account`);
    }
  });

  it("has no session in another organisation's pages", async () => {
    const m = await coded();
    const who = await make(m.house, (p) => p.with("email", address()).withAccount().signedIn());
    const other = await coded();
    expect((await t.browser().withCookies(who.cookies).get(other.page("sessions"))).status).toBe(303);
  });
});

describe("an account", () => {
  it("takes a changed e-mail only after its code, and then every other session ends", async () => {
    const m = await coded();
    const { correctValue } = await import("../../vault/index.js");
    const who = await make(m.house, (p) => p.with("email", address()).withAccount().signedIn());
    const b = t.browser().withCookies(who.cookies);
    const fresh = address();
    const { request } = await t.db.database.write(m.house.id, async (tx) => {
      const value = await correctValue(tx, who.id, who.values.get("email") ?? "", {
        content: fresh,
        rule: { type: "email", index: "exact" },
        origin: {
          submissionId: null,
          occasionId: null,
          touchpoint: "account",
          channel: "form",
          purposes: ["membership"],
          basis: "contract",
          noticeVersion: 1,
          language: "vi",
          shownDigest: Buffer.alloc(32),
          collectedAt: t.clock.now(),
          verifiedAt: null,
          until: null,
        },
        untilVerified: true,
      });
      return askCode(tx, { purpose: "changed_contact", person: who.id, value, device: undefined, lang: "vi" }, t.clock.now());
    });
    b.jar.set("kept_request", request);
    const mailed = await t.mailedCode(m.house);
    expect(mailed).toMatchObject({ to: fresh, purpose: "changed_contact" });
    expect((await b.post(m.page("code"), { code: mailed?.code ?? "" })).status).toBe(303);
    expect((await b.get(m.page("sessions"))).status).toBe(200);
    const c = t.browser();
    await c.post(m.page("sign-in"), { by: "code", email: fresh });
    expect((await t.mailedCode(m.house))?.to).toBe(fresh);
  });
});
