// Writes docs/controls.md from the catalogue in language/src/controls and the checks that the server registers:
// node tools/controls-docs.mjs (after `tsc -b`). A test compares the page with what this makes.
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { checkText, controls } from "../language/dist/index.js";
import { name, period, text } from "../language/dist/schema/words.js";
import { checksOf } from "../server/dist/main.js";
import { readConfig } from "../server/dist/platform/index.js";

export const page = fileURLToPath(new URL("../docs/controls.md", import.meta.url));

/** What a parameter means wherever it stands; a parameter that is not here stops the page. */
const meanings = {
  alerts: "a sign-in from a new device is told",
  assigned: "the roles read only people of occasions assigned to them",
  authority_within: "how soon the authority is told",
  backup_bound: "how long a copy may still open what was erased",
  bases: "the only bases data is taken on",
  bodies: "whose orders are carried out",
  categories: "the cookie categories that wait for a choice",
  channel: "which contact is proved",
  channels: "the ways it holds for",
  deeds: "the steps that ask for fresh proof",
  duties: "the duties whose reading is recorded",
  fields: "the fields it holds for",
  from_hour: "the hour of the day from which reading is usual; left out: 7",
  hosts: "hosts allowed beside those of `cookies.hosts`",
  kinds: "the only ways data arrives",
  list: "the measures named",
  lock: "people lock their account at once",
  not_again_within: "how long a refusal is not asked again",
  on: "what asks again when it is new",
  persons_within: "how soon those affected are told",
  purpose: "the purpose it serves",
  purposes: "the purposes it holds for",
  reads_per_hour: "how many readings an hour are unusual",
  reasons: "the only reasons accepted",
  recipients: "the recipients it holds for",
  remind_every: "how often people are asked to look again",
  rights: "the rights it holds for",
  role: "who handles complaints",
  roles: "the only roles that read",
  rule: "the retention rule it holds to",
  rules: "the retention rules it holds to",
  steps: "the steps that none may be closed without",
  sundays: "Sundays are usual days too",
  throttle: "guessing is slowed",
  to_hour: "the hour of the day until which reading is usual; left out: 19",
  topics: "what a caller may be told about",
  touchpoint: "the form it holds for",
  touchpoints: "the forms it holds for",
  until: "the last day it is confirmed for",
  who: "who confirms it",
  within: "how soon",
};

const words = new Map([
  [name, "a name"],
  [period, "a period"],
  [text, "a text `{ vi, en }`"],
]);

/** The whole page, as it should stand in docs/controls.md. */
export function controlsPage() {
  const checked = new Set(checkedControls());
  const families = Map.groupBy(controls, (c) => c.id.split(".")[0]);
  return `${head(controls.length, checked.size)}${[...families].map(([family, of]) => part(family, of, checked)).join("\n")}`;
}

function head(all, built) {
  return `# Controls

A promise names what keeps it under \`kept_by\`: \`{ control: collection.required, with: { touchpoint: register, fields: [email] } }\`. These are the controls it may name. This page is made from the catalogue in \`language/src/controls\` by \`node tools/controls-docs.mjs\`; a test keeps it fresh.

**Checked** means that this version runs a check of it every hour, from what really happened, and the promise list shows the result. **Not built** means that it does not: the promise list says so, whatever the sentence promises. This version checks ${built} of ${all}.

A parameter without “optional” must be given: \`kept check\` reports one that is missing as the gap \`promise.parameter_missing\`, and a value of the wrong kind as the error \`promise.parameter_wrong\`. What a control needs of the policy and does not find is the gap \`promise.unsupported\`. Names are those declared in the same file; periods read like \`24 months\`.

`;
}

function part(family, of, checked) {
  const rows = of.map((c) => {
    const lacks = c.lacks(bare)?.en;
    return `| \`${c.id}\` | ${c.text.en}<br>*${c.text.vi}* | ${parameters(c)} | ${lacks ?? "–"} | ${checked.has(c.id) ? "checked" : "not built"} |`;
  });
  return `## ${family}\n\n| control | what it keeps | parameters | needs in the policy | in this version |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
}

function parameters({ id, parameters }) {
  const lines = Object.entries(parameters.shape).map(([key, schema]) => {
    if (!(key in meanings)) throw new Error(`${id}: say in tools/controls-docs.mjs what \`${key}\` means`);
    const type = schema.type;
    const optional = type === "optional" ? ", optional" : type === "default" ? `, optional: ${schema.parse(undefined)}` : "";
    return `\`${key}\` (${kind(schema)}${optional}): ${meanings[key]}`;
  });
  return lines.join("<br>") || "none";
}

function kind(schema) {
  const inner = schema.type === "optional" || schema.type === "default" ? schema.unwrap() : schema;
  const known = words.get(inner);
  if (known) return known;
  if (inner.type === "array") return words.get(inner.element) === "a name" ? "names" : `list: ${kind(inner.element)}`;
  if (inner.type === "enum") return inner.options.map((o) => `\`${o}\``).join(", ");
  if (inner.type === "boolean") return "true or false";
  if (inner.type === "number") return "a number";
  if (inner.type === "string") return inner.format === "date" ? "a date" : "words";
  throw new Error(`say in tools/controls-docs.mjs how a parameter of type ${inner.type} is called`);
}

/** A policy that declares nothing, so that a control says what it needs. */
const bare = checkText(
  "language: 1\norganisation: { id: bare, name: { vi: A, en: A }, prefix: BA, contact: {} }\nfields: {}\npurposes: {}\ntouchpoints: {}\n",
).policy;

/** The control of each check that the server registers. */
export function checkedControls() {
  const unasked = () => Promise.reject(new Error("no page is asked for here"));
  return checksOf(readConfig({}), unasked, () => []).map((c) => c.control);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(page, controlsPage());
