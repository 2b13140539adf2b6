import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asset, assetAt } from "./assets.js";
import { iconNames, markOf, spriteFor, standings } from "./symbols.js";

const css = new TextDecoder().decode(asset("kept.css").body);

describe("assets", () => {
  it("carry the digest of what they hold in their address", () => {
    for (const name of ["kept.css", "icon.svg", "kept-figures-400.woff2"] as const) {
      const { path, body } = asset(name);
      const digest = createHash("sha256").update(body).digest("hex").slice(0, 16);
      expect(path).toBe(`/assets/${name.replace(/\.(\w+)$/, `.${digest}.$1`)}`);
      expect(assetAt(path)).toBe(asset(name));
    }
  });

  it("are found at no other address", () => {
    for (const path of ["/assets/kept.css", "/assets/../package.json", "/assets/", asset("kept.css").path.replace(/\.[0-9a-f]/, ".x")]) {
      expect(assetAt(path)).toBeUndefined();
    }
  });

  it("let the stylesheet load only what the server itself serves", () => {
    const urls = [...css.matchAll(/url\("?([^")]+)"?\)/g)].map((m) => m[1] ?? "");
    expect(urls).toHaveLength(6);
    for (const url of urls) expect(assetAt(url)?.type).toBe("font/woff2");
    expect(css).not.toMatch(/@import|https?:/);
  });

  it("define every variable that the stylesheet uses", () => {
    const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map((m) => m[1]));
    const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]));
    expect([...used].filter((v) => !defined.has(v))).toEqual([]);
  });

  it("hold a drawing for every icon and every seal", () => {
    const html = [...iconNames.map((n) => `i-${n}`), ...standings.map((s) => `m-${markOf[s]}`)].map((id) => `<use href="#${id}"`).join();
    expect(spriteFor(html).match(/<symbol /g)).toHaveLength(iconNames.length + standings.length);
    expect(spriteFor('<use href="#i-view"')).not.toContain("i-edit");
  });
});

describe("components", () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((f) => f.endsWith(".tsx") && !f.includes(".test."))
    .map((f) => ({ f, text: readFileSync(`${import.meta.dirname}/${f}`, "utf8") }));

  it("carry no style and no markup past the escaping of JSX", () => {
    expect(sources.length).toBeGreaterThan(15);
    for (const { f, text } of sources) expect(text, f).not.toMatch(/\bstyle=|dangerouslySetInnerHTML|\braw\(|onclick=/i);
  });

  it("use only classes that the stylesheet knows", () => {
    const known = new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map((m) => m[1]));
    const said = sources.flatMap(({ text }) => [...text.matchAll(/class="([^"]+)"/g)].flatMap((m) => (m[1] ?? "").split(" ")));
    expect(said.length).toBeGreaterThan(40);
    expect([...new Set(said)].filter((c) => !known.has(c))).toEqual([]);
  });
});
