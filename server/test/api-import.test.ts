import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { importTypes } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../src/platform/index.js";
import { type ApiHouse, type Asked, only, type TestApi, testApi, without } from "./api.js";
import { runDue } from "./jobs.js";
import type { PolicyDraft } from "./policy.js";
import { archive, workbook } from "./workbook.js";

let t: TestApi;
let house: ApiHouse;
let key: string;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("importclub", takesImports);
  key = (await house.key([only("import")])).secret;
});
afterAll(() => t.db.close());

function takesImports(draft: PolicyDraft): void {
  const join = draft.touchpoints.join;
  if (!join) throw new Error("the sample has this touchpoint");
  draft.touchpoints.members = { ...join, channels: ["import"], text: { vi: "Danh sách cũ", en: "Old list" }, duties: [] };
  delete draft.touchpoints.members.confirms;
  delete draft.touchpoints.members.account;
  draft.touchpoints.proved = {
    ...draft.touchpoints.members,
    text: { vi: "Có xác nhận", en: "Proved" },
    confirms: "email",
    account: "code",
  };
}

async function upload(body: string | Buffer, type: string = importTypes.csv, query = "touchpoint=members", by = key): Promise<Asked> {
  const response = await t.app.request(`${t.running.config.url}/api/v1/imports?${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${by}`, "content-type": type },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text), headers: response.headers };
}
const call = (method: string, path: string, body?: unknown) => t.ask(method, `/imports/${path}`, key, body);
const fields = [
  { column: 1, to: "field", field: "full_name" },
  { column: 2, to: "field", field: "email" },
];
const consent = { column: 3, to: "consent", purpose: "newsletter", given: ["có"], refused: ["không"], method: "paper" };
const start = (id: string, dry_run: boolean, map: unknown[] = fields, more = {}) => call("POST", `${id}:start`, { dry_run, map, ...more });
const run = () =>
  runDue(
    t.db,
    t.jobs.filter((j) => j.task.startsWith("collection.")),
  );
const idOf = (a: Asked) => String(a.body.import);
const count = async (table: string) => (await t.db.owner(`select 1 from ${table} where organisation_id = $1`, [house.id])).length;
const list = (n: number, from = 0) =>
  `Họ và tên,Email\n${Array.from({ length: n }, (_, i) => `Người ${i + from},nhap${i + from}x@mau.example`).join("\n")}\n`;

/** Uploads, starts for real and runs to the end. */
async function imported(csv: string, map: unknown[] = fields, more = {}): Promise<Asked> {
  const up = await upload(csv);
  expect(up.status, up.text).toBe(201);
  const begun = await start(idOf(up), false, map, more);
  expect(begun.status, begun.text).toBe(202);
  await run();
  return call("GET", idOf(up));
}
const refusals = async (id: string) => (await call("GET", `${id}/refusals`)).body.refusals;

describe("a file uploaded", () => {
  it("lies sealed: nothing of it is in clear on disk or in the database, and its columns are suggested", async () => {
    const up = await upload("Họ và tên;Thư điện tử;Ghi chú\nTrần Kín Đáo;kin.dao@mau.example;abc\n");
    expect(up.body).toMatchObject({ state: "uploaded", format: "csv", rows: 0 });
    const { body } = await call("GET", `${idOf(up)}/columns`);
    expect(body.columns).toEqual([
      { column: 1, name: "Họ và tên", suggested: fields[0] },
      { column: 2, name: "Thư điện tử", suggested: fields[1] },
      { column: 3, name: "Ghi chú", suggested: null },
    ]);
    const stored = await t.db.owner("select * from import");
    expect(JSON.stringify(stored)).not.toContain("kin.dao");
    const folder = join(t.db.roots.data, "passing", house.id);
    for (const name of await readdir(folder)) expect((await readFile(join(folder, name))).includes("kin.dao")).toBe(false);
  });

  it.each([
    ["a first row that is data", "an@mau.example,0912345678\nx,y\n", "import.no_names"],
    ["nothing", "", "import.empty"],
    ["two columns of one name", "Email,email\na,b\n", "import.no_names"],
    ["another encoding", Buffer.from("H\u1ECD,Email\na,b", "utf16le"), "import.encoding"],
  ])("is refused with %s, and leaves nothing behind", async (_, body, code) => {
    const before = await readdir(join(t.db.roots.data, "passing", house.id)).catch(() => []);
    expect((await upload(body)).body.code).toBe(code);
    expect(await readdir(join(t.db.roots.data, "passing", house.id)).catch(() => [])).toEqual(before);
  });

  it("is refused for a touchpoint that does not take imports, and for callers without the deed", async () => {
    expect((await upload(list(1), importTypes.csv, "touchpoint=join")).body.code).toBe("touchpoint.channel");
    const other = (await house.key([without("import")])).secret;
    expect((await upload(list(1), importTypes.csv, "touchpoint=members", other)).body.code).toBe("access.forbidden");
    expect((await upload(list(1), importTypes.csv, "touchpoint=members&organisation=another")).body.code).toBe("organisation.unknown");
    expect((await upload(list(1), "application/json")).body.code).toBe("request.unsupported");
  });

  it("is the same import when it is sent again under the same id", async () => {
    const query = `touchpoint=members&import=${newId()}`;
    const [first, second] = [await upload(list(2), importTypes.csv, query), await upload(list(2), importTypes.csv, query)];
    expect(second.body).toEqual(first.body);
  });
});

describe("a dry run", () => {
  it("judges every row, keeps none, and reports places and codes without what stood there", async () => {
    const before = await count("person");
    const up = await upload(
      "Họ và tên,Email\nĐúng Cả,dung@mau.example\n,thieu@mau.example\nSai Thư,bi.mat.at.mau\nBa,b@mau.example,thừa\n",
    );
    await start(idOf(up), true);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "checked", rows: 4, taken: 1, refused: 3, dry_run: true });
    expect(await refusals(idOf(up))).toEqual([
      { row: 3, column: 1, field: "full_name", code: "value.missing" },
      { row: 4, column: 2, field: "email", code: "value.email" },
      { row: 5, column: null, field: null, code: "row.columns" },
    ]);
    expect(await count("person")).toBe(before);
    expect(JSON.stringify(await t.db.owner("select * from import_refusal"))).not.toContain("bi.mat");
    // The same file, for real: the dry run's findings give way.
    await start(idOf(up), false);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "done", rows: 4, taken: 1, refused: 3 });
    expect(await count("person")).toBe(before + 1);
  });

  it("is not begun with a map that does not fit; every fault is named", async () => {
    const up = await upload(list(1));
    const map = [
      { column: 9, to: "field", field: "email" },
      { column: 1, to: "field", field: "secret" },
      { ...consent, purpose: "membership" },
    ];
    const { body } = await start(idOf(up), true, map);
    expect(body.code).toBe("request.invalid");
    const { faults } = body;
    expect(Array.isArray(faults) && faults.map((f: { path: string }) => f.path)).toEqual(
      expect.arrayContaining(["body.map.0", "body.map.1", "body.map.2", "fields.full_name"]),
    );
  });
});

describe("an import", () => {
  it("makes a person, values, an event and their index for each row; its file is destroyed at the end", async () => {
    const before = { person: await count("person"), value: await count("value") };
    const done = await imported(list(1203));
    expect(done.body).toMatchObject({ state: "done", rows: 1203, taken: 1203, refused: 0 });
    expect(await count("person")).toBe(before.person + 1203);
    expect(await count("value")).toBe(before.value + 2406);
    const events = await t.db.owner<{ n: number }>(
      `select count(distinct p.person_id)::int as n from event e join event_person p on p.organisation_id = e.organisation_id and p.event_id = e.id
       join submission s on s.organisation_id = p.organisation_id and s.person_id = p.person_id
       where e.organisation_id = $1 and e.type = 'submission.received' and s.channel = 'import'`,
      [house.id],
    );
    expect(events[0]?.n).toBeGreaterThanOrEqual(1203);
    const found = await t.ask("POST", "/people:find", (await house.key()).secret, { text: "nhap1202x@mau.example" });
    expect(found.body.people).toHaveLength(1);
    const [row] = await t.db.owner("select stored, holder, key_sealed from import where id = $1", [done.body.import]);
    expect(row).toEqual({ stored: null, holder: null, key_sealed: null });
  });

  it("takes consent by its column alone: given and refused as said, an empty cell as no answer, any other word refuses the row", async () => {
    const csv =
      "Họ và tên,Email,Bản tin\nMột,mot@mau.example,Có\nHai,hai@mau.example,không\nBa,ba@mau.example,\nBốn,bon@mau.example,chắc vậy\n";
    const done = await imported(csv, [...fields, consent]);
    expect(done.body).toMatchObject({ taken: 3, refused: 1 });
    expect(await refusals(idOf(done))).toEqual([{ row: 5, column: 3, field: null, code: "row.consent_word" }]);
    const acts = await t.db.owner("select act, method, by_kind from consent where organisation_id = $1 order by act", [house.id]);
    expect(acts).toEqual([
      { act: "given", method: "paper", by_kind: "key" },
      { act: "refused", method: "paper", by_kind: "key" },
    ]);
  });

  it("takes a day of consent since the notice was published, and refuses one before it or to come", async () => {
    const csv =
      "Họ và tên,Email,Bản tin,Ngày\nA,a1@mau.example,có,21/11/2026\nB,b1@mau.example,có,20/11/2026\nC,c1@mau.example,có,22/11/2026\n";
    const done = await imported(csv, [...fields, consent, { column: 4, to: "consent_date", purpose: "newsletter" }]);
    expect(done.body).toMatchObject({ taken: 1, refused: 2 });
    expect(await refusals(idOf(done))).toMatchObject([
      { row: 3, code: "row.consent_date" },
      { row: 4, code: "row.consent_date" },
    ]);
  });

  it("demands that contacts were proved where the touchpoint proves them, and mails nobody", async () => {
    const up = await upload(list(2, 90_000), importTypes.csv, "touchpoint=proved");
    expect((await start(idOf(up), false)).body.code).toBe("import.unproved");
    expect((await start(idOf(up), false, fields, { contact_proved: true })).status).toBe(202);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "done", taken: 2 });
    expect(await t.db.owner("select 1 from person where organisation_id = $1 and state = 'pending'", [house.id])).toEqual([]);
    expect(await count("message")).toBe(0);
  });

  it("killed on its way goes on where it stood: every row once", async () => {
    const before = await count("person");
    const up = await upload(list(3000, 10_000));
    await start(idOf(up), false);
    const job = t.jobs.find((j) => j.task === "collection.import");
    const [{ run: number } = { run: 0 }] = await t.db.owner<{ run: number }>("select run from import where id = $1", [up.body.import]);
    const going = job?.run(house.id, { import: idOf(up), run: number });
    const batches = async () => (await t.db.owner("select 1 from import_batch where import_id = $1", [up.body.import])).length;
    while ((await batches()) === 0) await new Promise((r) => setTimeout(r, 5));
    await t.db.owner(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'",
    );
    await going?.catch(() => {});
    expect(await batches()).toBeLessThan(6);
    await job?.run(house.id, { import: idOf(up), run: number });
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "done", rows: 3000, taken: 3000 });
    expect(await count("person")).toBe(before + 3000);
  });

  it("stops where the file breaks, keeps what stands, and ends when cancelled", async () => {
    const before = await count("person");
    const up = await upload(`${list(600, 20_000)}"Hỏng,x@mau.example\nSau,y@mau.example`);
    await start(idOf(up), false);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "stopped", fault: "import.unreadable", taken: 500 });
    expect((await call("POST", `${idOf(up)}:cancel`, {})).body).toMatchObject({ state: "cancelled" });
    expect((await start(idOf(up), false)).body.code).toBe("import.ended");
    expect(await count("person")).toBe(before + 500);
  });

  it("stops when the notice changes, and resumes under the new one", async () => {
    const up = await upload(list(3, 30_000));
    await start(idOf(up), false);
    await t.db.owner("update import set policy_version = 0 where id = $1", [up.body.import]);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "stopped", fault: "notice.stale", taken: 0 });
    expect((await call("POST", `${idOf(up)}:resume`, {})).status).toBe(202);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "done", taken: 3 });
  });

  it("whose file nobody comes back for is destroyed after a week", async () => {
    const up = await upload(list(1));
    t.clock.advance(8 * 86_400_000);
    await t.jobs.find((j) => j.task === "collection.import_files")?.run(house.id, {});
    expect((await call("GET", idOf(up))).body).toMatchObject({ state: "cancelled" });
    expect(await t.db.owner("select 1 from import where organisation_id = $1 and stored is not null", [house.id])).toEqual([]);
  });
});

describe("a workbook", () => {
  it("is read as a table: texts, numbers, days and empty cells", async () => {
    const rows = [
      ["Họ và tên", "Email", "Bản tin", "Ngày"],
      ["Lê <Bảng> & Tính", "bang.tinh@mau.example", "có", t.clock.now()],
      [null, null, null, null],
      ["Ngô", "ngo.xl@mau.example", null, 7],
    ];
    const up = await upload(await workbook(rows), importTypes.xlsx);
    expect(up.status, up.text).toBe(201);
    await start(idOf(up), false, [...fields, consent, { column: 4, to: "consent_date", purpose: "newsletter" }]);
    await run();
    expect((await call("GET", idOf(up))).body).toMatchObject({ format: "xlsx", state: "done", rows: 2, taken: 2 });
  });

  it("that unpacks to more than is taken, declares a document type, or is no workbook is refused", async () => {
    const sheet = (text: string | Buffer) =>
      archive({
        "xl/workbook.xml": `<workbook><sheets><sheet r:id="a"/></sheets></workbook>`,
        "xl/_rels/workbook.xml.rels": `<R><Relationship Id="a" Target="worksheets/sheet1.xml"/></R>`,
        "xl/worksheets/sheet1.xml": text,
      });
    const bomb = await sheet(Buffer.alloc(80 * 1024 * 1024, 32));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await upload(bomb, importTypes.xlsx)).body.code).toBe("import.unreadable");
    const entity = await sheet(
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><row><c t="str"><v>&e;</v></c></row></worksheet>`,
    );
    expect((await upload(entity, importTypes.xlsx)).body.code).toBe("import.unreadable");
    expect((await upload("Họ và tên,Email\na,b\n", importTypes.xlsx)).body.code).toBe("import.unreadable");
    expect((await upload(Buffer.alloc(17 * 1024 * 1024, 1), importTypes.xlsx)).body.code).toBe("request.too_large");
  });
});
