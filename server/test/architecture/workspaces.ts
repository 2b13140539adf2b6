import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix } from "node:path";
import { imports, isTest, type Source, sources } from "./source.js";

/** Which workspaces each may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  language: [],
  contract: ["language"],
  verify: ["language", "contract"],
  sdk: ["language", "contract", "verify"],
  server: ["language", "contract", "verify"],
  console: ["language", "contract", "verify", "sdk"],
  cli: ["language", "contract", "verify", "sdk"],
  embed: ["language", "contract"],
};

/** Runs in browsers, servers and anything between: neither Node nor a page. */
const isomorphic = ["language", "contract", "verify"];

export function workspaceFaults(root: string): string[] {
  return [
    ...Object.keys(mayImport).flatMap((w) =>
      sources(root, `${w}/src`)
        .filter((s) => !isTest(s.path))
        .flatMap((s) => faultsOf(w, s)),
    ),
    ...isomorphic.flatMap((w) => settingsFaults(root, w)),
  ];
}

function faultsOf(workspace: string, source: Source): string[] {
  return imports(source.text).flatMap((i) => {
    const why = i.startsWith(".") ? leaves(workspace, source.path, i) : (foreign(workspace, i) ?? node(workspace, i));
    return why ? [`${source.path} imports ${i}: ${why}`] : [];
  });
}

/** Pictures and styles are one for pages and console: they lie with the server, and are no code. */
const look = /^server\/assets\/[\w/-]+\.(svg|css|woff2)(\?raw|\?url)?$/;

function leaves(workspace: string, from: string, to: string): string | undefined {
  const target = posix.join(dirname(from), to);
  if (workspace === "console" && look.test(target)) return undefined;
  return target.startsWith(`${workspace}/src/`) ? undefined : "a workspace is entered by its name";
}

function foreign(workspace: string, name: string): string | undefined {
  const [, other, inside] = /^@kept\/([^/]+)(\/.*)?$/.exec(name) ?? [];
  if (other === undefined) return undefined;
  if (inside) return "a workspace is entered by its index";
  return mayImport[workspace]?.includes(other) ? undefined : `${workspace} does not import ${other}`;
}

function node(workspace: string, name: string): string | undefined {
  const ofNode = name.startsWith("node:") || builtinModules.includes(name.split("/")[0] ?? "");
  return ofNode && isomorphic.includes(workspace) ? `${workspace} runs without Node` : undefined;
}

/** The compiler keeps globals of Node and of the page out, as long as its settings do not let them in. */
function settingsFaults(root: string, workspace: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(root, workspace, "tsconfig.json"), "utf8");
  } catch {
    return [];
  }
  return /"(dom|DOM|node)[".]/.test(text) ? [`${workspace}/tsconfig.json lets Node or the page in: ${workspace} runs without them`] : [];
}
