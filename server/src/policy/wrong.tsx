import { refusals } from "@kept/contract";
import type { Call } from "../platform/http/index.js";
import type { Refusal, Running } from "../platform/index.js";
import { render, UnknownOrganisation, Wrong } from "../platform/page/index.js";
import { inForce } from "./in-force.js";

/** Draws refusals for people: in their language, on their organisation's page where there is one. */
export function refusalPage(running: Running) {
  return async (call: Call, slug: string | undefined, refusal: Refusal): Promise<string> => {
    const { lang, path } = call;
    if (refusal.code === "organisation.unknown") return render(<UnknownOrganisation lang={lang} path={path} />);
    const organisation = await controller(running, slug);
    return render(<Wrong lang={lang} path={path} status={refusal.status} text={refusals[refusal.code]} organisation={organisation} />);
  };
}

/** Where to report a weakness: the addresses the policies give; without any, the server's own address. */
export async function securityContacts(running: Running): Promise<string[]> {
  const all = await running.organisations.all();
  const contacts = await Promise.all(all.map(async (o) => (await inForce(running, o.id)).policy.organisation.contact));
  const mails = contacts.flatMap((c) => (c.email ? [`mailto:${c.email}`] : []));
  return mails.length > 0 ? [...new Set(mails)] : [running.config.url];
}

/** A refusal is answered even when the database is what failed. */
async function controller(running: Running, slug: string | undefined) {
  try {
    const organisation = slug ? await running.organisations.bySlug(slug) : undefined;
    return organisation && (await inForce(running, organisation.id)).policy.organisation;
  } catch {
    return undefined;
  }
}
