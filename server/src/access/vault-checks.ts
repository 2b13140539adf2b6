import { sql } from "kysely";
import { type PersonId, Refusal } from "../platform/index.js";
import { type Check, type CheckCall, check, judge, namesIn } from "../policy/index.js";
import { atRestSample, current, openFile } from "../vault/index.js";
import { clearPlaces, type Probe, unsealedRows } from "./scan.js";

/**
 * Every stored value is sealed. A random sample opens with its own person's key and no other; every column meant to hold sealed bytes
 * holds nothing else; and what sampled people gave stands in no column in clear, neither as it is nor in hex or base64.
 */
export const atRest: Check = check("security.at_rest", async (call) => {
  const sampled = await atRestSample(call.db, 200);
  const probes = await probesOf(call);
  const violations = [...sampled.failed.map((f) => f.value), ...(await unsealedRows(call.db)), ...(await clearPlaces(call.db, probes))];
  return judge({
    done: sampled.opened,
    violations,
    explanation: {
      vi: `Mở thử ${sampled.opened} giá trị đã niêm phong và dò ${probes.length} giá trị trong mọi cột; ${violations.length} chỗ sai.`,
      en: `${sampled.opened} sealed values were opened as a test and ${probes.length} values looked for in every column; ${violations.length} at fault.`,
    },
  });
});

/** A file opens with its person's key, whole and unaltered, and with nothing else: what lies unsealed or exchanged does not open at all. */
export const documents: Check = check("documents.sealed", async ({ db, parameters }) => {
  const fields = namesIn(parameters, "fields");
  const { rows } = await sql<{ person: PersonId; id: string }>`
    select f.person_id as person, f.id from file f
    join person_key k on k.organisation_id = ${db.organisation} and k.person_id = f.person_id
    where f.organisation_id = ${db.organisation} and (${fields.length === 0} or f.field = any(${fields}::text[]))
    order by random() limit 20`.execute(db.q);
  const violations: string[] = [];
  for (const { person, id } of rows) {
    const opened = await openFile(db, person, id).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (!opened) violations.push(id);
  }
  return judge({
    done: rows.length - violations.length,
    violations,
    explanation: {
      vi: `Mở thử ${rows.length} tệp bằng khoá của chủ tệp; ${violations.length} tệp không đúng niêm phong.`,
      en: `${rows.length} files were opened with their person's key; ${violations.length} are not sealed as they should be.`,
    },
  });
});

/** What the vault's keeping is checked by. They stand here because the vault comes before policies. */
export const vaultChecks: readonly Check[] = [atRest, documents];

/** Values of some people that could be told from anything else, were they written in clear. The organisation's own published words are none. */
async function probesOf({ db, policy }: CheckCall): Promise<Probe[]> {
  const { rows } = await sql<{ id: PersonId }>`
    (select id from person where organisation_id = ${db.organisation} and state = 'active' order by id desc limit 10)
    union (select id from person where organisation_id = ${db.organisation} and state = 'active' order by random() limit 10)`.execute(db.q);
  const published = JSON.stringify(policy.policy);
  const probes: Probe[] = [];
  for (const { id } of rows) {
    for (const held of await current(db, id)) {
      const type = Object.hasOwn(policy.policy.fields, held.field) ? policy.policy.fields[held.field]?.type : undefined;
      if (!("content" in held.value) || typeof held.value.content !== "string" || type === undefined || !telling.has(type)) continue;
      // A number may be written with its country or without.
      const text = type === "phone" ? held.value.content.replace(/^\+84/, "") : held.value.content;
      if (text.length >= 8 && !published.includes(text)) probes.push({ person: id, text });
    }
  }
  return probes;
}

const telling: ReadonlySet<string> = new Set(["name", "email", "phone", "address", "line", "lines", "username"]);
