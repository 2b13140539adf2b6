import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Call, OrganisationCall } from "../platform/http/index.js";
import { days } from "../platform/index.js";
import { personSession, staffSession } from "./rules.js";
import { askLife } from "./staff/sso/rules.js";

/**
 * Cookies of identity. `person`, `device` and `request` belong to one organisation's path; `staff` and `setup` to the console and the
 * API. Over https the name carries the prefix that browsers hold to (`__Secure-`, `__Host-` where the path is `/`).
 */
const cookies = {
  person: { name: "kept_person", own: true, life: personSession.absolute },
  device: { name: "kept_device", own: true, life: days(180) },
  request: { name: "kept_request", own: true, life: 15 * 60_000 },
  ceremony: { name: "kept_ceremony", own: true, life: 5 * 60_000 },
  staff: { name: "kept_staff", own: false, life: staffSession.absolute },
  staffSso: { name: "kept_staff_sso", own: false, life: askLife },
  staffCeremony: { name: "kept_staff_ceremony", own: false, life: 5 * 60_000 },
} as const;
export type CookieName = keyof typeof cookies;

/**
 * The value of one of our cookies, if the browser sent it. Over https only under its prefixed name: the plain one could have been set by
 * another host of the domain, or over http, to sign somebody in as someone else (ASVS 3.3.1).
 */
export function readCookie(call: Call, which: CookieName): string | undefined {
  return getCookie(call.c, nameOf(which, call.secure));
}

/** Sets a cookie: HttpOnly, SameSite=Lax, Secure when people come by https. */
export function writeCookie(call: Call | OrganisationCall, which: CookieName, value: string, url: string): void {
  const secure = url.startsWith("https://");
  setCookie(call.c, nameOf(which, secure), value, {
    path: pathOf(call, which),
    httpOnly: true,
    sameSite: "Lax",
    secure,
    maxAge: Math.floor(cookies[which].life / 1000),
  });
}

export function dropCookie(call: Call | OrganisationCall, which: CookieName, url: string): void {
  const secure = url.startsWith("https://");
  deleteCookie(call.c, nameOf(which, secure), { path: pathOf(call, which), secure, httpOnly: true, sameSite: "Lax" });
}

function nameOf(which: CookieName, secure: boolean): string {
  const { name, own } = cookies[which];
  return secure ? `${own ? "__Secure-" : "__Host-"}${name}` : name;
}

function pathOf(call: Call | OrganisationCall, which: CookieName): string {
  return cookies[which].own && "organisation" in call ? `/${call.organisation.slug}` : "/";
}
