import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, launchBrowser, overflow, serveApp } from "../../../tools/browser.js";
import { type Member, type TestAccount, testAccount } from "../../test/account.js";
import { record } from "../evidence/index.js";
import { newId } from "../platform/index.js";
import { assetAt } from "../platform/page/index.js";

let club: TestAccount;
let m: Member;
let browser: Browser;
const pages = new Map<string, string>();
let served: { url: string; close: () => Promise<void> };

beforeAll(async () => {
  club = await testAccount();
  m = await club.member((p) => p.with("phone", "+84903115824").with("likes", "Đọc sách\nĐi bộ đường dài ở những nơi có tên rất dài"));
  const ask = (await m.browser.get(club.at("/purposes/newsletter"))).text;
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(ask)?.[1] ?? "";
  await m.browser.post(club.at("/purposes/newsletter"), { digest, lang: "vi", answer: "given" });
  await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: "Trần Thị Ngọc Anh" });
  await m.browser.post(club.at(`/values/${m.value("email")}/correct`), { value: "moi@thu.example" });
  const staff = { kind: "staff" as const, id: newId(), role: "secretary" };
  await club.db.database.write(club.id, (tx) =>
    record(tx, {
      type: "value.read",
      at: club.clock.now(),
      actor: staff,
      about: [m.id],
      purpose: "membership",
      fields: ["full_name", "phone"],
    }),
  );
  const overview = (await m.browser.get(`${club.at()}?done=corrected`)).text;
  pages.set("/overview", overview);
  const shown: [string, string][] = [
    ["/english", `${club.at()}?lang=en`],
    ["/timeline", club.at("/timeline?lang=vi")],
    ["/empty", club.at("/timeline?kind=refusal")],
    ["/receipt", club.at(`/receipts/${/\/receipts\/([0-9a-f-]{36})/.exec(overview)?.[1] ?? ""}`)],
    ["/answer", club.at("/purposes/newsletter")],
    ["/correct", club.at(`/values/${m.value("phone")}/correct`)],
    ["/erase-field", club.at(`/values/${m.value("phone")}/erase`)],
    ["/export", club.at("/export")],
    ["/erase", club.at("/erase")],
  ];
  for (const [name, path] of shown) pages.set(name, (await m.browser.get(path)).text);
  pages.set("/wrong", (await m.browser.post(club.at(`/values/${m.value("phone")}/correct`), { value: "12" })).text);
  pages.set("/certificate", (await m.browser.post(club.at("/erase"), { confirm: "yes" })).text);
  served = await serveApp((request) => {
    const path = new URL(request.url).pathname;
    const asset = assetAt(path);
    if (asset) return new Response(asset.body, { headers: { "content-type": asset.type } });
    return new Response(pages.get(path), { headers: { "content-type": "text/html; charset=utf-8" } });
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await club.db.close();
});

describe("the account's pages", () => {
  it.each([
    "overview",
    "english",
    "timeline",
    "empty",
    "receipt",
    "answer",
    "correct",
    "wrong",
    "erase-field",
    "export",
    "erase",
    "certificate",
  ])("%s reads on a phone and passes WCAG 2.2 AA, light and dark", async (name) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ viewport: { width: 320, height: 800 }, colorScheme });
      const page = await context.newPage();
      await page.goto(`${served.url}/${name}`);
      expect(await overflow(page)).toBe(0);
      expect(await audit(page)).toEqual([]);
      await context.close();
    }
  });

  it("use no class that the stylesheet does not know", () => {
    const css = new TextDecoder().decode(assetAt(/\/assets\/kept\.[0-9a-f]+\.css/.exec(pages.get("/overview") ?? "")?.[0] ?? "")?.body);
    const used = [...pages.values()]
      .flatMap((html) => [...html.matchAll(/\sclass="([^"]*)"/g)])
      .flatMap(([, names]) => (names ?? "").split(/\s+/));
    expect([...new Set(used)].filter((c) => c !== "" && !new RegExp(`\\.${c}(?![\\w-])`).test(css))).toEqual([]);
  });
});
