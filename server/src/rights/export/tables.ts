import type { Language } from "@kept/language";
import { say } from "@kept/language";
import { csv } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { fieldOf, named, showContent } from "../rules.js";
import { untilText } from "../until.js";
import { actWords } from "../words.js";
import type { Gathered } from "./gather.js";

/** The tables of a copy, by file name. Column names are the product's own words and stay the same in every language. */
export function tables(g: Gathered, policy: PublishedPolicy, lang: Language): Record<string, string> {
  const p = policy.policy;
  const kindOf = new Map(g.held.occasions.map((o) => [o.id, o.kind]));
  return {
    "values.csv": csv(
      [
        "id",
        "field",
        "label",
        "kind",
        "value",
        "state",
        "purposes",
        "basis",
        "touchpoint",
        "channel",
        "notice_version",
        "collected_at",
        "verified_at",
        "replaced_at",
        "until",
        "kept",
      ],
      g.held.values.map((v) => [
        v.id,
        v.field,
        named(p.fields, v.field, lang),
        v.kind,
        "content" in v.value ? showContent(fieldOf(p, v.field), v.value.content, lang) : "",
        v.replacedAt ? "former" : v.pending ? "waiting" : "current",
        v.origin.purposes.join(" "),
        v.origin.basis,
        v.origin.touchpoint,
        v.origin.channel,
        v.origin.noticeVersion,
        v.origin.collectedAt.toISOString(),
        v.origin.verifiedAt?.toISOString(),
        v.replacedAt?.toISOString(),
        g.held.endings.get(v.id)?.on,
        untilText(
          p,
          {
            field: v.field,
            touchpoint: v.origin.touchpoint,
            occasion: kindOf.get(v.origin.occasionId ?? ""),
            ending: g.held.endings.get(v.id),
          },
          lang,
        ),
      ]),
    ),
    "submissions.csv": csv(
      ["id", "touchpoint", "label", "channel", "notice_version", "language", "at", "state", "fields", "occasion"],
      g.held.submissions.map((s) => [
        s.id,
        s.touchpoint,
        named(p.touchpoints, s.touchpoint, lang),
        s.channel,
        s.version,
        s.language,
        s.at.toISOString(),
        s.state,
        s.fields.join(" "),
        s.occasion,
      ]),
    ),
    "occasions.csv": csv(
      ["id", "kind", "label", "reference", "opened_at", "dates"],
      g.held.occasions.map((o) => [
        o.id,
        o.kind,
        named(p.occasions, o.kind, lang),
        o.reference,
        o.openedAt.toISOString(),
        Object.entries(o.events)
          .map(([k, d]) => `${k} ${d}`)
          .join("; "),
      ]),
    ),
    "received.csv": csv(
      ["id", "recipient", "label", "party", "purpose", "fields", "ground", "at"],
      g.held.received.map((r) => [
        r.disclosure,
        r.recipient,
        named(p.recipients, r.recipient, lang),
        r.party,
        r.purpose,
        r.fields.join(" "),
        r.ground,
        r.at.toISOString(),
      ]),
    ),
    "consents.csv": csv(
      [
        "receipt",
        "purpose",
        "label",
        "act",
        "said",
        "at",
        "method",
        "entered_by",
        "touchpoint",
        "notice_version",
        "language",
        "words_sha256",
        "event",
      ],
      g.receipts.map((r) => [
        r.consent,
        r.purpose,
        say(r.purposeText, lang),
        r.act,
        say(actWords[r.act], lang),
        r.at.toISOString(),
        r.method,
        r.by,
        r.touchpoint,
        r.noticeVersion,
        r.language,
        r.digest,
        r.event,
      ]),
    ),
    "acknowledgements.csv": csv(
      ["duty", "label", "notice_version", "manner", "at"],
      g.held.acknowledgements.map((a) => [a.duty, named(p.duties, a.duty, lang), a.version, a.manner, a.at.toISOString()]),
    ),
    "files.csv": csv(
      ["id", "field", "name", "type", "bytes", "received_at", "path"],
      g.files.map((f) => [f.id, f.field, f.name, f.kind, f.size, f.receivedAt.toISOString(), filePath(f)]),
    ),
  };
}

/** Where a file lies in the zip: its own name, with nothing in it that a file system would act on. */
export function filePath(file: { readonly id: string; readonly name: string }): string {
  const safe = file.name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, "_")
    .replace(/^\.+/, "_")
    .slice(-100);
  return `files/${file.id.slice(-12)}-${safe}`;
}
