import type { PublishedPolicy } from "../../policy/index.js";
import type { Gathered } from "./gather.js";
import { filePath } from "./tables.js";

/** The copy for machines. `format` names its shape; a change that breaks readers raises it. */
export function documentOf(g: Gathered, policy: PublishedPolicy, now: Date) {
  const { organisation } = policy.policy;
  return {
    format: "kept-export-1",
    made_at: now.toISOString(),
    organisation: { id: organisation.id, name: organisation.name, contact: organisation.contact },
    notice: { version: policy.version, digest_sha256: policy.digest },
    records: g.held.persons,
    values: g.held.values.map((v) => ({
      id: v.id,
      record: v.person,
      field: v.field,
      kind: v.kind,
      value: "content" in v.value ? v.value.content : null,
      state: v.replacedAt ? "former" : v.pending ? "waiting" : "current",
      replaces: v.replaces,
      replaced_at: v.replacedAt,
      purposes: v.origin.purposes,
      basis: v.origin.basis,
      touchpoint: v.origin.touchpoint,
      channel: v.origin.channel,
      submission: v.origin.submissionId,
      occasion: v.origin.occasionId,
      notice_version: v.origin.noticeVersion,
      language: v.origin.language,
      words_sha256: Buffer.from(v.origin.shownDigest).toString("hex"),
      collected_at: v.origin.collectedAt,
      verified_at: v.origin.verifiedAt,
      until: g.held.endings.get(v.id)?.on ?? null,
    })),
    files: g.files.map((f) => ({
      id: f.id,
      field: f.field,
      name: f.name,
      type: f.kind,
      bytes: f.size,
      received_at: f.receivedAt,
      path: filePath(f),
    })),
    submissions: g.held.submissions,
    occasions: g.held.occasions,
    acknowledgements: g.held.acknowledgements,
    standings: g.held.standings,
    consents: g.receipts.map(({ controller: _, person, ...r }) => ({ ...r, record: person })),
    received: g.held.received.map((r) => ({
      id: r.disclosure,
      recipient: r.recipient,
      party: r.party,
      purpose: r.purpose,
      fields: r.fields,
      ground: r.ground,
      at: r.at,
    })),
    erasures: g.held.erasures.map((e) => ({
      id: e.id,
      scope: e.scope,
      field: e.field,
      cause: e.cause,
      key_version: e.key_version,
      at: e.at,
    })),
  };
}
