import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Field, readPolicy, type Touchpoint } from "@kept/language";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp, testRunning } from "../../test/running.js";
import { type TestVault, testVault } from "../../test/vault.js";
import { hasPreset } from "../consent/index.js";
import { TestClock } from "../platform/index.js";
import { publish } from "../policy/index.js";
import { collectionPages } from "./pages.js";
import { askedPurposes } from "./rules.js";

const folder = join(import.meta.dirname, "../../../policies");
const forms = readdirSync(folder)
  .filter((f) => f.endsWith(".yaml"))
  .flatMap((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    const { policy } = readPolicy(source);
    if (!policy) return [];
    const named = Object.entries(policy.touchpoints).filter(([, t]) => t.channels.includes("form"));
    return named.map(([name, touchpoint]) => ({ slug: policy.organisation.id, source, policy, name, touchpoint }));
  });

let db: TestVault;
let app: ReturnType<typeof testApp>;
const clock = new TestClock(new Date());
beforeAll(async () => {
  db = await testVault();
  for (const { slug, source } of new Map(forms.map((f) => [f.slug, f])).values()) {
    const id = await db.organisation(slug);
    await db.database.write(id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: new Date() }));
  }
  const running = testRunning(db, clock, { KEPT_DATA: db.roots.data, KEPT_KEYS: db.roots.keys, KEPT_LEDGER: db.roots.ledger });
  app = testApp(running, { pages: collectionPages(running) });
});
afterAll(() => db.close());

describe.each(forms)("$slug: $name", ({ slug, policy, name, touchpoint }) => {
  const url = `http://localhost:4000/${slug}/forms/${name}`;

  it("draws in both languages with nothing preset, sends without script, and says when nothing was filled in", async () => {
    for (const lang of ["vi", "en"]) {
      const html = await (await app.request(`${url}?lang=${lang}`)).text();
      expect(hasPreset(html)).toBe(false);
      expect(html).toContain("<form");
    }
    const token = async () => {
      const html = await (await app.request(url)).text();
      clock.advance(5000);
      return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
    };
    const send = async (body: FormData) => {
      body.set("form", await token());
      return app.request(url, { method: "POST", body, headers: { origin: "http://localhost:4000" } });
    };
    const asksAnything =
      Object.values(touchpoint.fields).some((f) => f.required) || askedPurposes(policy, touchpoint).includes(touchpoint.for);
    const empty = await send(new FormData());
    expect(empty.status).toBe(asksAnything ? 422 : 303);
    const full = await send(filledIn(policy.fields, touchpoint, askedPurposes(policy, touchpoint)));
    const said = /role="alert"[\s\S]*?<\/ul>/.exec(await full.text())?.[0] ?? "";
    expect([full.status, said]).toEqual([303, ""]);
  });
});

function filledIn(fields: Readonly<Record<string, Field>>, touchpoint: Touchpoint, asked: readonly string[]): FormData {
  const body = new FormData();
  for (const name of Object.keys(touchpoint.fields)) {
    const field = fields[name];
    if (!field || field.type === "ip") continue;
    const value = sample(field);
    if (field.repeat) {
      body.set(`${name}.0.kind`, Object.keys(field.repeat.kinds)[0] ?? "");
      body.set(`${name}.0.value`, value);
    } else if (field.type === "file")
      body.set(name, new File(["%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"], "cv.pdf"));
    else body.set(name, value);
  }
  for (const purpose of asked) body.set(`consents.${purpose}`, "given");
  for (const duty of touchpoint.duties) body.set(`duties.${duty}`, "yes");
  return body;
}

function sample(field: Field): string {
  switch (field.type) {
    case "email":
      return "ngocanh@thu.example";
    case "phone":
      return "0903 115 800";
    case "date":
      return "28/11/1990";
    case "number":
      return "12";
    case "choice":
    case "choices":
      return Object.keys(field.options ?? {})[0] ?? "";
    case "username":
      return "ngoc.anh";
    case "secret":
      return "một câu rất dài chỉ mình tôi biết";
    case "yes":
      return "yes";
    default:
      return "Trần Thị Ngọc Ánh";
  }
}
