import { existsSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, serveApp } from "../../../../tools/browser.js";
import { Choice, Diff, ErrorSummary, Field, Form, Layout, Repeat, render, Table, Timeline, Told } from "./index.js";
import { specimenOrganisation } from "./specimen.js";

const vectors = new URL("../../../../../shared/vectors/naughty-strings.json", import.meta.url);
const known = existsSync(vectors);
if (!known) console.warn("SKIPPED: escaping of naughty strings, for want of ../shared/vectors/naughty-strings.json");
const naughty: string[] = known ? JSON.parse(readFileSync(vectors, "utf8")) : [];

const breakers = [
  '"><script>document.title="broken"</script>',
  "' autofocus onfocus=alert(1) x='",
  "</textarea><b>",
  "\n\nfirst",
  "</title><b>",
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("whatever people write", () => {
  it("stays text on the page, whole", async () => {
    await staysText(breakers);
  });

  it.skipIf(!known)("stays text, were it the worst that is known", { timeout: 120_000 }, async () => {
    expect(naughty.length).toBeGreaterThan(400);
    await staysText(naughty);
  });
});

/** Shows every string in every place a string can be, and compares what the browser made of it with what was written. */
async function staysText(strings: readonly string[]): Promise<void> {
  const html = await render(<Everywhere strings={strings} />);
  const plain = await render(<Everywhere strings={strings.map((s) => s && "x")} />);
  const served = await serveApp((request) =>
    new URL(request.url).pathname === "/"
      ? new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } })
      : new URL(request.url).pathname === "/plain"
        ? new Response(plain, { headers: { "content-type": "text/html; charset=utf-8" } })
        : new Response("", { status: 404 }),
  );
  const page = await browser.newPage();
  const dialogs: string[] = [];
  page.on("dialog", (d) => {
    dialogs.push(d.message());
    void d.dismiss();
  });
  try {
    await page.goto(`${served.url}/plain`, { waitUntil: "load" });
    const shape = await page.evaluate<string[]>(skeleton);
    await page.goto(served.url, { waitUntil: "load" });
    expect(await page.evaluate<string[]>(skeleton), "elements and attributes are those of plain text").toEqual(shape);
    expect(await page.$$eval("textarea", (all) => all.map((e) => e.value))).toEqual(strings.map(lines));
    expect(await page.$$eval(".told h2", (all) => all.map((e) => e.textContent))).toEqual(strings.map(parsed));
    expect(await page.$$eval("input[name^=line]", (all) => all.map((e) => e.getAttribute("value") ?? ""))).toEqual(strings.map(parsed));
    expect(dialogs).toEqual([]);
  } finally {
    await page.close();
    await served.close();
  }
}

function Everywhere({ strings }: { strings: readonly string[] }) {
  return (
    <Layout organisation={specimenOrganisation} lang="vi" path="/" title={strings.join(" ")}>
      {strings.map((s, i) => (
        <>
          <Told title={s}>{s}</Told>
          <Form lang="vi" action="/" hidden={{ stamp: s }}>
            <ErrorSummary lang="vi" errors={[{ name: `line${i}`, text: s }]} />
            <Field lang="vi" type="line" name={`line${i}`} label={s} hint={s} err={s} value={s} />
            <Field lang="vi" type="lines" name={`lines${i}`} label={s} value={s} />
            <Field lang="vi" type="choice" name={`choice${i}`} label={s} value={s} options={[{ value: s, text: s }]} />
            <Repeat
              lang="vi"
              type="email"
              name={`many${i}`}
              label={s}
              kinds={[{ value: s, text: s }]}
              rows={[{ kind: s, value: s, err: s }]}
              max={3}
            />
            <Choice lang="vi" name={`ask${i}`} title={s} hint={s} err={s} />
          </Form>
          <Table caption={s} head={[s]} rows={[[s, s]]} />
          <Diff lang="vi" changes={[{ kind: "added", text: s }]} />
          <Timeline lang="vi" now={new Date(0)} entries={[{ at: new Date(0), what: s, note: s || "x" }]} />
        </>
      ))}
    </Layout>
  );
}

/** Tags with the names of their attributes, in order. */
const skeleton =
  "[...document.querySelectorAll('*')].map((e) => e.localName + ' ' + e.getAttributeNames().filter((n) => n !== 'value' || e.localName !== 'input').join(' '))";

/** What an HTML parser makes of a text by its own rules: one kind of line end, no NUL. */
function parsed(s: string): string {
  return s.replace(/\r\n?/g, "\n").replaceAll("\0", "").toWellFormed();
}

function lines(s: string): string {
  return parsed(s);
}
