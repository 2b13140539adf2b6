import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity } from "../../../test/identity.js";
import { waitingJobs } from "../../../test/jobs.js";
import { type MadePerson, person } from "../../../test/person.js";
import { minutes } from "../../platform/index.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
});
afterAll(() => t.db.close());

let count = 0;
const address = () => `nguoi${++count}@mau.example`;

async function coded(state: "pending" | "active" | "locked" = "active") {
  const house = await t.house();
  const email = address();
  const who = await make(house, (p) => p.with("email", email).withAccount(undefined, state));
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
