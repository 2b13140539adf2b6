import type { ErasureCertificate } from "@kept/contract";
import type { Policy } from "@kept/language";
import { eventListing } from "../../evidence/index.js";
import { type Db, type PersonId, Refusal } from "../../platform/index.js";
import { boundOf, type ErasureRow, erasuresOf } from "../../vault/index.js";
import { showKept } from "../hold/show.js";

/** For whom: the person's own copy holds the salt. Both leave out what the person is not told yet. */
export interface Asked {
  readonly slug: string;
  readonly person: PersonId;
  readonly erasure: string;
  /** When it is asked for. */
  readonly now: Date;
  readonly own?: { readonly event: string; readonly salt: string; readonly at: Date };
}

/** The certificate of an erasure, from its row and its event. Refuses `erasure.unknown`. */
export async function certificateOf(db: Db, policy: Policy, asked: Asked): Promise<ErasureCertificate> {
  const row = (await erasuresOf(db, asked.person)).find((e) => e.id === asked.erasure);
  if (!row) throw new Refusal("erasure.unknown");
  const { name, contact } = policy.organisation;
  return {
    format: "kept.erasure-certificate",
    version: 1,
    organisation: { id: db.organisation, slug: asked.slug, name: { vi: name.vi, en: name.en ?? name.vi }, email: contact.email ?? null },
    record: asked.person,
    erasure: { id: row.id, scope: row.scope, field: row.field, cause: row.cause, at: row.at.toISOString() },
    key: { id: `${asked.person}/${row.key_version}`, version: row.key_version, algorithm: "AES-256-GCM", bits: 256 },
    destroyed: { copies: gone(row), finished_at: row.finished_at?.toISOString() ?? null },
    kept_back: showKept(row.kept_back, asked.own ?? { at: asked.now }),
    refusals: row.kept_refusals.map((r) => ({ ...r, channels: [...r.channels], purposes: [...r.purposes] })),
    backups: await backupsOf(db, row, asked.now),
    verification: {
      at: row.tried_at?.toISOString() ?? null,
      tried: row.tried ?? 0,
      opened: row.opened ?? 0,
      result: row.tried_at === null ? "pending" : (row.opened ?? 0) > 0 ? "opened" : "closed",
    },
    evidence: {
      event: asked.own?.event ?? (await eventListing(db, ["person.erased", "field.erased"], row.at, "erasures", row.id)) ?? null,
      salt: asked.own?.salt ?? null,
    },
  };
}

/** What went, by name: the words are the certificate's. Of a person everything; of a field what is its. */
const copies = {
  person: ["data_key", "remembered_key", "index", "values", "files", "messages"],
  field: ["data_key", "remembered_key", "index", "values", "files"],
} as const;

/** Where a replay met something damaged the key could not be renewed, and what was erased opened on trial: then it is not said to be gone. */
function gone(row: ErasureRow): ErasureCertificate["destroyed"]["copies"] {
  if (row.scope === "person") return [...copies.person];
  return copies.field.filter((c) => (row.opened ?? 0) === 0 || (c !== "data_key" && c !== "remembered_key"));
}

/** Until when backups made before can open what was erased: until the epochs that its key was wrapped under are destroyed. */
async function backupsOf(db: Db, row: ErasureRow, now: Date): Promise<ErasureCertificate["backups"]> {
  const { by, days, state } = await boundOf(db, row.at, now);
  return { by, days, state };
}
