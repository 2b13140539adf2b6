import { transferItems } from "@kept/language";
import { type ApiHouse, every, type TestApi } from "./api.js";
import type { PolicyDraft } from "./policy.js";

/** A carrier on the client's order, partners on consent, a printer on a signed paper, a report of our own, a broken term. */
export function withRecipients(d: PolicyDraft): void {
  const text = { vi: "Bên nhận", en: "Recipient" };
  const fields = ["full_name", "email"];
  d.occasions = { order: { text: { vi: "Đơn", en: "Order" }, events: { delivered: { vi: "Đã giao", en: "Delivered" } } } };
  d.recipients = {
    carriers: { text, kind: "carrier", purposes: ["membership"], fields, needs: "order", order: { occasion: "order", until: "delivered" } },
    partners: { text, kind: "partner", purposes: ["newsletter"], fields: ["email"], needs: "consent" },
    printers: { text, kind: "other_provider", purposes: ["membership"], fields: ["full_name"], needs: "written" },
    abroad: { text, kind: "platform", country: "ZZ", purposes: ["newsletter"], fields: ["email"], needs: "consent" },
    authorities: { text, kind: "state_body", needs: "authority", bodies: ["court"], reasons: ["violation"] },
    report: { text, kind: "state_body", needs: "article", bodies: ["police"], reasons: ["own_report"] },
    breached: { text, kind: "other_provider", needs: "contract", reasons: ["terms_breach"] },
  };
}

export interface Disclosing {
  /** Cookies of two people who may do everything. */
  readonly an: string;
  readonly binh: string;
  ask(path: string, body?: unknown, by?: string): ReturnType<TestApi["ask"]>;
  /** Enters a party with a contract that is whole. */
  party(recipient: string, change?: { country?: string; dossier?: string; contract?: object | null; age_key?: string }): Promise<string>;
  /** Somebody who came by the form, and said yes to the newsletter or not. */
  member(newsletter?: "given" | "refused"): Promise<string>;
  /** Opens an order under this reference, with these persons in it. */
  order(reference: string, persons: readonly string[]): Promise<void>;
}

export async function disclosing(t: TestApi, house: ApiHouse): Promise<Disclosing> {
  const an = (await house.staff([every])).cookie;
  const binh = (await house.staff([every])).cookie;
  const key = (await house.key()).secret;
  const ask = (path: string, body: unknown = {}, by = an) => t.ask("POST", path, by, body);
  let number = 0;
  return {
    an,
    binh,
    ask,
    async party(recipient, { country = "VN", contract, ...more } = {}) {
      const made = await ask("/recipients", { recipient, name: `Công ty ${++number}`, country, ...more });
      if (made.status !== 201) throw new Error(made.text);
      const items = Object.fromEntries(Object.keys(transferItems).map((k) => [k, "Điều 2"]));
      if (contract !== null) {
        const whole = { number: `HD-${number}`, signed_on: "2026-01-05", ends_on: "2027-01-05", items, ...contract };
        const kept = await ask(`/recipients/${String(made.body.party)}/contracts`, whole);
        if (kept.status !== 201) throw new Error(kept.text);
      }
      return String(made.body.party);
    },
    async member(newsletter) {
      const sent = await t.ask("POST", "/submissions", key, {
        touchpoint: "join",
        channel: "api",
        fields: { full_name: `=Trần Thị Ánh ${++number}`, email: `anh${number}.${house.slug}@mau.example` },
        consents: newsletter ? { newsletter } : {},
        notice_version: house.policy.version,
        language: "vi",
        contact_proved: true,
      });
      if (sent.status !== 201) throw new Error(sent.text);
      return String(sent.body.person);
    },
    async order(reference, persons) {
      for (const person of persons) await t.ask("POST", "/occasions", key, { kind: "order", reference, open: false, person });
    },
  };
}

/** The bytes of a released file. */
export function contentOf(body: Record<string, unknown>): Buffer {
  const { file } = body;
  if (typeof file !== "object" || file === null || !("content" in file)) throw new Error(`no file: ${JSON.stringify(body)}`);
  return Buffer.from(String(file.content), "base64");
}
