import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const root = new URL("../../../assets/", import.meta.url);
const sheets = ["fonts", "tokens", "components", "pages"] as const;
const fonts = [
  "be-vietnam-pro-latin-400.woff2",
  "be-vietnam-pro-latin-600.woff2",
  "be-vietnam-pro-vietnamese-400.woff2",
  "be-vietnam-pro-vietnamese-600.woff2",
  "kept-figures-400.woff2",
  "kept-figures-600.woff2",
] as const;

export type AssetName = "kept.css" | "icon.svg" | "passkey.js" | (typeof fonts)[number];

/** A file that never changes at its address, because the address holds its digest: serve it `immutable`. */
export type Asset = Readonly<{ path: string; body: Uint8Array<ArrayBuffer>; type: string }>;

/** The asset of that name. `path` is absolute: `/assets/kept.0f3c….css`. Files are read once, when first asked for. */
export function asset(name: AssetName): Asset {
  const found = shelf().get(name);
  if (!found) throw new Error(`no asset ${name}`);
  return found;
}

/** The asset at the path of a request, or nothing: an older digest is gone, and the page that asked for it is stale. */
export function assetAt(path: string): Asset | undefined {
  return [...shelf().values()].find((a) => a.path === path);
}

/**
 * Be Vietnam Pro for documents that embed it: the letters of Latin, or those of Vietnamese. WOFF, because single glyphs of WOFF2 cannot be
 * taken out.
 */
export function fontFile(set: "latin" | "vietnamese", weight: 400 | 600): Buffer {
  return Buffer.from(read(`fonts/be-vietnam-pro-${set}-${weight}.woff`));
}

let kept: ReadonlyMap<string, Asset> | undefined;

function shelf(): ReadonlyMap<string, Asset> {
  kept ??= load();
  return kept;
}

function load(): ReadonlyMap<string, Asset> {
  const all = new Map<string, Asset>();
  for (const font of fonts) all.set(font, stamp(font, read(`fonts/${font}`), "font/woff2"));
  all.set("icon.svg", stamp("icon.svg", read("icon.svg"), "image/svg+xml"));
  all.set("passkey.js", stamp("passkey.js", read("passkey.js"), "text/javascript; charset=utf-8"));
  const css = sheets
    .map((s) => new TextDecoder().decode(read(`styles/${s}.css`)))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/url\("\.\.\/fonts\/([^"]+)"\)/g, (_, font: string) => `url("${all.get(font)?.path ?? missing(font)}")`);
  all.set("kept.css", stamp("kept.css", new TextEncoder().encode(css.trim()), "text/css; charset=utf-8"));
  return all;
}

function read(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(path, root)));
}

function stamp(name: string, body: Uint8Array<ArrayBuffer>, type: string): Asset {
  const dot = name.lastIndexOf(".");
  const digest = createHash("sha256").update(body).digest("hex").slice(0, 16);
  return { path: `/assets/${name.slice(0, dot)}.${digest}${name.slice(dot)}`, body, type };
}

function missing(font: string): never {
  throw new Error(`the stylesheet names a font that is not served: ${font}`);
}
