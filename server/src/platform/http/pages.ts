import { setCookie } from "hono/cookie";
import type { Organisations } from "../organisations.js";
import { Refusal } from "../refusal.js";
import type { Call, Guards, OrganisationCall } from "./call.js";
import type { Page } from "./route.js";

interface Options {
  readonly url: string;
  readonly organisations: Organisations;
  readonly guards: Guards;
}

/** Answers a page: finds the organisation, proves the caller, then runs the handler. */
export async function answerPage(call: Call, page: Page, o: Options): Promise<Response> {
  rememberLanguage(call, o.url);
  if (page.who === "server") return page.handle(call);
  const organisation = await o.organisations.bySlug(call.c.req.param("organisation") ?? "");
  if (!organisation) throw new Refusal("organisation.unknown");
  const here: OrganisationCall = { ...call, organisation };
  if (page.who === "anyone") return page.handle(here);
  const person = await o.guards.person(here);
  if (!person) return signIn(here);
  if (page.who === "person.fresh" && !person.fresh) return stepUp(here);
  return page.handle({ ...here, person });
}

function signIn(call: OrganisationCall): Response {
  const back = call.c.req.method === "GET" ? `?to=${encodeURIComponent(call.path)}` : "";
  return call.c.redirect(`/${call.organisation.slug}/account/sign-in${back}`, 303);
}

function stepUp(call: OrganisationCall): Response {
  const back = call.c.req.method === "GET" ? call.path : `/${call.organisation.slug}/account`;
  return call.c.redirect(`/${call.organisation.slug}/account/step-up?to=${encodeURIComponent(back)}`, 303);
}

function rememberLanguage(call: Call, url: string): void {
  const asked = call.c.req.query("lang");
  if (asked !== "vi" && asked !== "en") return;
  setCookie(call.c, "kept_lang", asked, {
    path: "/",
    maxAge: 31_536_000,
    sameSite: "Lax",
    httpOnly: true,
    secure: url.startsWith("https://"),
  });
}
