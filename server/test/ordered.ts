import { newId, type PersonId, type Tx } from "../src/platform/index.js";
import { joinOccasions, lookBy, openOccasion } from "../src/retention/index.js";
import { createPerson, type IndexRule, sealValues } from "../src/vault/index.js";
import type { Club } from "./club.js";
import type { PolicyDraft } from "./policy.js";
import { aValue } from "./vault.js";

/** Orders whose data end with their warranty and their upkeep, whichever is later; a vacancy that ends but for the hired; leads after a year. */
export function withOrders(d: PolicyDraft): void {
  d.occasions = {
    order: {
      text: { vi: "Đơn hàng", en: "Order" },
      events: {
        warranty_ends: { vi: "Hết bảo hành", en: "Warranty ends" },
        maintenance_ends: { vi: "Hết bảo trì", en: "Maintenance ends" },
      },
    },
    vacancy: {
      text: { vi: "Đợt tuyển", en: "Vacancy" },
      events: { closed: { vi: "Kết thúc", en: "Closed" } },
      outcomes: { hired: { vi: "Được nhận", en: "Hired" } },
    },
  };
  const text = { vi: "Giữ đến khi xong đơn.", en: "Kept until the order is done." };
  const of = { occasion: "order" };
  d.retention = [
    { id: "warranty_over", text, of, until: "event", event: "warranty_ends", default: "24 months" },
    { id: "maintenance_over", text, of, until: "event", event: "maintenance_ends", default: "24 months" },
    { id: "vacancy_closed", text, of: { occasion: "vacancy" }, until: "event", event: "closed", unless: ["hired"] },
    { id: "no_purpose", text, until: "purposes_end", review: "10 days" },
  ];
}

/** A person in an occasion of the club, with values that came with it. `values`: by field. */
export async function ordering(
  tx: Tx,
  club: Club,
  at: Date,
  values: Readonly<Record<string, string>>,
  occasion: { readonly kind?: string; readonly reference?: string; readonly person?: PersonId } = {},
): Promise<{ person: PersonId; occasion: string; reference: string; values: ReadonlyMap<string, string> }> {
  const { kind = "order", reference = `REF-${newId()}` } = occasion;
  const person = occasion.person ?? (await createPerson(tx, at));
  const by = { kind: "staff", id: club.staff } as const;
  const { id } = await openOccasion(tx, club.policy, { kind, reference, open: false, by, at });
  await joinOccasions(tx, [{ person, occasion: id, at, by }]);
  const rule: IndexRule = { type: "line", index: "none" };
  const ids = await sealValues(
    tx,
    person,
    Object.entries(values).map(([field, content]) => {
      const value = aValue(field, content, rule);
      return {
        ...value,
        origin: { ...value.origin, touchpoint: "join", purposes: ["membership"], basis: "contract", occasionId: id, collectedAt: at },
      };
    }),
  );
  await lookBy(tx, [person], at);
  return { person, occasion: id, reference, values: new Map(Object.keys(values).map((f, i) => [f, ids[i] ?? ""])) };
}
