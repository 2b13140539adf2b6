import type { Policy } from "../schema/policy.js";

/** A kind of thing a policy declares by name. */
export type Kind = "field" | "purpose" | "touchpoint" | "occasion" | "recipient" | "role" | "duty" | "event" | "rule" | "step" | "category";
/** One place that names a declared thing. */
export type Reference = Readonly<{ kind: Kind; name: string; path: string }>;

/** Every place in the policy that names something declared elsewhere. */
export function references(policy: Policy): Reference[] {
  return [...ofTouchpoints(policy), ...ofParts(policy), ...ofPromises(policy)];
}

/** The names declared of each kind. */
export function declaredNames(policy: Policy): Record<Kind, ReadonlySet<string>> {
  const keys = (record: object | undefined): Set<string> => new Set(Object.keys(record ?? {}));
  return {
    field: keys(policy.fields),
    purpose: keys(policy.purposes),
    touchpoint: keys(policy.touchpoints),
    occasion: keys(policy.occasions),
    recipient: keys(policy.recipients),
    role: keys(policy.roles),
    duty: keys(policy.duties),
    event: new Set(Object.values(policy.occasions).flatMap((o) => Object.keys(o.events))),
    rule: new Set(policy.retention.map((r) => r.id)),
    step: new Set(policy.complaints?.steps.map((s) => s.id)),
    category: keys(policy.cookies?.categories),
  };
}

function ofTouchpoints(policy: Policy): Reference[] {
  return Object.entries(policy.touchpoints).flatMap(([id, t]) => {
    const at = `touchpoints.${id}`;
    return [
      ref("purpose", t.for, `${at}.for`),
      ...Object.entries(t.fields).flatMap(([field, ask]) => [
        ref("field", field, `${at}.fields.${field}`),
        ...list("purpose", ask.purposes, `${at}.fields.${field}.purposes`),
      ]),
      ...list("purpose", t.consents, `${at}.consents`),
      ...list("duty", t.duties, `${at}.duties`),
      ...one("field", t.confirms, `${at}.confirms`),
      ...one("occasion", t.occasion, `${at}.occasion`),
      ...one("field", t.representative?.name, `${at}.representative.name`),
      ...one("field", t.representative?.contact, `${at}.representative.contact`),
    ];
  });
}

function ofParts(policy: Policy): Reference[] {
  const recipients = Object.entries(policy.recipients).flatMap(([id, r]) => [
    ...list("purpose", r.purposes, `recipients.${id}.purposes`),
    ...list("field", r.fields, `recipients.${id}.fields`),
    ...one("occasion", r.order?.occasion, `recipients.${id}.order.occasion`),
    ...one("event", r.order?.after, `recipients.${id}.order.after`),
    ...one("event", r.order?.until, `recipients.${id}.order.until`),
  ]);
  const roles = Object.entries(policy.roles).flatMap(([id, r]) =>
    r.reads.flatMap((read, i) => [
      ...list("purpose", read.purposes, `roles.${id}.reads.${i}.purposes`),
      ...(read.fields === "*" ? [] : list("field", read.fields, `roles.${id}.reads.${i}.fields`)),
    ]),
  );
  const retention = policy.retention.flatMap((r, i) => [
    ...list("touchpoint", r.of.touchpoints ?? [], `retention.${i}.of.touchpoints`),
    ...one("occasion", r.of.occasion, `retention.${i}.of.occasion`),
    ...list("field", r.of.fields ?? [], `retention.${i}.of.fields`),
    ...one("event", r.event, `retention.${i}.event`),
  ]);
  const cookies = Object.entries(policy.cookies?.categories ?? {}).map(([id, c]) =>
    ref("purpose", c.purpose, `cookies.categories.${id}.purpose`),
  );
  return [...recipients, ...roles, ...retention, ...cookies, ...one("role", policy.complaints?.role, "complaints.role")];
}

/** The parameters that name things, by their key: the same in every control. */
const byKey: Readonly<Record<string, Kind>> = {
  field: "field",
  fields: "field",
  purpose: "purpose",
  purposes: "purpose",
  touchpoint: "touchpoint",
  touchpoints: "touchpoint",
  recipients: "recipient",
  role: "role",
  roles: "role",
  duties: "duty",
  rule: "rule",
  rules: "rule",
  steps: "step",
  categories: "category",
};

function ofPromises(policy: Policy): Reference[] {
  return policy.promises.flatMap((p, i) => [
    ...list("purpose", p.claims?.only_purposes ?? [], `promises.${i}.claims.only_purposes`),
    ...list("role", p.claims?.only_roles ?? [], `promises.${i}.claims.only_roles`),
    ...p.kept_by.flatMap((kept, k) =>
      Object.entries(kept.with).flatMap(([key, value]) => {
        const kind = Object.hasOwn(byKey, key) ? byKey[key] : undefined;
        const values: readonly unknown[] = Array.isArray(value) ? value : [value];
        const at = `promises.${i}.kept_by.${k}.with.${key}`;
        return kind ? values.flatMap((v) => (typeof v === "string" ? [ref(kind, v, at)] : [])) : [];
      }),
    ),
  ]);
}

function ref(kind: Kind, name: string, path: string): Reference {
  return { kind, name, path };
}

function one(kind: Kind, name: string | undefined, path: string): Reference[] {
  return name === undefined ? [] : [ref(kind, name, path)];
}

function list(kind: Kind, names: readonly string[], path: string): Reference[] {
  return names.map((name, i) => ref(kind, name, `${path}.${i}`));
}
