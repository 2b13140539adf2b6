import { connectSso, endSso, proveSso, readSso, signInSso, signInWays, writeSso } from "@kept/contract";
import { type ActingCall, type Page, page, type Served, type StaffCaller, serve } from "../../../platform/http/index.js";
import { Refusal, type Running } from "../../../platform/index.js";
import { dropCookie, readCookie, writeCookie } from "../../cookies.js";
import { beginSso, type Wish } from "./begin.js";
import { finishSso } from "./finish.js";
import { redirectUri } from "./provider.js";
import { endProvider, setProvider } from "./set.js";
import { countSubjects, type ProviderRow, providerOf } from "./store.js";

/** Endpoints of single sign-on: leaving for the provider, and the settings. */
export function ssoServed(running: Running): Served[] {
  const { database, config, limits } = running;
  const leave = async (call: ActingCall, wish: Wish) => {
    await limits.take("sign_in.tried", call.ip);
    const { address, request } = await beginSso(running, call.organisation, wish, call.now);
    writeCookie(call, "staffSso", request, config.url);
    return { address };
  };
  return [
    serve(signInWays, async (call) => {
      const row = await database.read(call.organisation.id, providerOf);
      return { sso: row ? { provider: new URL(row.issuer).host, only: row.only } : null };
    }),
    serve(signInSso, (call, { body }) =>
      leave(call, body.link === undefined ? { for: "sign_in", to: body.to } : { for: "set_up", link: body.link }),
    ),
    serve(proveSso, (call) => leave(call, { for: "prove", ...ownOf(call) })),
    serve(connectSso, (call) => leave(call, { for: "connect", ...ownOf(call) })),
    serve(readSso, (call) =>
      database.read(call.organisation.id, async (db) => {
        const row = await providerOf(db);
        const redirect_uri = redirectUri(config.url, call.organisation.slug);
        return { settings: row ? shown(row) : null, redirect_uri, connected: await countSubjects(db) };
      }),
    ),
    serve(writeSso, async (call, { body }) => {
      const { client_id: clientId, client_secret: secret, session_hours: sessionHours, ...rest } = body;
      return shown(await setProvider(running, call.organisation.id, { ...rest, clientId, secret, sessionHours }, ownOf(call), call.now));
    }),
    serve(endSso, (call) => database.write(call.organisation.id, (tx) => endProvider(tx, ownOf(call).staff, call.now))),
  ];
}

/** Where the provider sends browsers back to. What it brings stays in no address that is seen: the answer leads on at once. */
export function ssoPages(running: Running): Page[] {
  const { config } = running;
  return [
    page("get", "/sso", "anyone", async (call) => {
      const home = `/console/${call.organisation.slug}`;
      const onward = (path: string) => call.c.redirect(`${config.url}${path}`, 303);
      const request = readCookie(call, "staffSso");
      dropCookie(call, "staffSso", config.url);
      try {
        await running.limits.take("sign_in.tried", call.ip);
        const done = await finishSso(running, call.organisation, { request, search: new URL(call.c.req.url).search }, call.now);
        if (done.cookie !== undefined) writeCookie(call, "staff", done.cookie, config.url);
        if (done.for === "prove") return onward(`${home}/proved`);
        if (done.for === "connect") return onward(`${home}/me`);
        // Only a place inside this organisation's console is gone back to.
        return onward(done.to !== undefined && /^(\/[\w-]+)+$/.test(done.to) ? `${home}${done.to}` : home);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return onward(`${home}/sign-in?refused=${error.code === "sign_in.refused" ? "sso.refused" : error.code}`);
      }
    }),
  ];
}

function shown(row: ProviderRow) {
  const { issuer, only, acr, mfa } = row;
  return { issuer, client_id: row.clientId, only, acr, mfa, session_hours: row.sessionHours, changed_at: row.changedAt.toISOString() };
}

/** These endpoints are for staff alone; the contract says so, and this says it to the compiler. */
function ownOf(call: ActingCall): { staff: StaffCaller["id"]; session: string } {
  if (call.caller.kind !== "staff") throw new Refusal("access.forbidden");
  return { staff: call.caller.id, session: call.caller.sessionId };
}
