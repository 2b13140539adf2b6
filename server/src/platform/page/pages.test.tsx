import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, launchBrowser, overflow, serveApp } from "../../../../tools/browser.js";
import { specimenApp } from "./specimen-app.js";

let browser: Browser;
let served: Awaited<ReturnType<typeof serveApp>>;

beforeAll(async () => {
  browser = await launchBrowser();
  served = await serveApp(specimenApp().fetch);
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const themes = ["light", "dark"] as const;
const langs = ["vi", "en"] as const;
const paths = ["/", "/403", "/404", "/429", "/500", "/nobody"];

describe.each(themes)("in the %s theme", (colorScheme) => {
  it.each(langs)("pages in %s satisfy WCAG 2.2 AA, on a phone and wide", async (lang) => {
    for (const width of [390, 1280]) {
      for (const path of width === 390 ? paths : ["/"])
        expect(await onPage({ path, lang, width, colorScheme, js: true }, audit), `${path} ${width}`).toEqual([]);
    }
  });
});

it("an unlabelled control would be found out", async () => {
  const found = await onPage({ js: true }, async (page) => {
    await page.evaluate("document.querySelector('label[for=full_name]').remove()");
    return audit(page);
  });
  expect(found.join()).toContain("full_name");
});

it("nothing has to be scrolled sideways at 320 px, in either language", async () => {
  for (const lang of langs) {
    for (const path of paths) expect(await onPage({ path, lang, width: 320 }, overflow), `${path} ${lang}`).toBe(0);
  }
});

it("keeps to the content security policy, and loads its own faces", async () => {
  const complaints: string[] = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (m) => complaints.push(m.text()));
  page.on("requestfailed", (r) => complaints.push(r.url()));
  await page.goto(served.url, { waitUntil: "networkidle" });
  const faces = await page.evaluate<string[]>("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)");
  await context.close();
  expect(complaints).toEqual([]);
  expect(new Set(faces)).toEqual(new Set(["Be Vietnam Pro", "Kept Figures"]));
});

it("figures in tables are all of one width, those of running text are not", async () => {
  const [cell, text] = await onPage({ js: true }, async (page) => {
    await page.evaluate("document.fonts.ready");
    return [await widths(page, "td"), await widths(page, "p.intro")];
  });
  expect(new Set(cell).size).toBe(1);
  expect(new Set(text).size).toBeGreaterThan(1);
});

describe("the keyboard", () => {
  it("reaches every control in the order of the page, and each shows a ring", async () => {
    await onPage({ width: 1280 }, async (page) => {
      await page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)");
      const expected = await page.evaluate<number>(`${tabbable}.length`);
      expect(expected).toBeGreaterThan(40);
      const seen: string[] = [];
      await page.focus(".skip");
      for (let i = 0; i < expected; i++) {
        const { at, ring } = await page.evaluate<{ at: string; ring: boolean }>(focused);
        if (seen.includes(at)) break;
        seen.push(at);
        expect(ring, at).toBe(true);
        await page.keyboard.press("Tab");
      }
      expect(seen).toEqual(await page.evaluate<string[]>(`${tabbable}.map(${named})`));
    });
  });

  it("skips to the content", async () => {
    await onPage({}, async (page) => {
      await page.focus(".skip");
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("main");
    });
  });

  it("sends a form by Enter without asking for one more line", async () => {
    await onPage({}, async (page) => {
      const sent = page.waitForRequest((r) => r.method() === "POST");
      await page.focus("#full_name");
      await page.keyboard.press("Enter");
      expect((await sent).postData()).not.toContain('name="add"');
    });
  });
});

describe("a form that came back", () => {
  it("takes the reader to what has to be mended, without script", async () => {
    await onPage({}, async (page) => {
      expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("alert");
      for (const href of await page.$$eval(".alert a", (all) => all.map((a) => a.getAttribute("href")))) {
        await page.click(`.alert a[href="${href}"]`);
        expect(await page.evaluate(`document.querySelector('${href}:target') !== null`), String(href)).toBe(true);
      }
    });
  });

  it("chooses nothing for the person", async () => {
    const chosen = await onPage({}, (page) =>
      page.$$eval("input:checked", (all) => all.map((e) => `${e.getAttribute("name")}=${e.getAttribute("value")}`)),
    );
    expect(chosen).toEqual(["hours=am", "survey=refused"]);
  });

  it("gives agreeing and refusing the same weight", async () => {
    const boxes = await onPage({ width: 1280 }, (page) =>
      page.evaluate<unknown[]>(`[...document.querySelectorAll('.choice:last-of-type .opt')].map((e) => {
        const { width, height, top } = e.getBoundingClientRect();
        const { backgroundColor, color, fontWeight, borderColor } = getComputedStyle(e);
        return { width, height, top, backgroundColor, color, fontWeight, borderColor };
      })`),
    );
    expect(boxes).toHaveLength(2);
    expect(boxes[0]).toEqual(boxes[1]);
  });

  it("adds a line, sending everything typed with it", async () => {
    await onPage({}, async (page) => {
      const sent = page.waitForRequest((r) => r.method() === "POST");
      await page.click("button[name=add][value=addresses]");
      const body = (await sent).postData() ?? "";
      for (const name of ["add", "addresses.0.kind", "addresses.1.value", "full_name", "stamp"]) expect(body).toContain(`name="${name}"`);
    });
  });
});

it("the language switch keeps the address and says the language in itself", async () => {
  const links = await onPage({ path: "/404?version=2" }, (page) =>
    page.$$eval(".lang a", (all) => all.map((a) => [a.textContent, a.getAttribute("href"), a.getAttribute("aria-current")])),
  );
  expect(links).toEqual([
    ["Tiếng Việt", "/404?version=2&lang=vi", "true"],
    ["English", "/404?version=2&lang=en", null],
  ]);
});

const tabbable =
  "[...document.querySelectorAll('a[href], button:not([tabindex]), input:not([type=hidden], [tabindex]), select, textarea, summary')].filter((e, i, all) => e.type !== 'radio' || e.checked || (!all.some((o) => o.name === e.name && o.checked) && all.findIndex((o) => o.name === e.name && o.type === 'radio') === i))";
const named = "((e) => [...document.querySelectorAll('*')].indexOf(e) + ' ' + e.outerHTML.slice(0, 120))";
const focused = `(() => { const e = document.activeElement; const s = getComputedStyle(e); return { at: ${named}(e), ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 } })()`;

interface Visit {
  path?: string;
  lang?: string;
  width?: number;
  colorScheme?: "light" | "dark";
  js?: boolean;
}

async function onPage<T>(
  { path = "/", lang = "vi", width = 390, colorScheme = "light", js = false }: Visit,
  act: (page: Page) => Promise<T>,
) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme, javaScriptEnabled: js });
  try {
    const page = await context.newPage();
    const url = new URL(served.url + path);
    url.searchParams.set("lang", lang);
    await page.goto(url.href, { waitUntil: "load" });
    return await act(page);
  } finally {
    await context.close();
  }
}

async function widths(page: Page, selector: string): Promise<number[]> {
  return page.evaluate<number[]>(`(() => { const host = document.querySelector('${selector}'); return [...'0123456789'].map((d) => {
    const s = document.createElement('span'); s.textContent = d.repeat(20); s.className = ''; host.append(s);
    const w = s.getBoundingClientRect().width; s.remove(); return Math.round(w * 10); }) })()`);
}
