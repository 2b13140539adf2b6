import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { Refusal } from "../refusal.js";
import type { Call } from "./call.js";
import { type Page, page } from "./route.js";

const built = fileURLToPath(new URL("../../../../console/dist/site/", import.meta.url));
const forAYear = "public, max-age=31536000, immutable";
const kinds: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

interface Kept {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer> | undefined;
  readonly type: string;
}

/**
 * The staff console: its files, each at an address that holds its digest, and its one page at every other address below
 * `/console`, so that deep links work. These pages must be registered before those of organisations. Everything is read
 * once, when first asked for. `folder` is where the console was built.
 */
export function consolePages(folder: string = built): Page[] {
  let files: ReadonlyMap<string, Kept> | undefined;
  const shelf = () => {
    files ??= load(folder);
    return files;
  };
  const shell = (call: Call) => answer(call, shelf().get("index.html"), "no-store");
  return [
    page("get", "/console/assets/:file", "server", (call) => answer(call, shelf().get(`assets/${call.c.req.param("file")}`), forAYear)),
    page("get", "/console", "server", shell),
    page("get", "/console/*", "server", shell),
  ];
}

function answer({ c }: Call, found: Kept | undefined, cache: string): Response {
  if (!found) throw new Refusal("page.unknown");
  const small = found.brotli !== undefined && /\bbr\b/.test(c.req.header("accept-encoding") ?? "");
  return c.body(small && found.brotli ? found.brotli : found.body, 200, {
    "Content-Type": found.type,
    "Cache-Control": cache,
    Vary: "Accept-Encoding",
    ...(small ? { "Content-Encoding": "br" } : {}),
  });
}

function load(folder: string): ReadonlyMap<string, Kept> {
  const found = new Map<string, Kept>();
  for (const name of list(folder)) {
    const type = kinds[extname(name)];
    if (!type) continue;
    const body = new Uint8Array(readFileSync(join(folder, name)));
    const brotli = extname(name) === ".woff2" ? undefined : new Uint8Array(brotliCompressSync(body));
    found.set(name, { body, brotli, type });
  }
  return found;
}

/** The built files by their path below the folder; none where the console was not built. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  } catch {
    return [];
  }
}
