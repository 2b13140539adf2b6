import type { OrganisationId } from "../src/platform/index.js";
import type { TestDatabase } from "./database.js";

/** Rows that exist by now, written straight into the tables: their ids, by the name under which endpoints take them. */
export async function plantRows(
  db: TestDatabase,
  organisation: OrganisationId,
  person: string,
  party: string,
): Promise<Readonly<Record<string, string>>> {
  const row = async (table: string, values: Readonly<Record<string, string>>) => {
    const text = `insert into ${table} (organisation_id, id, ${Object.keys(values).join(", ")})
      values ($1, gen_random_uuid(), ${Object.values(values).join(", ")}) returning id`;
    return String((await db.owner<{ id: string }>(text, [organisation]))[0]?.id);
  };
  const anyone = "gen_random_uuid()";
  const of = `'${person}'`;
  return {
    hold: await row("hold", {
      person_id: of,
      kind: "'legal_duty'",
      article: "'x'",
      words_sealed: "'\\x01'::bytea || decode(repeat('00', 90), 'hex')",
      until: "'2036-12-31'",
      placed_by: "'system'",
      placed_at: "now()",
    }),
    erasure: await row("erasure", {
      person_id: of,
      scope: "'field'",
      field: "'email'",
      cause: "'asked'",
      key_version: "1",
      at: "now()",
      finished_at: "now()",
      ledger_at: "now()",
    }),
    assignment: await row("assigned_person", { person_id: of, staff_id: anyone, by_kind: "'intake'", by_staff: anyone, from_at: "now()" }),
    grant: await row("break_glass", { person_id: of, staff_id: anyone, purpose: "'newsletter'", minutes: "30", asked_at: "now()" }),
    alarm: await row("alarm", {
      kind: "'bulk'",
      reader_kind: "'staff'",
      reader_id: anyone,
      about: "'x'",
      event_id: anyone,
      raised_at: "now()",
      due_at: "now()",
    }),
    order: await row("authority_order", {
      kind: "'erasure'",
      recipient: "'partners'",
      party_id: `'${party}'`,
      body: "'court'",
      reason: "'violation'",
      basis: "'x'",
      document_number: "'1'",
      document_on: "'2026-11-01'",
      purpose: "'newsletter'",
      fields: "'{email}'",
      received_on: "'2026-11-01'",
      reply_by: "'2026-12-01'",
      state: "'received'",
      received_by: anyone,
      received_at: "now()",
    }),
  };
}
