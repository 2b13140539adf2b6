// Pictures of pages: node tools/shots.mjs specimen|URL... --out DIR [--js off] [--dark] [--width 390,1280] [--lang vi]
// `specimen` is the page of all components, served from server/dist (run `tsc -b` first).
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, serveApp } from "./browser.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: ".shots" },
    js: { type: "string", default: "on" },
    dark: { type: "boolean", default: false },
    width: { type: "string", default: "390,1280" },
    lang: { type: "string", default: "vi" },
  },
});
if (positionals.length === 0) {
  console.error("usage: node tools/shots.mjs specimen|URL... --out DIR [--js off] [--dark] [--width 390,1280] [--lang vi]");
  process.exit(2);
}
mkdirSync(values.out, { recursive: true });
const own = positionals.some((p) => p.startsWith("specimen")) ? await specimen() : undefined;
const browser = await launchBrowser();
try {
  for (const target of positionals) {
    for (const width of values.width.split(",").map(Number)) await shoot(target, width);
  }
} finally {
  await browser.close();
  await own?.close();
}

async function shoot(target, width) {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: values.dark ? "dark" : "light",
    javaScriptEnabled: values.js !== "off",
    locale: values.lang === "vi" ? "vi-VN" : "en-GB",
  });
  const page = await context.newPage();
  const url = new URL(own && target.startsWith("specimen") ? own.url + target.slice("specimen".length) : target);
  url.searchParams.set("lang", values.lang);
  await page.goto(url.href, { waitUntil: "networkidle" });
  const file = join(values.out, `${nameOf(target)}-${width}-${values.lang}${values.dark ? "-dark" : ""}.png`);
  await page.screenshot({ path: file, fullPage: true });
  console.log(file);
  await context.close();
}

function nameOf(target) {
  const path = target.startsWith("specimen") ? target : new URL(target).pathname;
  return path.replace(/[^a-z0-9-]+/gi, "-").replace(/^-|-$/g, "") || "home";
}

async function specimen() {
  const { specimenApp } = await import("../server/dist/platform/page/specimen-app.js");
  return serveApp(specimenApp().fetch);
}
