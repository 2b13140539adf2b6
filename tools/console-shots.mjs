// Pictures of the console over a demo of its own: node tools/console-shots.mjs /okr /okr/people... --out DIR [--dark] [--width 390,1280] [--lang vi]
// A path may hold {person}: the first one found by a common name, where the organisation has names. `npm start -- --demo` is what it pictures; build first (node tools/ready.mjs).
import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, overflow } from "./browser.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: ".shots" },
    dark: { type: "boolean", default: false },
    width: { type: "string", default: "390,1280" },
    lang: { type: "string", default: "vi" },
  },
});
await mkdir(values.out, { recursive: true });
let inside = "";
const root = await mkdtemp(join(tmpdir(), "kept-shots-"));
await chmod(root, 0o711);
const port = await freePort();
const url = `http://localhost:${port}`;
const at = (folder) => join(root, folder);
const env = { ...process.env, PORT: String(port), KEPT_DATA: at("data"), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger") };
const server = spawn(process.execPath, ["server/dist/main.js", "--demo"], { env, stdio: ["ignore", "pipe", "inherit"] });
const browser = await launchBrowser();
try {
  const link = await said(/http:\S+\/console\/set-up#\S+/);
  const context = await browser.newContext({
    locale: values.lang === "vi" ? "vi-VN" : "en-GB",
    colorScheme: values.dark ? "dark" : "light",
  });
  const page = await context.newPage();
  await setUp(page, link);
  for (const path of positionals) for (const width of values.width.split(",").map(Number)) await shoot(page, path, width);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  await rm(root, { recursive: true, force: true });
}

async function shoot(page, path, width) {
  const organisation = path.split("/")[1];
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  if (inside !== organisation) await enter(page, organisation);
  const real = path.includes("{person}") ? path.replace("{person}", await firstPerson(page, organisation)) : path;
  await page.goto(`${url}/console${real}`, { waitUntil: "networkidle" });
  const file = join(values.out, `console${path.replace(/[^a-z0-9-]+/gi, "-")}-${width}-${values.lang}${values.dark ? "-dark" : ""}.png`);
  await page.screenshot({ path: file, fullPage: true });
  const over = await overflow(page);
  console.log(file, over > 0 ? `(${over} px too wide)` : "");
}

/** A session is of one organisation; the passkey of the first administrator opens each. */
async function enter(page, organisation) {
  inside = organisation;
  await page.context().clearCookies();
  await page.goto(`${url}/console/${organisation}/sign-in`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: /Dùng khoá truy cập|passkey/i }).click();
  await page.locator(".side").waitFor();
}

/** Someone made up, whose page can be shown. */
async function firstPerson(page, organisation) {
  await page.goto(`${url}/console/${organisation}`, { waitUntil: "networkidle" });
  const box = page.locator("#q");
  await box.fill("nguyen van");
  await box.press("Enter");
  const href = await page.locator("tbody th a").first().getAttribute("href");
  return href.split("/").at(-1);
}

async function setUp(page, link) {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  await device.send("WebAuthn.addVirtualAuthenticator", { options });
  await page.goto(link);
  await page.locator("input").nth(0).fill("Đỗ Minh Hà");
  await page.locator("input[type=email]").fill("ha@vidu.example");
  await page.locator("form button[type=submit], form button").last().click();
  await page.getByRole("button", { name: /Tạo khoá truy cập|passkey/i }).click();
  await page.getByText(/Tôi đã cất các mã|I have stored|kept the codes/).click();
  await page.getByRole("button", { name: /Vào trang làm việc|console|work/i }).click();
  await page.locator(".side").waitFor();
}

function said(pattern) {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout.on("data", (chunk) => {
      text += chunk;
      const found = pattern.exec(text);
      if (found) resolve(found[0]);
    });
    server.once("exit", () => reject(new Error("the server ended before it was ready")));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
