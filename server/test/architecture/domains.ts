import { existsSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { imports, isTest, type Source, sources } from "./source.js";

/** A domain imports only what stands before it, and enters it by its index. */
export const order = [
  "platform",
  "evidence",
  "vault",
  "policy",
  "identity",
  "consent",
  "retention",
  "access",
  "collection",
  "messaging",
  "cases",
  "disclosure",
  "rights",
  "complaints",
  "incidents",
  "promises",
];

/**
 * Inside a domain, by the name of the file or of the folder it lies in: what is not named here is a verb. Types may be taken
 * from any level of one's own domain: nothing runs.
 */
const levels: Readonly<Record<string, number>> = { rules: 0, words: 0, store: 1, index: 3, http: 4, pages: 4, jobs: 4 };
const levelNames = ["rules", "store", "a verb", "index", "http, pages or jobs"];

/** Where other domains may enter: platform has five doors, every other domain one. */
const doors = new Set(["index", "backup/index", "http/index", "page/index", "table/index"]);

export function domainFaults(root: string): string[] {
  const folder = "server/src";
  if (!existsSync(join(root, folder))) return [];
  const unknown = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((e) => (e.isDirectory() ? !order.includes(e.name) : e.name !== "main.ts"))
    .map((e) => `${folder}/${e.name}: server/src holds the domains and main.ts, nothing else`);
  return [
    ...unknown,
    ...sources(root, folder)
      .filter((s) => !isTest(s.path))
      .flatMap(faultsOf),
  ];
}

function faultsOf(source: Source): string[] {
  const [, domain = "", inside] = /^server\/src\/([^/]+)\/(.+)$/.exec(source.path) ?? [];
  if (inside === undefined) return [];
  const running = new Set(imports(source.text, "values"));
  return imports(source.text)
    .filter((i) => i.startsWith("."))
    .flatMap((i) => {
      const target = posix.join(dirname(source.path), i).replace(/\.jsx?$/, "");
      const [, other = "", place = ""] = /^server\/src\/([^/]+)\/(.+)$/.exec(target) ?? [];
      if (!other) return [`${source.path} imports ${i}: a domain imports domains only`];
      const why = domain === other ? running.has(i) && within(domain, inside, place) : across(domain, other, place);
      return why ? [`${source.path} imports ${i}: ${why}`] : [];
    });
}

function across(domain: string, other: string, place: string): string | undefined {
  if (order.indexOf(other) >= order.indexOf(domain)) return `${other} stands after ${domain}`;
  if (place === "index" || (other === "platform" && doors.has(place))) return undefined;
  return `another domain is entered by its index`;
}

function within(domain: string, from: string, to: string): string | false {
  // Platform has no business of its own: it is what the others stand on.
  if (domain === "platform") return false;
  const [a, b] = [levelOf(from), levelOf(to)];
  return b > a ? `${levelNames[a]} stands before ${levelNames[b]}` : false;
}

function levelOf(place: string): number {
  const parts = place.replace(/\.tsx?$/, "").split("/");
  // A noun inside the domain has rules and a store of its own, but no door.
  const named = parts.find((p) => p in levels && (p !== "index" || parts.length === 1));
  return levels[named ?? ""] ?? 2;
}
