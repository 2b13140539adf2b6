// Writes docs/api.md from the contract: `node tools/api-docs.mjs`, after a build. With --check it only says whether the page is fresh.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as contract from "../contract/dist/index.js";

const { endpoints, openApi, refusals, takesKey } = contract;
const names = new Map(
  Object.entries(contract).flatMap(([name, x]) => (typeof x === "object" && x !== null && endpoints.includes(x) ? [[x.id, name]] : [])),
);

/** The page's whole text. */
export function apiDocs() {
  const groups = Map.groupBy(endpoints, (e) => e.id.split(".")[0]);
  const parts = [...groups].map(([group, all]) => `## ${group.replaceAll("_", " ")}\n\n${all.map(section).join("\n")}`);
  return `${introduction}\n${parts.join("\n")}\n${codes()}`;
}

const introduction = `# The API

Written from the contract by \`node tools/api-docs.mjs\`; the same contract makes \`/api/v1/openapi.json\`, the server's checks and the SDK's types.

- Everything lies under \`/api/v1\`. Bodies and answers are JSON, but for files that are uploaded. A name that is not declared is refused, and so is one said twice.
- A system calls with an API key: \`Authorization: Bearer kept_…\`. The key belongs to one organisation and carries roles of its policy. Staff call by the console's session.
- Where a deed is named, the policy must give it to one of the caller's roles. Where a fresh proof is demanded, staff have proved within ten minutes that it is them.
- A refusal is a problem document (RFC 9457) with a stable \`code\`, its text in both languages, and faults by path. Texts never repeat what was sent.
- \`Idempotency-Key\` (up to 200 characters) makes a change safe to repeat for a day: the same key and body gets the first answer; another body is refused with \`request.other_body\`; while the first still runs, \`request.in_flight\`; where the answer is shown once, \`request.answered\`.
- Any endpoint may refuse with \`request.malformed\`, \`request.invalid\`, \`request.too_large\`, \`request.unsupported\`, \`access.signed_out\`, \`access.key\`, \`access.forbidden\`, \`server.busy\` (with \`Retry-After\`) or \`server.fault\`.

Examples call \`https://privacy.example.vn\` with a key in \`KEPT_KEY\`; \`kept\` is \`createClient({ url, key })\` of \`@kept/sdk\`.
`;

function section(e) {
  const operation = openApi([e], "").paths[e.path][e.method];
  const rows = [...parameterRows(operation), ...bodyRows(operation)];
  const lines = [
    `### ${e.id}`,
    "",
    `\`${e.method.toUpperCase()} /api/v1${e.path}\``,
    "",
    e.summary,
    "",
    `**Who:** ${who(e)}.${takesKey(e) ? (e.shownOnce ? " Takes an `Idempotency-Key`; its answer is shown once." : " Takes an `Idempotency-Key`.") : ""}`,
    "",
    ...(rows.length > 0 ? ["| where | name | form | |", "|---|---|---|---|", ...rows, ""] : []),
    ...(e.refusals.length > 0 ? [`**Refuses:** ${e.refusals.map((c) => `\`${c}\``).join(", ")}.`, ""] : []),
    "```sh",
    curl(e),
    "```",
    "```ts",
    sdk(e),
    "```",
    "",
  ];
  return lines.join("\n");
}

function who(e) {
  if (e.who.by === "anyone") return "anyone";
  const by = e.who.by.map((b) => (b === "key" ? "an API key" : "staff")).join(" or ");
  const deed = e.who.deed === "self" ? "" : `, with the deed \`${e.who.deed}\`${e.who.or ? ` or \`${e.who.or}\`` : ""}`;
  return `${by}${deed}${e.who.fresh ? "; staff freshly proved" : ""}`;
}

function parameterRows(operation) {
  return operation.parameters
    .filter((p) => p.in !== "header")
    .map((p) => `| ${p.in} | \`${p.name}\` | ${form(p.schema)} | ${p.required ? "required" : ""} |`);
}

function bodyRows(operation) {
  const json = operation.requestBody?.content["application/json"]?.schema;
  if (operation.requestBody && !json) return [`| body | the file | ${Object.keys(operation.requestBody.content).join(", ")} | required |`];
  const choices = json?.oneOf ?? json?.anyOf ?? (json ? [json] : []);
  return choices.flatMap((s, i) =>
    Object.entries(s.properties ?? {}).map(
      ([name, p]) =>
        `| body${choices.length > 1 ? ` (${i + 1})` : ""} | \`${name}\` | ${form(p)} | ${s.required?.includes(name) && p.default === undefined ? "required" : ""} |`,
    ),
  );
}

function form(s) {
  if (s.const !== undefined) return `\`${JSON.stringify(s.const)}\``;
  if (s.enum) return s.enum.map((v) => `\`${v}\``).join(" · ");
  const choices = s.anyOf ?? s.oneOf;
  if (choices) return choices.map(form).join(" or ");
  if (s.type === "array") return `list of ${form(s.items ?? {})}`;
  const bounds = [
    s.format,
    s.maxLength !== undefined ? `up to ${s.maxLength} characters` : undefined,
    s.type !== "string" && s.minimum > -1e15 ? `from ${s.minimum}` : undefined,
    s.type !== "string" && s.maximum < 1e15 ? `to ${s.maximum}` : undefined,
    s.default !== undefined && typeof s.default !== "object" ? `else \`${s.default}\`` : undefined,
  ].filter(Boolean);
  return [s.type ?? "any", ...bounds].join(", ");
}

function curl(e) {
  const path = e.path.replace(/\{(\w+)\}/g, (_, n) => String(example({ format: "uuid" }, n)));
  const operation = openApi([e], "").paths[e.path][e.method];
  const needed = operation.parameters.filter((p) => p.in === "query" && p.required);
  const query = needed.map((p) => `${p.name}=${encodeURIComponent(example(p.schema, p.name))}`).join("&");
  const lines = [
    `curl${e.method === "get" ? "" : ` -X ${e.method.toUpperCase()}`} 'https://privacy.example.vn/api/v1${path}${query ? `?${query}` : ""}'`,
  ];
  if (e.who.by !== "anyone")
    lines.push(
      e.who.by.includes("key")
        ? `-H "Authorization: Bearer $KEPT_KEY"`
        : `-b "kept_staff=$SESSION" -H 'Origin: https://privacy.example.vn'`,
    );
  const body = bodyOf(operation);
  if (e.upload) lines.push(`-H 'Content-Type: ${e.upload.types[0]}'`, "--data-binary @people.csv");
  else if (body) lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`);
  return lines.join(" \\\n  ");
}

function sdk(e) {
  const operation = openApi([e], "").paths[e.path][e.method];
  const given = {};
  for (const p of operation.parameters.filter((x) => x.in !== "header" && x.required)) {
    const part = p.in === "path" ? "params" : "query";
    given[part] = { ...given[part], [p.name]: example(p.schema, p.name) };
  }
  const body = bodyOf(operation);
  if (e.upload)
    return `await kept.upload(${names.get(e.id)}, ${JSON.stringify(given)}, await openAsBlob("people.csv", { type: "${e.upload.types[0]}" }));`;
  return `await kept.call(${names.get(e.id)}, ${JSON.stringify(body ? { ...given, body } : given)});`;
}

function bodyOf(operation) {
  const json = operation.requestBody?.content["application/json"]?.schema;
  return json ? example(json, "") : undefined;
}

/** Something of the right form; the names of places say what fits. */
function example(s, name) {
  const usual = {
    organisation: "okr",
    kind: "order",
    reference: "DH-2026-0042",
    event: "delivered",
    purpose: "newsletter",
    touchpoint: "contact",
    field: "email",
    version: 3,
    promise: "okr-4",
    notice_version: 3,
  };
  if (name in usual) return usual[name];
  if (s.const !== undefined) return s.const;
  if (s.enum) return s.enum[0];
  const choices = s.anyOf ?? s.oneOf;
  if (choices) return example(choices[0], name);
  switch (s.type) {
    case "object":
      return Object.fromEntries(
        (s.required ?? [])
          .filter((n) => s.properties?.[n] && s.properties[n].default === undefined)
          .map((n) => [n, example(s.properties[n], n)]),
      );
    case "array":
      return [example(s.items ?? {}, "")];
    case "integer":
    case "number":
      return Math.max(1, s.minimum ?? 1);
    case "boolean":
      return true;
    default:
      if (s.format === "uuid") return "0197a5f2-7c1e-7b3a-9d42-5f0c8e1b6a34";
      if (s.format === "date") return "2026-11-28";
      if (s.format === "date-time") return "2026-11-28T02:00:00.000Z";
      return name === "email" ? "ai.do@example.vn" : "…";
  }
}

function codes() {
  const rows = Object.entries(refusals).map(([code, r]) => `| \`${code}\` | ${r.status} | ${r.en} |`);
  return `## Codes\n\n| code | status | |\n|---|---|---|\n${rows.join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = new URL("../docs/api.md", import.meta.url);
  const text = apiDocs();
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    process.stderr.write("docs/api.md is older than the contract: run node tools/api-docs.mjs\n");
    process.exitCode = 1;
  }
}
