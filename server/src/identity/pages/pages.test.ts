import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity, withPasswords } from "../../../test/identity.js";
import { waitingJobs } from "../../../test/jobs.js";
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

describe("signing in by a code", () => {
  it("takes the e-mail, mails a code, takes the code, and lands where the person was going", async () => {
    const m = await coded();
    const b = t.browser();
    expect((await b.get(m.page("sessions"))).to).toBe(`${m.page("sign-in")}?to=${encodeURIComponent(m.page("sessions"))}`);
    const asked = await b.post(m.page("sign-in"), { by: "code", email: m.email.toUpperCase(), to: m.page("sessions") });
    expect(asked.status).toBe(303);
    const mailed = await t.mailedCode(m.house);
    expect(mailed).toMatchObject({ to: m.email, purpose: "sign_in" });
    const typed = `${mailed?.code.slice(0, 4)} ${mailed?.code.slice(4)}`;
    const done = await b.post(m.page("code"), { code: typed, to: m.page("sessions") });
    expect([done.status, done.to]).toEqual([303, m.page("sessions")]);
    const list = await b.get(m.page("sessions"));
    expect(list.status).toBe(200);
    expect(list.text).toContain("Chrome, Android");
    expect(list.text).toContain("phiên này");
  });

  it("answers known and unknown e-mails alike, byte for byte but for the secret cookie", async () => {
    const m = await coded();
    const ask = async (email: string) => {
      const b = t.browser();
      const first = await b.post(m.page("sign-in"), { by: "code", email });
      const wrong = await b.post(m.page("code"), { code: "00000000" });
      const late = [];
      for (let i = 0; i < 5; i++) late.push((await b.post(m.page("code"), { code: "00000000" })).text);
      const headers = [...first.headers].map(([k, v]) => (k === "set-cookie" ? v.replace(/=[^;]+/, "=") : `${k}: ${v}`));
      return { status: first.status, to: first.to, text: first.text, headers, wrong: [wrong.status, wrong.text], late };
    };
    expect(await ask(m.email)).toEqual(await ask("khong.ai@mau.example"));
    const rows = await t.db.owner<{ hash: string | null }>("select hash from code where organisation_id = $1 order by asked_at", [
      m.house.id,
    ]);
    expect(rows).toHaveLength(2);
  });

  it("mails nobody for an unknown e-mail", async () => {
    const m = await coded();
    await t.browser().post(m.page("sign-in"), { by: "code", email: "khong.ai@mau.example" });
    expect(await t.mailedCode(m.house)).toBeUndefined();
  });

  it("refuses a code that was used, is late, was wrong five times, or is typed in another browser", async () => {
    const m = await coded();
    const fresh = async () => {
      const b = t.browser();
      await b.post(m.page("sign-in"), { by: "code", email: m.email });
      return { b, code: (await t.mailedCode(m.house))?.code ?? "" };
    };
    const used = await fresh();
    expect((await used.b.post(m.page("code"), { code: used.code })).status).toBe(303);
    const cookie = [...used.b.jar].find(([k]) => k === "kept_request");
    expect(cookie).toBeUndefined();

    const late = await fresh();
    t.clock.advance(minutes(10));
    const refused = await late.b.post(m.page("code"), { code: late.code });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("không còn dùng được");

    const guessed = await fresh();
    for (let i = 0; i < 5; i++) await guessed.b.post(m.page("code"), { code: "12345678" === guessed.code ? "87654321" : "12345678" });
    expect((await guessed.b.post(m.page("code"), { code: guessed.code })).status).toBe(422);

    const elsewhere = await fresh();
    expect((await t.browser().post(m.page("code"), { code: elsewhere.code })).status).toBe(422);
    expect((await elsewhere.b.post(m.page("code"), { code: elsewhere.code })).status).toBe(303);
    const events = await t.events(m.house, "identity.sign_in_refused");
    expect(events.length).toBeGreaterThanOrEqual(1);
  });

  it("lets one of two through who send the same code together", async () => {
    const m = await coded();
    const b = t.browser();
    await b.post(m.page("sign-in"), { by: "code", email: m.email });
    const code = (await t.mailedCode(m.house))?.code ?? "";
    const twin = t.browser().withCookies([...b.jar].map(([k, v]) => `${k}=${v}`).join("; "));
    const both = await Promise.all([b.post(m.page("code"), { code }), twin.post(m.page("code"), { code })]);
    expect(both.map((a) => a.status).sort()).toEqual([303, 422]);
  });

  it("never stores a code in clear", async () => {
    const m = await coded();
    await t.browser().post(m.page("sign-in"), { by: "code", email: m.email });
    const code = (await t.mailedCode(m.house))?.code ?? "";
    const rows = await t.db.owner<{ row: string }>("select c::text as row from code c where organisation_id = $1", [m.house.id]);
    const jobs = await waitingJobs(t.db);
    const events = await t.events(m.house, "identity.code_sent");
    expect(JSON.stringify([rows, jobs, events])).not.toContain(code);
    expect(events).toHaveLength(1);
  });

  it("mails one person at most five codes in a quarter of an hour, whoever asks; a browser they use has its own share", async () => {
    const m = await coded();
    const known = t.browser();
    await known.post(m.page("sign-in"), { by: "code", email: m.email });
    await known.post(m.page("code"), { code: (await t.mailedCode(m.house))?.code ?? "" });
    for (let i = 0; i < 8; i++) await t.browser().post(m.page("sign-in"), { by: "code", email: m.email });
    await t.mailedCode(m.house);
    expect(await t.events(m.house, "identity.code_sent")).toHaveLength(5);
    expect(await t.events(m.house, "identity.code_refused")).toHaveLength(4);
    await known.post(m.page("sign-in"), { by: "code", email: m.email });
    expect((await known.post(m.page("code"), { code: (await t.mailedCode(m.house))?.code ?? "" })).status).toBe(303);
  });

  it("confirms the contact of an account that waits for it, and only then lets anybody in", async () => {
    const m = await coded("pending");
    const b = t.browser();
    await b.post(m.page("sign-in"), { by: "code", email: m.email });
    const mailed = await t.mailedCode(m.house);
    expect(mailed?.purpose).toBe("confirm_contact");
    expect((await b.post(m.page("code"), { code: mailed?.code ?? "" })).status).toBe(303);
    const rows = await t.db.owner("select state from account where organisation_id = $1", [m.house.id]);
    expect(rows).toEqual([{ state: "active" }]);
    const values = await t.db.owner<{ verified: boolean }>(
      "select verified_at is not null as verified from value where organisation_id = $1 and field = 'email'",
      [m.house.id],
    );
    expect(values).toEqual([{ verified: true }]);
  });

  it("opens a locked account again", async () => {
    const m = await coded("locked");
    const b = t.browser();
    await b.post(m.page("sign-in"), { by: "code", email: m.email });
    const mailed = await t.mailedCode(m.house);
    expect(mailed?.purpose).toBe("unlock");
    await b.post(m.page("code"), { code: mailed?.code ?? "" });
    expect((await b.get(m.page("sessions"))).status).toBe(200);
  });
});

describe("signing in by a password", () => {
  it("takes the username or the e-mail, in either Unicode form", async () => {
    const m = await passworded();
    for (const [name, password] of [
      ["ngoc_anh", phrase],
      [m.email, phrase.normalize("NFD")],
      [" NGOC_ANH ", phrase.normalize("NFC")],
    ] as const) {
      const b = t.browser();
      const done = await b.post(m.page("sign-in"), { by: "password", name, password });
      expect([done.status, done.to], name).toEqual([303, `/${m.house.slug}/account`]);
      expect((await b.get(m.page("sessions"))).status).toBe(200);
    }
  });

  it("answers a wrong name and a wrong password alike, keeps the name, never the password", async () => {
    const m = await passworded();
    const wrong = await t.browser().post(m.page("sign-in"), { by: "password", name: "ngoc_anh", password: "sai mật khẩu mất rồi" });
    const nobody = await t.browser().post(m.page("sign-in"), { by: "password", name: "ngoc_anx", password: "sai mật khẩu mất rồi" });
    expect(wrong.status).toBe(422);
    expect(nobody.status).toBe(422);
    expect(nobody.text.replaceAll("ngoc_anx", "ngoc_anh")).toBe(wrong.text);
    expect(wrong.text).toContain('value="ngoc_anh"');
    expect(wrong.text).not.toContain("sai mật khẩu");
    await t.runJobs();
    const events = await t.events(m.house, "identity.sign_in_refused");
    expect(events.map((e) => e.detail)).toEqual([{ known: false, reason: "wrong", way: "password" }]);
  });

  it("takes about the same time for both", async () => {
    const m = await passworded();
    const time = async (name: string) => {
      const began = performance.now();
      await t.browser().post(m.page("sign-in"), { by: "password", name, password: "sai mật khẩu mất rồi" });
      return performance.now() - began;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 5; i++) {
      known.push(await time("ngoc_anh"));
      unknown.push(await time(`khong_ai_${i}`));
    }
    const middle = (all: number[]) => all.sort((a, b) => a - b)[2] ?? 0;
    expect(Math.abs(middle(known) - middle(unknown))).toBeLessThan(75);
    expect(Math.min(...known, ...unknown)).toBeGreaterThanOrEqual(145);
  });

  it("stops guessing after ten tries, known and unknown alike, and leaves the owner's browser its way in", async () => {
    const m = await passworded();
    const owner = t.browser();
    await owner.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    const guess = async (name: string) => {
      const statuses = [];
      for (let i = 0; i < 12; i++)
        statuses.push((await t.browser().post(m.page("sign-in"), { by: "password", name, password: `thử lần thứ ${i}` })).status);
      return statuses;
    };
    const expected = [...Array(10).fill(422), 429, 429];
    expect(await guess("ngoc_anh")).toEqual(expected);
    expect(await guess("khong_ai")).toEqual(expected);
    expect((await t.browser().post(m.page("sign-in"), { by: "password", name: "ngoc_anh", password: phrase })).status).toBe(429);
    expect((await owner.post(m.page("sign-in"), { by: "password", name: "ngoc_anh", password: phrase })).status).toBe(303);
    await t.runJobs();
    const reasons = (await t.events(m.house, "identity.sign_in_refused")).map((e) => e.detail.reason);
    expect(reasons).toEqual([...Array(10).fill("wrong"), "throttled", "throttled", "throttled"]);
    t.clock.advance(minutes(15));
    expect((await t.browser().post(m.page("sign-in"), { by: "password", name: "ngoc_anh", password: phrase })).status).toBe(303);
  });

  it("of an account never confirmed asks for its code first", async () => {
    const m = await passworded("pending");
    const b = t.browser();
    const done = await b.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    expect(done.to).toContain(m.page("code"));
    expect((await b.get(m.page("sessions"))).status).toBe(303);
    const mailed = await t.mailedCode(m.house);
    expect(mailed?.purpose).toBe("confirm_contact");
    await b.post(m.page("code"), { code: mailed?.code ?? "" });
    expect((await b.get(m.page("sessions"))).status).toBe(200);
  });

  it("gives a new token each time: a session fixed before is worth nothing", async () => {
    const m = await passworded();
    const b = t.browser();
    b.jar.set("kept_person", `${m.house.id}.${"A".repeat(64)}`);
    await b.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    const first = b.jar.get("kept_person");
    expect(first).not.toContain("AAAA");
    const before = t.browser().withCookies(`kept_person=${first}`);
    await b.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    expect(b.jar.get("kept_person")).not.toBe(first);
    expect((await before.get(m.page("sessions"))).status).toBe(303);
  });
});

describe("a lost password", () => {
  it("is set anew by a code; every session ends and nobody is signed in", async () => {
    const m = await passworded();
    const old = t.browser();
    await old.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    const b = t.browser();
    expect((await b.post(m.page("reset"), { name: "ngoc_anh" })).to).toBe(m.page("reset/new"));
    const mailed = await t.mailedCode(m.house);
    expect(mailed).toMatchObject({ to: m.email, purpose: "reset" });
    const weak = await b.post(m.page("reset/new"), { code: mailed?.code ?? "", password: "ngắn" });
    expect(weak.status).toBe(422);
    expect(weak.text).toContain("15");
    const done = await b.post(m.page("reset/new"), { code: mailed?.code ?? "", password: "sông chảy qua cầu chín nhịp" });
    expect(done.to).toBe(m.page("sign-in?reset=1"));
    expect(b.jar.has("kept_person")).toBe(false);
    expect((await old.get(m.page("sessions"))).status).toBe(303);
    expect((await b.post(m.page("sign-in"), { by: "password", name: m.email, password: phrase })).status).toBe(422);
    expect((await b.post(m.page("sign-in"), { by: "password", name: m.email, password: "sông chảy qua cầu chín nhịp" })).status).toBe(303);
    expect((await waitingJobs(t.db, "messaging.alert")).some((j) => j.payload.alert === "changed" && j.payload.person === m.who.id)).toBe(
      true,
    );
  });

  it("says the same to an unknown name", async () => {
    const m = await passworded();
    const known = await t.browser().post(m.page("reset"), { name: m.email });
    const unknown = await t.browser().post(m.page("reset"), { name: "khong.ai@mau.example" });
    expect([unknown.status, unknown.to, unknown.text]).toEqual([known.status, known.to, known.text]);
  });

  it("opens a locked account, and a code for a reset signs nobody in", async () => {
    const m = await passworded("locked");
    const refused = await t.browser().post(m.page("sign-in"), { by: "password", name: m.email, password: phrase });
    expect(refused.to).toBe(m.page("sign-in?locked=1"));
    const b = t.browser();
    await b.post(m.page("reset"), { name: m.email });
    const code = (await t.mailedCode(m.house))?.code ?? "";
    expect((await b.post(m.page("code"), { code })).status).toBe(422);
    expect((await b.post(m.page("reset/new"), { code, password: "sông chảy qua cầu chín nhịp" })).status).toBe(303);
    expect((await b.post(m.page("sign-in"), { by: "password", name: m.email, password: "sông chảy qua cầu chín nhịp" })).status).toBe(303);
  });
});

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
