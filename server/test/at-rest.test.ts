import { randomInt } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, formOn, Mailbox, Visitor } from "./at-rest/visitor.js";
import { type Found, searchAtRest } from "./at-rest.js";
import { build, freePort, type Running, run } from "./process.js";

/** The whole server as a process of its own, on the five policies, with a mail server to mail to. */
let root: string;
let base: string;
let server: Running;
let owner: pg.Client;
let ownerUrl: string;
const mailbox = new Mailbox();

beforeAll(async () => {
  build();
  root = await mkdtemp(join(tmpdir(), "kept-at-rest-"));
  await chmod(root, 0o711);
  await mkdir(join(root, "ledger"), { mode: 0o700 });
  await mailbox.open();
  const port = await freePort();
  base = `http://localhost:${port}`;
  const at = (name: string) => join(root, name);
  server = run(
    { file: "main.js" },
    { PORT: String(port), KEPT_DATA: at("data"), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger"), SMTP_URL: mailbox.url },
  );
  await until(async () => (await fetch(`${base}/readyz`).catch(() => undefined))?.ok === true);
  const passwords: unknown = JSON.parse(await readFile(at("keys/database.json"), "utf8"));
  const password = typeof passwords === "object" && passwords && "owner" in passwords ? String(passwords.owner) : "";
  const lock = (await readFile(at("data/postgres/postmaster.pid"), "utf8")).split("\n");
  ownerUrl = `postgresql://postgres:${password}@127.0.0.1:${lock[3]}/kept`;
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
}, 120_000);
afterAll(async () => {
  await owner?.end();
  server?.child.kill("SIGTERM");
  await server?.ended;
  await mailbox.close();
  await rm(root, { recursive: true, force: true });
});

const places = () => ({
  ownerUrl,
  folders: ["data", "keys", "ledger"].map((name) => join(root, name)),
  texts: { "the log": server.said() },
});

describe("what people gave", () => {
  it("lies nowhere in clear: not in a row, a dead row, an index, the WAL, a file or the log", { timeout: 300_000 }, async () => {
    const planted = new Set<string>();
    let taken = 0;
    for (const { organisation, touchpoint } of await touchpoints()) {
      const visitor = new Visitor(base);
      const path = `/${organisation}/forms/${touchpoint}`;
      const drawn = formOn(await (await visitor.get(path)).text());
      expect(drawn.asked.length, path).toBeGreaterThan(0);
      // People take longer than this to fill in a form, and the server knows.
      await wait(1600);

      // First with nothing agreed to and a bad address: refused, and nothing typed may stay behind either.
      const bad = filled(drawn.carried, drawn.asked, planted);
      for (const { name, type } of drawn.asked) if (type === "email") bad.set(name, `${secret()}@@khong`);
      for (const value of bad.values()) if (typeof value === "string" && value.includes("@@")) planted.add(value);
      for (const name of [...bad.keys()]) if (name.startsWith("duties.") || name.startsWith("consents.")) bad.delete(name);
      expect((await visitor.post(drawn.action, bad)).status, `${path}, wrongly filled in`).toBe(422);

      const form = filled(drawn.carried, drawn.asked, planted);
      const answer = await visitor.post(drawn.action, form);
      expect(answer.status, `${path}: ${await answer.text()}`).toBe(303);
      taken++;
      const next = answer.headers.get("location") ?? "";
      if (!next.endsWith("/confirm")) continue;
      const email = String([...form].find(([name]) => /^emails?(\.0\.value)?$/.test(name))?.[1]);
      await until(async () => mailbox.codeFor(email) !== undefined);
      const code = new FormData();
      for (const [name, value] of Object.entries(formOn(await (await visitor.get(next)).text()).carried)) code.set(name, value);
      code.set("code", mailbox.codeFor(email) ?? "");
      const confirmed = await visitor.post(next, code);
      expect(confirmed.status, `${next}: ${await confirmed.text()}`).toBe(303);
    }
    expect(taken).toBeGreaterThanOrEqual(9);
    const kept = await owner.query<{ submissions: number; values: number; files: number; messages: number }>(
      `select (select count(*)::int from submission) as submissions, (select count(*)::int from value) as values,
         (select count(*)::int from file) as files, (select count(*)::int from message) as messages`,
    );
    expect(kept.rows[0]?.submissions).toBe(taken);
    expect(kept.rows[0]?.values).toBeGreaterThan(30);
    expect(kept.rows[0]?.files).toBe(1);
    expect(kept.rows[0]?.messages).toBeGreaterThanOrEqual(4);
    expect(planted.size).toBeGreaterThan(60);
    // The whole server ran meanwhile: its jobs too, none in vain.
    expect(server.said()).not.toContain('"level":50');
    await until(async () => (await owner.query("select 1 from check_result limit 1")).rowCount === 1);
    expect(await searchAtRest(places(), [...planted])).toEqual([]);
  });
});

/** The search must see what it looks for: else its silence above says nothing. All is planted first, and looked for at once. */
describe("a value planted in clear", () => {
  const make = (word: string) => `Ánh Nguyệt ${secret()} ${word}`;
  const [row, gone, undone, filed, logged, absent] = [
    make("có"),
    make("đã xoá"),
    make("chưa có"),
    make("tệp"),
    make("nhật ký"),
    make("không"),
  ];
  const ways = waysToWrite().map((way) => ({ ...way, text: make("cách") }));
  let found: Found[];
  const whereIs = (text: string) => found.filter((f) => f.planted === text).map((f) => f.where);

  beforeAll(async () => {
    await owner.query("create table planted (a text, b bytea)");
    await owner.query("insert into planted (a) values ($1)", [row]);
    for (const { statement, write, text } of ways) await owner.query(statement, [write(text)]);
    await owner.query("insert into planted (a) values ($1)", [gone]);
    await owner.query("delete from planted where a = $1", [gone]);
    await owner.query("begin");
    await owner.query("insert into planted (a) values ($1)", [undone]);
    await owner.query("rollback");
    await mkdir(join(root, "data/files"), { recursive: true });
    await writeFile(join(root, "data/files", `${filed}.pdf`), "");
    // Where two parts meet in which a file is read.
    await writeFile(join(root, "ledger/planted"), Buffer.concat([Buffer.alloc(8 * 1024 * 1024 - 10), Buffer.from(filed)]));
    found = await searchAtRest({ ...places(), texts: { "the log": `{"msg":"${logged}"}` } }, [
      ...[row, gone, undone, filed, logged, absent],
      ...ways.map((w) => w.text),
    ]);
  }, 120_000);

  it("is found in a row, in the data file and in the WAL", () => {
    expect(whereIs(row)).toEqual(
      expect.arrayContaining([
        "table public.planted",
        expect.stringContaining("/postgres/base/"),
        expect.stringContaining("/postgres/pg_wal/"),
      ]),
    );
  });

  it.each(ways)("is found as $form", ({ form, text }) => {
    expect(found.filter((f) => f.planted === text).map((f) => f.form)).toContain(form);
  });

  it("is found where a row was removed, and where none ever came to be", () => {
    for (const text of [gone, undone]) {
      expect(whereIs(text)).toContainEqual(expect.stringContaining("/postgres/pg_wal/"));
      expect(whereIs(text)).not.toContain("table public.planted");
    }
  });

  it("is found in a file, in its name, and in a log", () => {
    expect(whereIs(filed)).toEqual(expect.arrayContaining([join(root, "ledger/planted"), expect.stringContaining("the name of")]));
    expect(whereIs(logged)).toEqual(["the log"]);
  });

  it("is not found where it is not", () => {
    expect(whereIs(absent)).toEqual([]);
  });
});

/** Ways to write a text into a row or a job, by the name of the form in which it must be found. */
function waysToWrite(): { form: string; statement: string; write: (text: string) => string }[] {
  const escaped = (t: string) => [...t].map((c) => (c < "\x80" ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)).join("");
  const plain = (t: string) => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const asText = "insert into planted (a) values ($1)";
  return [
    { form: "hex", statement: "insert into planted (b) values (convert_to($1, 'UTF8'))", write: String },
    {
      form: "utf-16le",
      statement: "insert into planted (b) values (decode($1, 'hex'))",
      write: (t) => Buffer.from(t, "utf16le").toString("hex"),
    },
    { form: "utf-8 of nfd", statement: "insert into planted (a) values (normalize($1, NFD))", write: String },
    { form: "utf-8 of small letters", statement: asText, write: (t) => t.toLowerCase() },
    { form: "utf-8 of no accents, small", statement: asText, write: plain },
    { form: "utf-8 of backwards", statement: "insert into planted (a) values (reverse($1))", write: String },
    {
      form: "base64 at 2",
      statement: "insert into planted (a) values (encode(convert_to('ab' || $1 || 'c', 'UTF8'), 'base64'))",
      write: String,
    },
    { form: "json escapes", statement: asText, write: escaped },
    {
      form: "utf-8",
      statement: "select kept_jobs.enqueue('messaging.send', json_build_object('to', $1::text), now() + interval '1 day', null)",
      write: String,
    },
  ];
}

/** Every touchpoint that has a form, of every organisation. */
async function touchpoints(): Promise<{ organisation: string; touchpoint: string }[]> {
  const { rows } = await owner.query<{ organisation: string; touchpoint: string }>(
    `select o.slug as organisation, t.key as touchpoint from organisation o join policy_version v on v.organisation_id = o.id,
       json_each(v.content -> 'touchpoints') t where t.value -> 'channels' @> '["form"]' order by 1, 2`.replace(
      "t.value -> 'channels' @>",
      "(t.value -> 'channels')::jsonb @>",
    ),
  );
  return rows;
}

/** The form as a person fills it in, agreeing to everything; what it holds is added to `planted`. */
function filled(carried: Record<string, string>, asked: readonly Asked[], planted: Set<string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(carried)) form.set(name, value);
  for (const { name, type, options } of asked) {
    if (type === "radio" || type === "checkbox") {
      if (options[0] !== "refused") form.append(name, options[0] ?? "");
    } else if (type === "select") form.set(name, options[0] ?? "");
    else if (type === "file") {
      const [title, content] = [`${secret()} ho so.pdf`, `Ứng viên ${secret()}`];
      form.set(name, new File([`%PDF-1.7\n${content}\n%%EOF\n`], title, { type: "application/pdf" }));
      planted.add(title).add(content);
    } else {
      const value = answerTo(name, type);
      form.set(name, value);
      planted.add(value);
    }
  }
  return form;
}

function answerTo(name: string, type: string): string {
  if (type === "email") return `${secret()}@thu-${secret()}.example`;
  if (type === "tel") return `09${randomInt(10_000_000, 99_999_999)}`;
  if (type === "password") return `${secret()} mật khẩu`;
  if (name === "username") return `u${secret()}`;
  if (/name|representative/.test(name)) return `Đặng Thị ${secret()} Hoàng ${secret()}`;
  return `${secret()} phường Bến Nghé, thành phố ${secret()}`;
}

/** Nine letters that no word has. */
function secret(): string {
  return Array.from({ length: 9 }, () => "bcdghklmnpqrstvx"[randomInt(16)]).join("");
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come to that; the server said: ${server.said()}`);
    await wait(100);
  }
}
