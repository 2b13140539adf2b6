import { createKey, listKeys } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitingJobs } from "../../../test/jobs.js";
import { nga, type SsoWorld, type TestSso, testSso } from "../../../test/sso.js";
import { setUpByTotp, staffPassword } from "../../../test/staff.js";

let sso: TestSso;
beforeAll(async () => {
  sso = await testSso();
});
afterAll(() => sso.close());

/** Somebody with every way in there is: a password with an authenticator, a passkey, an account of the provider, an open link, a key. */
async function equipped(w: SsoWorld) {
  const { staff, link } = await sso.invite(w, nga.email, ["board"]);
  const worker = await setUpByTotp(sso.t, w.h, `x#${link}`, nga.email);
  w.provider.sit({ account: nga });
  const going = await worker.browser.api("POST", "/api/v1/session:connect-sso");
  await worker.browser.get(await w.provider.visit(String(JSON.parse(going.text).address)));
  const made = await worker.browser.api("POST", "/api/v1/keys", { label: "Cửa hàng", roles: ["clerk"] });
  await sso.t.db.owner(
    `insert into staff_passkey (organisation_id, id, staff_id, credential, public_key, counter, transports, added_at)
     values ($1, gen_random_uuid(), $2, 'theirs', '', 0, '{}', now())`,
    [w.h.id, staff],
  );
  await sso.t.db.owner(
    `insert into staff_link (organisation_id, hash, kind, staff_id, made_at, expires_at) values ($1, 'x', 'reset', $2, now(), now() + interval '1 day')`,
    [w.h.id, staff],
  );
  return { staff, worker, ...createKey.response.parse(made.json()) };
}
const works = async (secret: string) => {
  const answer = await sso.t.app.request("http://localhost:4000/api/v1/keys", { headers: { authorization: `Bearer ${secret}` } });
  return answer.status !== 401;
};

describe("whoever leaves", () => {
  it("loses everything at once: sessions, password, passkeys, recovery codes, the provider's account, links and the keys they made", async () => {
    const w = await sso.world();
    const { staff, worker, secret } = await equipped(w);
    const came = await sso.come(w);
    expect(came.who?.staff).toBe(staff);
    expect(await works(secret)).toBe(true);
    expect((await w.admin.browser.api("POST", `/api/v1/staff/${staff}:disable`)).status).toBe(200);
    for (const browser of [worker.browser, came.browser]) expect((await browser.api("GET", "/api/v1/session")).status).toBe(401);
    expect(await works(secret)).toBe(false);
    expect((await sso.come(w)).who).toBeUndefined();
    sso.t.clock.advance(30_000);
    const again = { email: nga.email, password: staffPassword, otp: worker.otp() };
    expect((await sso.t.browser().api("POST", `/api/v1/organisations/${w.h.slug}/sign-in/totp`, again)).status).toBe(401);
    sso.t.clock.advance(-30_000);
    // Nothing is left that could let them in, in any table that names them.
    for (const table of ["staff_passkey", "staff_recovery", "staff_subject", "staff_link where used_at is null and true"]) {
      const [name = "", where = "true"] = table.split(" where ");
      const rows = await sso.t.db.owner(`select 1 from ${name} where organisation_id = $1 and staff_id = $2 and ${where}`, [w.h.id, staff]);
      expect(rows, table).toEqual([]);
    }
    const open = "select 1 from staff_session where organisation_id = $1 and staff_id = $2 and ended_at is null";
    expect(await sso.t.db.owner(open, [w.h.id, staff])).toEqual([]);
    const factors = "select password, totp from staff where organisation_id = $1 and id = $2";
    expect(await sso.t.db.owner(factors, [w.h.id, staff])).toEqual([{ password: null, totp: null }]);
    expect((await sso.t.events(w.h, "staff.disabled"))[0]?.detail).toMatchObject({ staff, keys: 1 });
    // Their assignments, and what they were let to read in an emergency, end by access's own job of the same transaction.
    expect((await waitingJobs(sso.t.db, "access.leaver")).map((j) => j.payload.staff)).toContain(staff);
  });

  it("leaves their keys working only where that is said, and they are listed to be replaced", async () => {
    const w = await sso.world();
    const { staff, key, secret } = await equipped(w);
    await w.admin.browser.api("POST", `/api/v1/staff/${staff}:disable`, { keys: "review" });
    expect(await works(secret)).toBe(true);
    const { keys } = listKeys.response.parse((await w.admin.browser.api("GET", "/api/v1/keys")).json());
    expect(keys.map((k) => [k.key, k.maker_left])).toEqual([[key, true]]);
  });
});
