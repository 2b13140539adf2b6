import { newId } from "../platform/index.js";
import type { NewValue, Origin } from "../vault/index.js";
import type { Ready } from "./ready.js";

/** Everything given, as the vault takes it. A file's value is the file's id. */
export function newValues(ready: Ready, occasion: string | null): (NewValue & { readonly id: string })[] {
  return [
    ...ready.judged.given.map((g) => ({
      id: newId(),
      field: g.field,
      kind: g.kind,
      content: g.value,
      rule: g.rule,
      origin: originOf(ready, occasion, g),
    })),
    ...ready.files.map(({ field, received }) => ({
      id: newId(),
      field,
      kind: null,
      content: received.id,
      rule: { type: "file", index: "none" as const },
      origin: originOf(ready, occasion, fileServes(ready, field)),
    })),
  ];
}

/** Where a value comes from: what it was collected for, and on which words (decree 356/2025 art. 6.1). */
export function originOf(ready: Ready, occasion: string | null, serves: { purposes: readonly string[]; basis: string }): Origin {
  const { sent } = ready;
  return {
    submissionId: sent.id,
    occasionId: occasion,
    touchpoint: sent.touchpoint,
    channel: sent.channel,
    purposes: serves.purposes,
    basis: serves.basis,
    noticeVersion: sent.version,
    language: sent.lang,
    shownDigest: Buffer.from(ready.shown.digest, "hex"),
    collectedAt: sent.at,
    verifiedAt: null,
    until: null,
  };
}

function fileServes(ready: Ready, field: string): { purposes: readonly string[]; basis: string } {
  const found = ready.judged.files.find((f) => f.field === field);
  return found ?? { purposes: [], basis: "consent" };
}
