import { isTest, type Source, sources } from "./source.js";

/** The vault's functions that open what is sealed. */
const openings = [
  "atRestSample",
  "current",
  "history",
  "openFile",
  "openFor",
  "openHeld",
  "openHeldFile",
  "openPassing",
  "openValues",
  "randomValues",
  "valuesById",
] as const;

/**
 * Who opens something sealed without the read gate, and why it is no reading of one person's data by another. Everything else goes through
 * access: `readFor`, `openForRecipient`, `maskedValues`. A file that is named here and opens nothing any more is a fault too.
 */
const allowed: Readonly<Record<string, string>> = {
  "server/src/identity/code/make.ts": "a code goes to the person's own address",
  "server/src/identity/account/confirm.ts": "the person's own address is confirmed by them, and indexed",
  "server/src/identity/session/alert.ts": "an alert goes to the person's own address",
  "server/src/identity/staff/who.ts": "staff's own names and factors, under their own keys",
  "server/src/identity/staff/sso/provider.ts": "the secret of the organisation's identity provider, under a key of its own",
  "server/src/consent/refused/keep.ts":
    "contacts of somebody being erased are digested, so that a refusal of mail outlives them; nothing leaves",
  "server/src/collection/update.ts": "what a person sends is compared with what they gave; nothing leaves",
  "server/src/collection/join.ts": "a newcomer is compared with whom they turn out to be; nothing leaves",
  "server/src/collection/import/run.ts": "the file of an import, under its own key, to be taken in",
  "server/src/collection/import/upload.ts": "the names of its columns, under its own key",
  "server/src/messaging/queue.ts": "a mail to its own recipient; staff who look at one are recorded (message.opened)",
  "server/src/disclosure/http.ts": "the words staff wrote about a disclosure, for staff who may disclose; no value of the person",
  "server/src/disclosure/authority/http.ts": "the document of an authority's demand, for staff who may decide on it",
  "server/src/disclosure/webhook/keep.ts": "where a party takes messages and the secret that signs them, under the party's own key",
  "server/src/disclosure/register/http.ts": "the papers a disclosure rests on, for staff who may disclose",
  "server/src/rights/checks/held.ts": "a probe: whether what is held opens when it should not; nothing is shown",
  "server/src/rights/checks/lasting.ts": "a probe: whether anything of an erased person still opens; nothing is shown",
  "server/src/promises/measures/probes/cipher.ts": "a probe: whether a sample opens with its own key; nothing is shown",
  "server/src/promises/checks/public-values.ts": "a sample is looked for on public pages; nothing is shown",
  "server/src/rights/held.ts": "the person's own view (law 91/2025 art. 4)",
  "server/src/rights/find-own.ts": "the person's own view",
  "server/src/rights/erase.ts": "whether a field is held at all, before it is erased",
  "server/src/rights/ordered.ts": "which fields are held at all, before they are erased",
  "server/src/rights/hold/open.ts": "what is held, for its duty alone: the verb decides by deed and purpose, and records it",
  "server/src/rights/export/gather.ts": "the person's own copy",
  "server/src/rights/pages/changing.tsx": "the person's own view",
  "server/src/rights/pages/leaving.tsx": "the person's own files",
};

/** Outside vault and access, nothing opens what is sealed but what is named above with its reason. */
export function openingFaults(root: string): string[] {
  const outside = sources(root, "server/src").filter((s) => !isTest(s.path) && !/^server\/src\/(vault|access)\//.test(s.path));
  const opening = new Map(outside.map((s): [string, string[]] => [s.path, openedBy(s)]).filter(([, names]) => names.length > 0));
  return [
    ...[...opening].flatMap(([path, names]) =>
      Object.hasOwn(allowed, path) ? [] : [`${path} opens what is sealed (${names.join(", ")}): read through access`],
    ),
    ...outside
      .filter((s) => Object.hasOwn(allowed, s.path) && !opening.has(s.path))
      .map((s) => `${s.path} is allowed to open what is sealed, and does not`),
  ];
}

/** The opening functions that a file takes from the vault: by name, under another, or with everything else of it. */
function openedBy({ text }: Source): string[] {
  if (/\bimport\(\s*["'][^"']*\/vault\//.test(text)) return ["import()"];
  const taken = [...text.matchAll(/(?:^|[\n;])\s*(?:import|export)\s+([^;"']*?)\s*from\s*["'][^"']*\/vault\/[^"']*["']/g)].map(
    (m) => m[1] ?? "",
  );
  if (taken.some((t) => t.includes("*"))) return ["*"];
  const names = taken.filter((t) => !/^type\b(?!\s*,)/.test(t)).flatMap((t) => [...t.matchAll(/(type\s+)?\b(\w+)(?:\s+as\s+\w+)?/g)]);
  return openings.filter((o) => names.some(([, type, name]) => type === undefined && name === o));
}
