import { createHmac, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { type Database, hours, newId, type OrganisationId, sameBytes } from "../../platform/index.js";

/** What a drawn form carries unseen: which submission it will be, when it was drawn, under which version of the notice. */
export interface Drawn {
  readonly id: string;
  readonly at: Date;
  readonly version: number;
}

const carried = z.tuple([z.uuid(), z.number().int(), z.number().int().positive()]);
/** No person reads a form and fills it in faster than this, in milliseconds. */
const fastest = 1500;
const oldest = hours(24);

export function draw(at: Date, version: number): Drawn {
  return { id: newId(), at, version };
}

/** The form's token: its content and a keyed digest, so that nobody makes one without having asked for the form. */
export function sign(key: Uint8Array, touchpoint: string, d: Drawn): string {
  const body = Buffer.from(JSON.stringify([d.id, d.at.getTime(), d.version])).toString("base64url");
  return `${body}.${mac(key, touchpoint, body).toString("base64url")}`;
}

/** What the token carries; undefined where it is not ours, or another form's. */
export function readToken(key: Uint8Array, touchpoint: string, token: string): Drawn | undefined {
  const [body, signature] = token.split(".");
  if (!body || !signature || !sameBytes(mac(key, touchpoint, body), Buffer.from(signature, "base64url"))) return undefined;
  const read = carried.safeParse(JSON.parse(Buffer.from(body, "base64url").toString()));
  return read.success ? { id: read.data[0], at: new Date(read.data[1]), version: read.data[2] } : undefined;
}

/** Why a drawn form is not taken now; undefined where it may be. */
export function tooSoonOrLate(d: Drawn, now: Date): "form.too_fast" | "form.expired" | undefined {
  const age = now.getTime() - d.at.getTime();
  if (age < fastest) return "form.too_fast";
  return age > oldest ? "form.expired" : undefined;
}

const keys = new Map<OrganisationId, Buffer>();

/** The organisation's key for forms, made when first needed; every process uses the same. */
export async function formKey(database: Database, organisation: OrganisationId, now: Date): Promise<Buffer> {
  const known = keys.get(organisation);
  if (known) return known;
  const key = await database.write(organisation, async (tx) => {
    await sql`insert into form_key (organisation_id, key, made_at) values (${organisation}, ${randomBytes(32)}, ${now}) on conflict do nothing`.execute(
      tx.q,
    );
    const { rows } = await sql<{ key: Buffer }>`select key from form_key where organisation_id = ${organisation}`.execute(tx.q);
    return rows[0]?.key;
  });
  if (!key) throw new Error("an organisation has a form key");
  keys.set(organisation, key);
  return key;
}

function mac(key: Uint8Array, touchpoint: string, body: string): Buffer {
  return createHmac("sha256", key).update(`kept form 1\0${touchpoint}\0${body}`).digest();
}
