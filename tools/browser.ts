import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { getRequestListener } from "@hono/node-server";
import chromium from "@sparticuz/chromium";
import type { AxeResults } from "axe-core";
import { type Browser, chromium as driver, type Page } from "playwright-core";

/**
 * Starts the Chromium that the npm package carries. Its own arguments are left out: among them is `--single-process`,
 * which dies as soon as a second context opens. Close it when done.
 */
export async function launchBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"],
    // Without a locale Chromium loses the Vietnamese letters of a file's name.
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** Serves an app (`app.fetch`) on a free port of loopback, for a browser to visit. */
export async function serveApp(fetch: Fetch): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(getRequestListener(fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe holds against a page under WCAG 2.2 AA, one line for each element: empty when it is clean. axe needs a context with script on. */
export async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(levels)} })`);
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary ?? v.help}`));
}

/** How far a page is wider than its window, in CSS pixels: 0 when nothing has to be scrolled sideways (WCAG 1.4.10 at 320 px). */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
