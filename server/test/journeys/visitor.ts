import { setTimeout as wait } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { audit, overflow } from "../../../tools/browser.js";

export interface VisitorKind {
  /** Pages are used without script unless said otherwise. */
  readonly script?: boolean;
  readonly width?: number;
}

/** Nobody fills a form in faster than this; the server would ask to send again. */
const reading = 1600;
const dark = `axe.run(document, { runOnly: { type: "rule", values: ["color-contrast"] } }).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + " (dark): " + n.target.join(" ") + ": " + n.failureSummary)))`;
const inline = `[...document.querySelectorAll("[style], style, script:not([src])")].map((e) => e.outerHTML.slice(0, 120)).concat([...document.querySelectorAll("*")].filter((e) => e.getAttributeNames().some((a) => a.startsWith("on"))).map((e) => e.outerHTML.slice(0, 120)))`;

/** Somebody with a browser: a phone without script, unless said otherwise. Notes everything a page does wrong. */
export class Visitor {
  readonly page: Page;
  readonly faults: string[] = [];
  readonly #url: string;
  readonly #context: BrowserContext;
  readonly #twin: () => Promise<Page>;
  #second: Promise<Page> | undefined;
  #drawn = 0;

  static async open(browser: Browser, url: string, address: string, kind: VisitorKind): Promise<Visitor> {
    const context = (script: boolean) =>
      browser.newContext({
        viewport: { width: kind.width ?? 390, height: 844 },
        locale: "vi-VN",
        javaScriptEnabled: script,
        extraHTTPHeaders: { "x-forwarded-for": address },
        reducedMotion: "reduce",
      });
    const own = await context(kind.script ?? false);
    const visitor: Visitor = new Visitor(url, own, await own.newPage(), async () => {
      const page = await (await context(true)).newPage();
      visitor.#watch(page);
      return page;
    });
    visitor.#watch(visitor.page);
    return visitor;
  }

  private constructor(url: string, context: BrowserContext, page: Page, twin: () => Promise<Page>) {
    this.#url = url;
    this.#context = context;
    this.page = page;
    this.#twin = twin;
    page.setDefaultTimeout(8_000);
  }

  async go(path: string): Promise<this> {
    await this.page.goto(path.startsWith("http") ? path : this.#url + path);
    this.#drawn = Date.now();
    return this;
  }

  get path(): string {
    const at = new URL(this.page.url());
    return at.pathname + at.search;
  }

  /** Types into the controls of these names; a select is chosen by value. */
  async fill(typed: Readonly<Record<string, string>>): Promise<this> {
    for (const [name, value] of Object.entries(typed)) {
      const control = this.page.locator(`:is(input:not([type=hidden]), textarea, select)[name="${name}"]`).first();
      if ((await control.evaluate((e) => e.nodeName)) === "SELECT") await control.selectOption(value);
      else await control.fill(value);
    }
    return this;
  }

  /** Answers questions of consent, and ticks duties. */
  async choose(answers: Readonly<Record<string, string>>): Promise<this> {
    for (const [name, value] of Object.entries(answers)) await this.page.locator(`input[name="${name}"][value="${value}"]`).check();
    return this;
  }

  /** Presses a button of a form that must be read first, and waits for what it leads to. */
  async send(button = "Gửi"): Promise<this> {
    await this.ripen();
    return this.press(button);
  }

  /** Waits until the form was open as long as reading it takes. */
  async ripen(): Promise<void> {
    await wait(Math.max(0, this.#drawn + reading - Date.now()));
  }

  async press(button: string): Promise<this> {
    const found = this.page.getByRole("button", { name: button, exact: true }).first();
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), found.click()]);
    return this;
  }

  async follow(link: string | RegExp): Promise<this> {
    const found = this.page.getByRole("link", typeof link === "string" ? { name: link, exact: true } : { name: link }).first();
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), found.click()]);
    this.#drawn = Date.now();
    return this;
  }

  /** What the page says to a reader. */
  text(): Promise<string> {
    return this.page.locator("body").innerText();
  }

  /** Which of these the page does not say: empty when it says them all. */
  async lacks(...said: readonly (string | RegExp)[]): Promise<(string | RegExp)[]> {
    const text = await this.text();
    return said.filter((s) => (typeof s === "string" ? !text.includes(s) : !s.test(text)));
  }

  /** What was typed or chosen in the control of a name. */
  typed(name: string): Promise<string> {
    return this.page.locator(`:is(input, textarea, select)[name="${name}"]`).first().inputValue();
  }

  /**
   * What is wrong with the page at an address (this one, unless said): WCAG 2.2 AA in light, contrast in dark, room at
   * 320 px, nothing inline. Looked at by the same visitor in a second window with script, which axe needs.
   */
  async wrongs(path = this.path): Promise<string[]> {
    this.#second ??= this.#twin();
    const page = await this.#second;
    await page.context().clearCookies();
    await page.context().addCookies(await this.#context.cookies());
    await page.goto(this.#url + path);
    return (await wrongsOf(page)).map((w) => `${path}: ${w}`);
  }

  async leave(): Promise<void> {
    await this.#context.close();
    await (await this.#second)?.context().close();
  }

  #watch(page: Page): void {
    page.on("pageerror", (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      if (!why.includes("ERR_ABORTED")) this.faults.push(`${request.url()}: ${why}`);
    });
    page.on("response", (answer) => {
      if (answer.status() === 404 || answer.status() >= 500) this.faults.push(`${answer.url()} answers ${answer.status()}`);
    });
    page.on("console", (said) => {
      // The browser says so itself of every 4xx; which of them are faults is judged above.
      if (said.type() === "error" && !said.text().startsWith("Failed to load resource")) this.faults.push(`${page.url()}: ${said.text()}`);
    });
  }
}

/** What is wrong with a page that is open in a browser with script. */
export async function wrongsOf(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await audit(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const inDark = await page.evaluate<string[]>(dark);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 320, height: 800 });
  const over = await overflow(page);
  if (before) await page.setViewportSize(before);
  // The console's components place windows through the style object, which the content policy allows; it would tell of anything else.
  const written = new URL(page.url()).pathname.startsWith("/console") ? [] : await page.evaluate<string[]>(inline);
  return [...light, ...inDark, ...(over > 0 ? [`${over} px wider than 320`] : []), ...written.map((w) => `inline: ${w}`)];
}
