import {
  administratorLink,
  changeRoles,
  createKey,
  disableStaff,
  finishSetUp,
  inviteStaff,
  listKeys,
  listOrganisations,
  listStaff,
  openLink,
  prepareSetUp,
  prove,
  proveOptions,
  recover,
  resetStaff,
  revokeKey,
  signInOptions,
  signInPasskey,
  signInTotp,
  signOut,
  whoAmI,
} from "@kept/contract";
import { record } from "../evidence/index.js";
import { type ActingCall, type Served, type StaffCaller, serve, serveAnywhere } from "../platform/http/index.js";
import { type Organisation, Refusal, type Running, type StaffId, staffId } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { dropCookie, readCookie, writeCookie } from "./cookies.js";
import { evenAnswer, evenly } from "./even.js";
import * as key from "./key/manage.js";
import { forgetKeys } from "./key/prove.js";
import { allKeys } from "./key/store.js";
import { askPasskey, type Party } from "./passkey/ceremony.js";
import * as administrator from "./staff/administrator.js";
import { linkUrl } from "./staff/link.js";
import * as staff from "./staff/manage.js";
import { meOf, shownKey, shownStaff } from "./staff/me.js";
import { endStaffSession } from "./staff/session-store.js";
import * as setUp from "./staff/set-up.js";
import { proveByPasskey, proveByTotp, recoverStaff, staffByPasskey, staffByTotp } from "./staff/sign-in.js";
import { ssoServed } from "./staff/sso/http.js";
import { allStaff } from "./staff/store.js";

/** Endpoints of the console: signing in, setting up, staff and keys. */
export function identityServed(running: Running): Served[] {
  return [
    ...signInServed(running),
    ...sessionServed(running),
    ...setUpServed(running),
    ...staffServed(running),
    ...keysServed(running),
    ...ssoServed(running),
  ];
}

function signInServed(running: Running): Served[] {
  const { database, config, limits } = running;
  const enter = (call: ActingCall, by: { id: StaffId; cookie: string }) => {
    writeCookie(call, "staff", by.cookie, config.url);
    return meOf(running, call.organisation, by.id, true);
  };
  return [
    serveAnywhere(listOrganisations, async () => ({ organisations: await named(running) })),
    serve(signInOptions, async (call) => {
      await limits.take("sign_in.tried", call.ip);
      return offer(running, call, "staff_sign_in");
    }),
    serve(signInPasskey, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      const by = { request: readCookie(call, "staffCeremony"), shown: body.passkey };
      const party = await partyOf(running, call.organisation);
      return enter(call, await staffByPasskey(database, call.organisation.id, party, by, call.now));
    }),
    serve(signInTotp, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      return enter(call, await evenly(2 * evenAnswer, () => staffByTotp(database, call.organisation.id, body, call.now)));
    }),
    serve(recover, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      const by = { email: body.email, recovery: body.recovery, password: body.password };
      return { token: await evenly(2 * evenAnswer, () => recoverStaff(database, call.organisation.id, by, call.now)) };
    }),
  ];
}

function sessionServed(running: Running): Served[] {
  const { database, config } = running;
  return [
    serve(signOut, async (call) => {
      const { id, sessionId } = staffOf(call);
      await database.write(call.organisation.id, async (tx) => {
        await endStaffSession(tx, sessionId, call.now);
        await record(tx, {
          type: "staff.signed_out",
          at: call.now,
          actor: { kind: "staff", id },
          about: [],
          detail: { session: sessionId },
        });
      });
      dropCookie(call, "staff", config.url);
      return { done: true } as const;
    }),
    serve(whoAmI, (call) => meOf(running, call.organisation, staffOf(call).id, staffOf(call).fresh)),
    serve(proveOptions, (call) => offer(running, call, "staff_prove")),
    serve(prove, async (call, { body }) => {
      const { id, sessionId } = staffOf(call);
      const organisation = call.organisation.id;
      await running.limits.take("sign_in.tried", call.ip);
      if ("passkey" in body) {
        const party = await partyOf(running, call.organisation);
        const by = { staff: id, session: sessionId, request: readCookie(call, "staffCeremony"), shown: body.passkey };
        await database.write(organisation, (tx) => proveByPasskey(tx, party, by, call.now));
      } else await proveByTotp(database, organisation, { staff: id, session: sessionId, ...body }, call.now);
      return meOf(running, call.organisation, id, true);
    }),
  ];
}

function setUpServed(running: Running): Served[] {
  const { database, config, limits } = running;
  return [
    serve(openLink, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      const found: { slug: string; opened: setUp.Opened }[] = [];
      for (const { id, slug } of await running.organisations.all()) {
        const opened = await database.read(id, (db) => setUp.lookAtLink(db, body.token, call.now));
        if (opened) found.push({ slug, opened });
      }
      const here = found.find((f) => f.slug === call.organisation.slug)?.opened;
      if (!here) throw new Refusal("link.expired");
      return {
        kind: here.kind,
        name: here.who?.name ?? null,
        email: here.who?.email ?? null,
        organisations: found.map((f) => ({ slug: f.slug, roles: [...f.opened.roles] })),
      };
    }),
    serve(prepareSetUp, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      const party = await partyOf(running, call.organisation);
      const { request, ...needs } = await database.write(call.organisation.id, (tx) => setUp.prepareSetUp(tx, party, body, call.now));
      writeCookie(call, "staffCeremony", request, config.url);
      return needs;
    }),
    serve(finishSetUp, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      const party = await partyOf(running, call.organisation);
      const by = { ...body, request: readCookie(call, "staffCeremony") };
      const done = await setUp.finishSetUp(running, call.organisation, party, by, call.now);
      writeCookie(call, "staff", done.cookie, config.url);
      return { me: await meOf(running, call.organisation, done.id, true), recovery_codes: done.recoveryCodes };
    }),
    serveAnywhere(administratorLink, async (call, { body }) => {
      await limits.take("sign_in.tried", call.ip);
      const local = call.ip === "127.0.0.1" || call.ip === "::1";
      if (!local || call.c.req.header("x-forwarded-for")) throw new Refusal("sign_in.refused");
      if (!(await administrator.isAdministratorSecret(config.keys, body.secret))) throw new Refusal("sign_in.refused");
      const all = await running.organisations.all();
      const asked = body.organisations.length === 0 ? all : all.filter((o) => body.organisations.includes(o.slug));
      const link = await administrator.administratorLink(running, asked);
      if (!link || asked.length < body.organisations.length) throw new Refusal("organisation.unknown");
      return { link };
    }),
  ];
}

function staffServed(running: Running): Served[] {
  const { database, config } = running;
  const linked = ({ staff: id, token, expiresAt }: staff.Linked) => ({
    staff: id,
    link: linkUrl(config.url, token),
    expires_at: expiresAt.toISOString(),
  });
  return [
    serve(listStaff, (call) =>
      database.read(call.organisation.id, async (db) => {
        const shown = [];
        for (const row of await allStaff(db)) shown.push(await shownStaff(db, row));
        return { staff: shown };
      }),
    ),
    serve(inviteStaff, async (call, { body }) =>
      linked(await database.write(call.organisation.id, (tx) => staff.inviteStaff(tx, body, staffOf(call).id, call.now))),
    ),
    serve(changeRoles, (call, { params, body }) =>
      database.write(call.organisation.id, async (tx) =>
        shownStaff(tx, await staff.changeRoles(tx, staffId.parse(params.staff), body.roles, staffOf(call).id, call.now)),
      ),
    ),
    serve(disableStaff, async (call, { params, body }) => {
      const id = staffId.parse(params.staff);
      const row = await database.write(call.organisation.id, async (tx) =>
        shownStaff(tx, await staff.disableStaff(tx, id, staffOf(call).id, call.now, body.keys)),
      );
      forgetKeys(database);
      return row;
    }),
    serve(resetStaff, async (call, { params }) =>
      linked(
        await database.write(call.organisation.id, (tx) => staff.resetStaff(tx, staffId.parse(params.staff), staffOf(call).id, call.now)),
      ),
    ),
  ];
}

function keysServed({ database }: Running): Served[] {
  return [
    serve(listKeys, (call) =>
      database.read(call.organisation.id, async (db) => {
        const gone = new Set((await allStaff(db)).filter((s) => s.state === "disabled").map((s) => s.id));
        return { keys: (await allKeys(db)).map((k) => shownKey(k, gone)) };
      }),
    ),
    serve(createKey, async (call, { body }) => {
      const made = await database.write(call.organisation.id, (tx) => key.createKey(tx, { ...body, by: staffOf(call).id }, call.now));
      return { key: made.id, secret: made.secret };
    }),
    serve(revokeKey, async (call, { params }) => {
      const ended = await database.write(call.organisation.id, (tx) => key.revokeKey(tx, params.key, staffOf(call).id, call.now));
      forgetKeys(database);
      return shownKey(ended);
    }),
  ];
}

async function offer(running: Running, call: ActingCall, purpose: "staff_sign_in" | "staff_prove") {
  const party = await partyOf(running, call.organisation);
  const asked = await running.database.write(call.organisation.id, (tx) => askPasskey(tx, party, purpose, call.now));
  writeCookie(call, "staffCeremony", asked.request, running.config.url);
  return asked.options;
}

async function partyOf(running: Running, organisation: Organisation): Promise<Party> {
  const { policy } = await inForce(running, organisation.id);
  return { url: running.config.url, name: policy.organisation.name.vi };
}

async function named(running: Running) {
  const all = await running.organisations.all();
  const names = await Promise.all(all.map(async (o) => (await inForce(running, o.id).catch(() => undefined))?.policy.organisation.name));
  return all.flatMap((o, i) => {
    const name = names[i];
    return name ? [{ id: o.id, slug: o.slug, name_vi: name.vi, name_en: name.en ?? name.vi }] : [];
  });
}

/** These endpoints are for staff alone; the contract says so, and this says it to the compiler. */
function staffOf(call: ActingCall): StaffCaller {
  if (call.caller.kind !== "staff") throw new Refusal("access.forbidden");
  return call.caller;
}
