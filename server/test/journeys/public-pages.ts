import { expect, it } from "vitest";
import type { Town } from "./town.js";
import { wrongsOf } from "./visitor.js";

const slugs = ["clever", "clinic", "khoingo", "okr", "okvip", "oxygen"];

/** Every page that anyone may open, found by following links as a reader would. */
export function publicPages(town: () => Town): void {
  it("every link on every public page leads somewhere, anchors included, in both languages", { timeout: 60_000 }, async () => {
    const { url } = town();
    const dead: string[] = [];
    for (const lang of ["vi", "en"]) {
      const pages = await crawl(url, lang);
      for (const page of pages.values()) {
        if (page.status !== 200) dead.push(`${page.path} answers ${page.status}, linked from ${page.from}`);
        for (const { to, anchor } of page.anchors) {
          const target = pages.get(to);
          if (target && target.status === 200 && !target.ids.has(anchor)) dead.push(`${page.path}: nothing is called #${anchor} on ${to}`);
        }
      }
      expect([...pages.keys()].length).toBeGreaterThan(40);
    }
    expect(dead).toEqual([]);
  });

  it("every public page meets WCAG 2.2 AA in light and dark, fits 320 px, and has nothing inline", { timeout: 150_000 }, async () => {
    const t = town();
    const paths = [...(await crawl(t.url, "vi")).values()].filter((p) => p.html).map((p) => p.path);
    const wrong: string[] = [];
    const reader = async (mine: readonly string[]) => {
      const who = await t.visitor({ script: true });
      for (const path of mine) {
        await who.go(path);
        wrong.push(...(await wrongsOf(who.page)).map((w) => `${path}: ${w}`));
      }
      await who.leave();
    };
    await Promise.all([reader(paths.filter((_, i) => i % 2 === 0)), reader(paths.filter((_, i) => i % 2 === 1))]);
    expect(wrong).toEqual([]);
  });
}

interface Found {
  readonly path: string;
  readonly from: string;
  readonly status: number;
  readonly html: boolean;
  readonly ids: ReadonlySet<string>;
  readonly anchors: readonly { to: string; anchor: string }[];
}

/** All pages within reach of the root and of each organisation's centre, by path without the language. */
async function crawl(url: string, lang: string): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const waiting = ["/", ...slugs.map((s) => `/${s}`)].map((path) => ({ path, from: "the start" }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (found.has(next.path)) continue;
    const answer = await fetch(url + next.path, { headers: { cookie: `kept_lang=${lang}` } });
    const html = answer.status === 200 && (answer.headers.get("content-type") ?? "").startsWith("text/html");
    const text = html ? await answer.text() : "";
    const links = [...text.matchAll(/<a [^>]*?href="([^"]+)"/g)].map((m) => (m[1] ?? "").replaceAll("&amp;", "&"));
    const anchors: { to: string; anchor: string }[] = [];
    const here = new URL(answer.url);
    for (const link of links) {
      const to = new URL(link, here);
      if (to.origin !== url) continue;
      to.searchParams.delete("lang");
      const path = to.pathname + to.search;
      if (to.hash) anchors.push({ to: path, anchor: decodeURIComponent(to.hash.slice(1)) });
      waiting.push({ path, from: next.path });
    }
    const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1] ?? ""));
    found.set(next.path, { ...next, status: answer.status, html, ids, anchors });
  }
  return found;
}
