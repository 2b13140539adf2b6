import { makeOptions, showOptions } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestAuthenticator } from "../../../test/authenticator.js";
import type { TestBrowser } from "../../../test/browser.js";
import { type TestIdentity, testIdentity } from "../../../test/identity.js";
import { person } from "../../../test/person.js";
import { minutes } from "../../platform/index.js";
import { erasePerson, followErasure, registerErasure } from "../../vault/index.js";
import { identityErasing } from "../erasure.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
  registerErasure("identity", identityErasing);
});
afterAll(() => t.db.close());

async function member() {
  const house = await t.house();
  const page = (path: string) => `/${house.slug}/account/${path}`;
  const who = await t.db.database.write(house.id, (tx) =>
    person(tx, t.clock.now()).with("email", "an@mau.example").withAccount().signedIn().made(),
  );
  const b = t.browser().withCookies(who.cookies);
  const key = new TestAuthenticator();
  const add = async () => {
    const options = makeOptions.parse((await b.api("POST", page("passkeys/options"))).json());
    return b.api("POST", page("passkeys"), { passkey: key.make(options), to: page("passkeys") });
  };
  const show = async (browser: TestBrowser, path: string) => {
    const options = showOptions.parse((await browser.api("POST", page(`${path}/options`))).json());
    return browser.api("POST", page(path), { passkey: key.show(options), to: page("sessions") });
  };
  return { house, page, who, b, add, show };
}

describe("a passkey", () => {
  it("is added with a fresh proof, ends the other sessions, and signs in without a name", async () => {
    const m = await member();
    const added = await m.add();
    expect([added.status, added.json()]).toEqual([200, { to: m.page("passkeys") }]);
    expect((await m.b.get(m.page("passkeys"))).text).toContain("Chrome, Android");
    const elsewhere = t.browser();
    expect((await m.show(elsewhere, "passkey")).json()).toEqual({ to: m.page("sessions") });
    expect((await elsewhere.get(m.page("sessions"))).status).toBe(200);
    expect((await m.add()).status).toBe(200);
    expect((await elsewhere.get(m.page("sessions"))).status).toBe(303);
    t.clock.advance(minutes(11));
    expect((await m.b.api("POST", m.page("passkeys/options"))).status).toBe(303);
    expect((await m.show(m.b, "step-up/passkey")).status).toBe(200);
    expect((await m.b.api("POST", m.page("passkeys/options"))).status).toBe(200);
    expect((await t.events(m.house, "identity.stepped_up"))[0]?.detail.way).toBe("passkey");
  });

  it("opens nothing once removed, in a locked account, or in another organisation", async () => {
    const m = await member();
    const other = await member();
    await m.add();
    const options = showOptions.parse((await t.browser().api("POST", other.page("passkey/options"))).json());
    expect(options.rpId).toBe("localhost");
    await t.db.owner("update account set state = 'locked' where organisation_id = $1", [m.house.id]);
    expect((await m.show(t.browser(), "passkey")).status).toBe(422);
    await t.db.owner("update account set state = 'active' where organisation_id = $1", [m.house.id]);
    expect((await m.show(t.browser(), "passkey")).status).toBe(200);
    const id = /name="passkey" value="([^"]+)"/.exec((await m.b.get(m.page("passkeys"))).text)?.[1] ?? "";
    expect((await m.b.post(m.page("passkeys/remove"), { passkey: id })).status).toBe(303);
    expect((await m.show(t.browser(), "passkey")).status).toBe(422);
  });

  it("steps up nobody else's session", async () => {
    const m = await member();
    const other = await t.db.database.write(m.house.id, (tx) =>
      person(tx, t.clock.now()).with("email", "binh@mau.example").withAccount().signedIn().made(),
    );
    await m.add();
    expect((await m.show(t.browser().withCookies(other.cookies), "step-up/passkey")).status).toBe(422);
  });
});

it("erasing a person leaves no account, session, device, code or passkey of theirs, and others' as they were", async () => {
  const m = await member();
  await m.add();
  const stays = await t.db.database.write(m.house.id, (tx) =>
    person(tx, t.clock.now()).with("email", "c@mau.example").withAccount().signedIn().made(),
  );
  await t.browser().post(m.page("sign-in"), { by: "code", email: "an@mau.example" });
  await t.runJobs();
  const count = async (id: string) =>
    t.db.owner(
      `select (select count(*)::int from account where person_id = $1) as accounts, (select count(*)::int from session where person_id = $1) as sessions,
        (select count(*)::int from device where person_id = $1) as devices, (select count(*)::int from code where person_id = $1) as codes,
        (select count(*)::int from passkey where person_id = $1) as passkeys`,
      [id],
    );
  expect(await count(m.who.id)).toEqual([{ accounts: 1, sessions: 1, devices: 1, codes: 1, passkeys: 1 }]);
  const { id } = await t.db.database.write(m.house.id, (tx) => erasePerson(tx, m.who.id, "asked", t.clock.now()));
  expect((await m.b.get(m.page("sessions"))).status).toBe(303);
  await followErasure(t.db.database, m.house.id, m.who.id, id, t.clock.now());
  expect(await count(m.who.id)).toEqual([{ accounts: 0, sessions: 0, devices: 0, codes: 0, passkeys: 0 }]);
  expect(await count(stays.id)).toMatchObject([{ accounts: 1, sessions: 1 }]);
});
