import { createKey } from "../../src/identity/index.js";
import { type OrganisationId, organisationId } from "../../src/platform/index.js";
import { signedIn } from "../signed-in.js";
import type { Town } from "./town.js";
import type { Visitor } from "./visitor.js";

/** Staff at their desk: a browser that is signed in with these roles, and just was. */
export async function desk(town: Town, slug: string, roles: readonly string[]): Promise<Visitor> {
  const organisation = await idOf(town, slug);
  const { cookie } = await town.db.database.write(organisation, (tx) => signedIn(tx, roles, new Date()));
  const who = await town.visitor({ script: true, width: 1280 });
  await who.page.context().addCookies([{ name: "kept_staff", value: cookie, url: town.url }]);
  return who;
}

export type Ask = (method: "GET" | "POST", path: string, body?: object) => Promise<Record<string, unknown>>;

/** The organisation's own system, by a key with these roles. What is refused throws. */
export async function ownSystem(town: Town, slug: string, roles: readonly string[]): Promise<Ask> {
  const { secret } = await town.db.database.write(await idOf(town, slug), (tx) =>
    createKey(tx, { label: "journey", roles, by: undefined }, new Date()),
  );
  return asking(town, { authorization: `Bearer ${secret}` });
}

/** What whoever sits at a desk could ask of the server beside the console. */
export async function besides(town: Town, who: Visitor): Promise<Ask> {
  const cookies = await who.page.context().cookies(town.url);
  return asking(town, { cookie: cookies.map((c) => `${c.name}=${c.value}`).join("; "), origin: town.url });
}

function asking(town: Town, proof: Readonly<Record<string, string>>): Ask {
  return async (method, path, body) => {
    const answer = await fetch(`${town.url}/api/v1${path}`, {
      method,
      headers: { ...proof, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status} ${text}`);
    const read: unknown = JSON.parse(text);
    return { ...(typeof read === "object" ? read : {}) };
  };
}

/** The id of an organisation of the town. */
export async function idOf(town: Town, slug: string): Promise<OrganisationId> {
  const [row] = await town.db.owner<{ id: string }>("select id from organisation where slug = $1", [slug]);
  return organisationId.parse(row?.id);
}
