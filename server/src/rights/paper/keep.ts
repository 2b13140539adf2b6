import { keepingTerms, keptUntil, type PaperKind } from "@kept/language";
import { type Actor, record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { occasionsOf } from "../../retention/index.js";
import { holdsOf, keepFile, placeHold, type Received } from "../../vault/index.js";
import { paperField } from "../rules.js";

export interface Paper {
  readonly person: PersonId;
  readonly occasion: string;
  readonly kind: PaperKind;
  /** Its own day, `YYYY-MM-DD`. */
  readonly on: string;
  readonly received: Received;
  readonly actor: Actor;
  readonly now: Date;
}

/**
 * Makes a received paper the person's and puts it under a hold of the law, until the day its kind says; papers of one occasion and day share a
 * hold. Refuses `paper.no_occasion`, `paper.no_rule` where the policy keeps nothing of that occasion by law, and `sealed.erased`.
 */
export async function keepPaper(tx: Tx, policy: PublishedPolicy, paper: Paper): Promise<{ paper: string; hold: string; until: string }> {
  const { person, occasion, kind, now } = paper;
  const its = (await occasionsOf(tx, person)).find((o) => o.id === occasion);
  if (!its) throw new Refusal("paper.no_occasion");
  const rule = policy.policy.retention.find((r) => r.until === "law" && (r.of.occasion === undefined || r.of.occasion === its.kind));
  if (!rule) throw new Refusal("paper.no_rule");
  const id = await keepFile(tx, person, paper.received, { field: paperField, submissionId: null, occasionId: occasion, at: now });
  const until = keptUntil(kind, paper.on);
  const there = (await holdsOf(tx, [person])).find(
    (h) => h.kind === "legal_duty" && h.occasion === occasion && h.until >= until && h.fields?.includes(paperField),
  );
  const hold = there?.id ?? (await holdBy(tx, paper, until));
  await record(tx, {
    type: "paper.kept",
    at: now,
    actor: paper.actor,
    about: [person],
    policyVersion: policy.version,
    detail: { paper: id, kind, hold, until: there?.until ?? until, rule: rule.id },
  });
  return { paper: id, hold, until: there?.until ?? until };
}

async function holdBy(tx: Tx, { person, occasion, kind, now }: Paper, until: string): Promise<string> {
  const term = keepingTerms[kind];
  return placeHold(tx, {
    person,
    kind: "legal_duty",
    fields: [paperField],
    occasion,
    purpose: null,
    article: term.articles.map((a) => a.vi).join("; "),
    reason: term.says.vi,
    until,
    by: "system",
    now,
  });
}
