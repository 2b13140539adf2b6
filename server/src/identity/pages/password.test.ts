import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity, withPasswords } from "../../../test/identity.js";
import { waitingJobs } from "../../../test/jobs.js";
import { type MadePerson, person } from "../../../test/person.js";
import { minutes } from "../../platform/index.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
});
afterAll(() => t.db.close());

const phrase = "trời hôm nay xanh lắm đó";
let count = 0;
const address = () => `nguoi${++count}@mau.example`;

async function passworded(state: "pending" | "active" | "locked" = "active") {
  const house = await t.house(withPasswords);
  const email = address();
  const who = await make(house, (p) => p.with("email", email).with("username", "Ngoc_Anh").withAccount(phrase, state));
  return { house, email, who, page: (path: string) => `/${house.slug}/account/${path}` };
}

function make(house: TestHouse, how: (p: ReturnType<typeof person>) => ReturnType<typeof person>): Promise<MadePerson> {
  return t.db.database.write(house.id, (tx) => how(person(tx, t.clock.now())).made());
}

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

  it("is the only way in where the policy opens accounts by password: no code is mailed for signing in", async () => {
    const m = await passworded();
    expect((await t.browser().post(m.page("sign-in"), { by: "code", email: m.email })).status).toBe(422);
    expect(await t.mailedCode(m.house)).toBeUndefined();
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

  it("takes every passkey along: whoever added one in the owner's absence is outside as well", async () => {
    const m = await passworded();
    await t.db.owner(
      `insert into passkey (organisation_id, person_id, id, credential, public_key, counter, transports, label, added_at)
       values ($1, $2, gen_random_uuid(), 'theirs', '', 0, '{}', '', now())`,
      [m.house.id, m.who.id],
    );
    const b = t.browser();
    await b.post(m.page("reset"), { name: m.email });
    const code = (await t.mailedCode(m.house))?.code ?? "";
    expect((await b.post(m.page("reset/new"), { code, password: "sông chảy qua cầu chín nhịp" })).status).toBe(303);
    expect(await t.db.owner("select 1 from passkey where organisation_id = $1", [m.house.id])).toEqual([]);
    expect((await t.events(m.house, "identity.passkey_removed")).map((e) => e.detail)).toEqual([{ by: "code" }]);
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
