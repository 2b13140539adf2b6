import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Member, type TestAccount, testAccount } from "../../test/account.js";
import { TestBrowser } from "../../test/browser.js";
import { testApp } from "../../test/running.js";
import { merge, undoMerge } from "../access/index.js";
import { standing } from "../consent/index.js";
import { identityGuards } from "../identity/index.js";
import { csv, Limits, newId, staffId } from "../platform/index.js";
import { current, history, keepFile, openVault, personState, receiveFile } from "../vault/index.js";
import { FileKeyring } from "../vault/keyring/file.js";
import { type KeyProvider, KeyringFault } from "../vault/keyring/provider.js";
import { eraseEverything } from "./erase.js";
import { gather } from "./export/gather.js";
import { rightsPages } from "./pages.js";

let club: TestAccount;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "export-"));
  club = await testAccount((d) => {
    d.fields.cv = { type: "file", text: { vi: "Hồ sơ", en: "CV" }, category: "basic", basic: 11, file: { types: ["txt"], max_mib: 1 } };
    const join = d.touchpoints.join;
    if (join) join.fields.cv = { purposes: ["membership"] };
  });
});
afterAll(async () => {
  await club.db.close();
  await rm(folder, { recursive: true, force: true });
});

async function giveFile(m: Member): Promise<string> {
  async function* text() {
    yield Buffer.from("Tôi xin ứng tuyển.\n");
  }
  const received = await receiveFile(club.db.roots.data, club.id, "../hồ sơ.txt", { kinds: ["txt"], most: 1_000_000 }, text());
  const of = { field: "cv", submissionId: null, occasionId: null, at: club.clock.now() };
  return club.db.database.write(club.id, (tx) => keepFile(tx, m.id, received, of));
}

/** Asks for the copy as the browser does, and takes the zip apart with a reader of its own. */
async function exported(m: Member): Promise<(name: string) => Promise<string>> {
  const cookie = [...m.browser.jar].map(([k, v]) => `${k}=${v}`).join("; ");
  const headers = { cookie, origin: "http://localhost:4000" };
  const answer = await club.app.request(`http://localhost:4000${club.at("/export")}`, { method: "POST", headers });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
  const here = await mkdtemp(join(folder, "zip-"));
  await writeFile(join(here, "all.zip"), Buffer.from(await answer.arrayBuffer()));
  execFileSync("python3", ["-m", "zipfile", "-e", join(here, "all.zip"), here]);
  return async (name) => readFile(join(here, name), "utf8");
}

describe("the copy", () => {
  it("holds every value, former ones too, receipts, the timeline and the files, each readable by itself", async () => {
    const m = await club.member((p) => p.with("likes", '=HYPERLINK("http://x")').with("phone", "+84903115824"));
    await giveFile(m);
    await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: "Trần Ánh" });
    await m.browser.post(club.at("/purposes/newsletter/object"));
    const file = await exported(m);
    const data = JSON.parse(await file("data.json"));
    expect(data).toMatchObject({ format: "kept-export-1", records: [m.id], consents: [{ purpose: "newsletter", act: "objected" }] });
    expect(data.values.map((v: { value: unknown; state: string }) => [v.value, v.state])).toEqual(
      expect.arrayContaining([
        ["Trần Thị Ngọc Ánh", "former"],
        ["Trần Ánh", "current"],
        ["+84903115824", "current"],
      ]),
    );
    const values = await file("values.csv");
    expect(values).toContain('"Trần Ánh"');
    expect(values).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(await file("consents.csv")).toContain('"objected"');
    expect(await file("timeline.csv")).toContain("Bạn phản đối: gửi bản tin");
    expect(await file("index.html")).toContain("Trần Ánh");
    const [{ path }] = data.files;
    expect(path).toMatch(/^files\/[0-9a-f]{12}-[^/]+$/);
    expect(await file(path)).toBe("Tôi xin ứng tuyển.\n");
    expect(await club.events("account.exported")).toHaveLength(1);
  });

  it("is one moment of what is held: an erasure that is committed while it is gathered leaves no half", async () => {
    const m = await club.member((p) => p.with("likes", "hoa sen"));
    await club.db.database.snapshot(club.id, async (tx) => {
      const [first] = await history(tx, m.id);
      expect(first).toBeDefined();
      await club.db.database.write(club.id, (other) =>
        eraseEverything(other, m.id, { actor: { kind: "system" }, cause: "retention", now: club.clock.now() }),
      );
      const { held } = await gather(tx, club.policy, m.id, club.clock.now());
      expect(held.values.map((v) => ("content" in v.value ? v.value.content : v.value.fault))).toContain("hoa sen");
    });
    const { held } = await club.db.database.snapshot(club.id, (tx) => gather(tx, club.policy, m.id, club.clock.now()));
    expect(held.values.every((v) => "fault" in v.value)).toBe(true);
  });

  it("is braked after six an hour", async () => {
    const m = await club.member();
    const running = { ...club.running, limits: new Limits() };
    const app = testApp(running, { pages: rightsPages(running), guards: identityGuards(running) });
    const browser = new TestBrowser(app).withCookies([...m.browser.jar].map(([k, v]) => `${k}=${v}`).join("; "));
    for (let i = 0; i < 6; i++) expect((await browser.post(club.at("/export"))).status).toBe(200);
    expect((await browser.post(club.at("/export"))).status).toBe(429);
  });

  it("never hands a spreadsheet a formula", () => {
    for (const text of ["=1+1", "+84", "-1", "@SUM(1)", "\t=1", " =1", "＝1", "|cmd"]) expect(csv(["a"], [[text]])).toContain(`"'${text}"`);
    expect(csv(["a"], [["a=1", 'say "hi"', -1]])).toContain('"a=1","say ""hi""","-1"');
  });
});

describe("a file", () => {
  it("is given back to its person alone, to be kept and not shown", async () => {
    const m = await club.member();
    const id = await giveFile(m);
    const got = await m.browser.get(club.at(`/files/${id}`));
    expect([got.status, got.text]).toEqual([200, "Tôi xin ứng tuyển.\n"]);
    expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''/);
    const other = await club.member();
    expect((await other.browser.get(club.at(`/files/${id}`))).status).toBe(404);
  });
});

describe("records that were merged", () => {
  it("are seen, stopped and erased together; separated, they are two again", async () => {
    const m = await club.member();
    const old = await club.member((p) => p.with("full_name", "Trần T. N. Ánh"));
    const by = staffId.parse(newId());
    expect((await m.browser.get(club.at())).text).not.toContain("Trần T. N. Ánh");
    const id = await club.db.database.write(club.id, (tx) => merge(tx, m.id, old.id, by, "document", club.clock.now()));
    const page = (await m.browser.get(club.at())).text;
    expect(page).toContain("Trần T. N. Ánh");
    expect(page).toContain("hồ sơ đã gộp");
    await m.browser.post(club.at("/purposes/membership/object"));
    expect(await club.db.database.read(club.id, (db) => standing(db, club.policy, old.id, "membership"))).toMatchObject({
      why: "consent.objected",
    });
    expect((await m.browser.post(club.at(`/values/${old.value("email")}/correct`), { value: "x@thu.example" })).status).toBe(409);
    await club.db.database.write(club.id, (tx) => undoMerge(tx, id, by, club.clock.now()));
    expect((await m.browser.get(club.at(`/values/${old.value("full_name")}/correct`))).status).toBe(404);
    await club.db.database.write(club.id, (tx) => merge(tx, m.id, old.id, by, "document", club.clock.now()));
    expect((await m.browser.post(club.at("/erase"), { confirm: "yes" })).text).toContain(old.id);
    for (const person of [m, old]) expect(await club.db.database.read(club.id, (db) => personState(db, person.id))).toBe("erased");
  });
});

describe("while the keys are away", () => {
  it("shows the purposes and withdraws, says that values cannot be opened, and gives no half copy", async () => {
    const m = await club.member();
    const digest = /name="digest" value="([0-9a-f]{64})"/.exec((await m.browser.get(club.at("/purposes/newsletter"))).text)?.[1] ?? "";
    await m.browser.post(club.at("/purposes/newsletter"), { digest, lang: "vi", answer: "given" });
    const ring = await FileKeyring.open(club.db.roots.keys);
    let away = false;
    const provider: KeyProvider = new Proxy<KeyProvider>(ring, {
      get(target, name) {
        const found = Reflect.get(target, name);
        if (typeof found !== "function") return found;
        return name === "unwrap" && away ? () => Promise.reject(new KeyringFault("keys.missing", "away")) : found.bind(target);
      },
    });
    await openVault(club.db.database, club.db.roots, club.clock.now(), provider);
    away = true;
    const page = await m.browser.get(club.at());
    expect(page.status).toBe(200);
    expect(page.text).toContain("Chưa mở được dữ liệu của bạn lúc này");
    expect(page.text).toContain("Rút lại đồng ý");
    expect(page.text).not.toContain("Trần Thị Ngọc Ánh");
    expect((await m.browser.post(club.at("/purposes/newsletter/withdraw"))).to).toContain("done=withdraw");
    expect(await club.db.database.read(club.id, (db) => standing(db, club.policy, m.id, "newsletter"))).toMatchObject({
      why: "consent.withdrawn",
    });
    expect((await m.browser.post(club.at("/export"))).status).toBe(500);
    away = false;
    expect((await m.browser.get(club.at())).text).toContain("Trần Thị Ngọc Ánh");
    expect(await club.db.database.read(club.id, (db) => current(db, m.id))).toHaveLength(2);
  });
});
