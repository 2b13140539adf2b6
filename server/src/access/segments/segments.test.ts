import { countSegment, listSegments, makeSegment, readSegment } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, only, type TestApi, testApi } from "../../../test/api.js";
import { runCheck } from "../../../test/check.js";
import { everything } from "../../../test/vault.js";
import { stop } from "../../consent/index.js";
import { recordAct } from "../../consent/record.js";
import { registerErasures } from "../../main.js";
import { type PersonId, personId } from "../../platform/index.js";
import { erasePerson } from "../../vault/index.js";
import { accessChecks } from "../index.js";

let t: TestApi;
let house: ApiHouse;
let cookie: string;
let secret: string;
const people = new Map<string, PersonId>();

beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("segclub", (d) => {
    const basic = { category: "basic", basic: 11 } as const;
    const city = { hanoi: { vi: "Hà Nội", en: "Hanoi" }, hue: { vi: "Huế", en: "Hue" } };
    d.fields.city = { ...basic, type: "choice", text: { vi: "Tỉnh", en: "City" }, options: city, index: "exact" };
    d.fields.born = { ...basic, type: "date", text: { vi: "Ngày sinh", en: "Born" }, index: "bucket" };
    d.fields.spent = { ...basic, type: "number", text: { vi: "Đã mua", en: "Spent" }, index: "bucket" };
    d.fields.likes = { ...basic, type: "line", text: { vi: "Sở thích", en: "Likes" }, index: "words" };
    d.fields.note = { ...basic, type: "line", text: { vi: "Ghi chú", en: "Note" } };
    d.fields.size = { ...basic, type: "line", text: { vi: "Cỡ áo", en: "Size" }, index: "exact" };
    const both = { purposes: ["membership", "newsletter"] };
    const join = d.touchpoints.join;
    if (join)
      Object.assign(join.fields, { city: both, born: both, spent: both, likes: both, note: both, size: { purposes: ["membership"] } });
  });
  ({ cookie } = await house.staff());
  ({ secret } = await house.key());
  const given = "given";
  await joined("an", { city: "hanoi", born: "1990-05-12", spent: "3450000", likes: "chạy bộ đường dài" }, given);
  await joined("binh", { city: "hanoi", born: "1991-01-01", spent: "3999999", likes: "bơi" }, given);
  await joined("chi", { city: "hue", born: "1990-12-31", spent: "4000000", likes: "chạy bộ" }, given);
  await joined("dung", { city: "hanoi", born: "1990-01-01", spent: "3500000", likes: "chạy bộ" }, "refused");
}, 60_000);
afterAll(() => t.db.close());

async function joined(name: string, fields: Record<string, string>, newsletter: "given" | "refused"): Promise<void> {
  const sent = await t.ask("POST", "/submissions", secret, {
    touchpoint: "join",
    fields: { full_name: `Nguyễn ${name}`, email: `${name}@mau.example`, ...fields },
    consents: { newsletter },
    notice_version: house.policy.version,
    contact_proved: true,
  });
  expect(sent.status, sent.text).toBe(201);
  people.set(name, personId.parse(sent.body.person));
}

const make = (all: unknown, purpose = "newsletter") => t.ask("POST", "/segments", cookie, { name: "Nhóm thử", purpose, all });
const made = async (...all: unknown[]) => {
  const answer = await make(all);
  expect(answer.status, answer.text).toBe(201);
  return makeSegment.response.parse(answer.body).segment;
};
const list = async (segment: string, body = {}, by = cookie) => {
  const answer = await t.ask("POST", `/segments/${segment}:members`, by, body);
  expect(answer.status, answer.text).toBe(200);
  return readSegment.response.parse(answer.body);
};
const names = async (segment: string) => {
  const ids = (await list(segment)).members.map((m) => m.person);
  const counted = countSegment.response.parse((await t.ask("POST", `/segments/${segment}:count`, cookie)).body);
  expect(counted).toMatchObject({ count: ids.length, more: false });
  return [...people].flatMap(([name, id]) => (ids.includes(id) ? [name] : []));
};
const act = (what: "withdrawn" | "objected", name: string) =>
  t.running.database.write(house.id, (tx) => {
    const person = people.get(name);
    if (!person) throw new Error(name);
    const said = { person, purpose: "newsletter", at: t.clock.now(), method: "form", by: { kind: "person" } } as const;
    return recordAct(tx, stop(house.policy, what, said));
  });
const found = () =>
  runCheck(t.db, accessChecks, "segment.consented", {
    organisation: { id: house.id, slug: house.slug },
    policy: house.policy,
    parameters: { purpose: "newsletter" },
    now: t.clock.now(),
  });

describe("a segment", () => {
  it.each([
    ["a choice", [{ field: "city", any: ["hanoi"] }], ["an", "binh"]],
    ["several choices", [{ field: "city", any: ["hanoi", "hue"] }], ["an", "binh", "chi"]],
    ["years of a date", [{ field: "born", from: 1990, to: 1990 }], ["an", "chi"]],
    ["a range of numbers, to the unit", [{ field: "spent", from: 3_450_001, to: 4_000_000 }], ["binh", "chi"]],
    ["words without accents", [{ field: "likes", any: ["chay bo"] }], ["an", "chi"]],
    ["an exact value", [{ field: "email", any: ["BINH@mau.example"] }], ["binh"]],
    [
      "all conditions together",
      [
        { field: "city", any: ["hanoi"] },
        { field: "likes", any: ["chạy bộ", "đá bóng"] },
      ],
      ["an"],
    ],
    ["nobody's value", [{ field: "city", any: ["saigon"] }], []],
  ])("finds by %s those who agreed, and nobody who did not", async (_how, all, expected) => {
    expect((await found()).state).toMatch(/not_exercised|kept/);
    expect(await names(await made(...all))).toEqual(expected);
  });

  it("gives masked members page by page, each once", async () => {
    const segment = await made({ field: "city", any: ["hanoi", "hue"] });
    const met: string[] = [];
    let after: string | undefined;
    for (let i = 0; i < 9; i++) {
      const page = await list(segment, { limit: 1, ...(after ? { after } : {}) });
      met.push(...page.members.map((m) => m.person));
      expect(JSON.stringify(page)).not.toMatch(/Nguyễn|mau\.example|1990/);
      if (page.next === null) break;
      after = page.next;
    }
    expect(met).toEqual([people.get("an"), people.get("binh"), people.get("chi")]);
  });

  it.each([
    ["an undeclared purpose", "curiosity", { field: "city", any: ["hanoi"] }, "segment.purpose"],
    ["a purpose that rests on a contract", "membership", { field: "city", any: ["hanoi"] }, "segment.needs_consent"],
    ["a field without index", "newsletter", { field: "note", any: ["x"] }, "segment.not_indexed"],
    ["a field collected for something else", "newsletter", { field: "size", any: ["M"] }, "segment.not_for_purpose"],
    ["an undeclared field", "newsletter", { field: "shoe", any: ["44"] }, "segment.field"],
    ["a range over words", "newsletter", { field: "likes", from: 1, to: 2 }, "segment.condition"],
    ["a range upside down", "newsletter", { field: "born", from: 2000, to: 1990 }, "segment.condition"],
    ["nothing asked of a field", "newsletter", { field: "city" }, "segment.condition"],
  ])("is refused over %s", async (_what, purpose, condition, code) => {
    expect((await make([condition], purpose)).body.code).toBe(code);
  });

  it("passes the gate: a role that reads nothing for the purpose lists nobody", async () => {
    const weak = await t.house("segweak", (d) => {
      d.roles = { ...d.roles, mapper: { text: { vi: "Người chia nhóm", en: "Mapper" }, reads: [], may: ["segments"] } };
    });
    const by = (await weak.staff(["mapper"])).cookie;
    const answer = await t.ask("POST", "/segments", by, { name: "x", purpose: "newsletter", all: [{ field: "email", any: ["a@b.vn"] }] });
    const { segment } = makeSegment.response.parse(answer.body);
    expect((await t.ask("POST", `/segments/${segment}:members`, by, {})).body.code).toBe("read.role");
    expect((await t.ask("GET", "/segments", (await weak.staff([only("find")])).cookie)).status).toBe(403);
  });

  it("keeps name and question sealed, and can be taken away", async () => {
    const segment = await made({ field: "email", any: ["bi.mat@mau.example"] });
    expect(JSON.stringify([...(await everything(t.db))])).not.toContain("bi.mat@mau");
    const { segments, purposes } = listSegments.response.parse((await t.ask("GET", "/segments", cookie)).body);
    expect(segments.find((s) => s.segment === segment)).toMatchObject({ name: "Nhóm thử", all: [{ any: ["bi.mat@mau.example"] }] });
    expect(purposes).toEqual([
      {
        purpose: "newsletter",
        fields: [
          { field: "email", by: "text" },
          { field: "city", by: "text" },
          { field: "born", by: "range" },
          { field: "spent", by: "range" },
          { field: "likes", by: "text" },
        ],
      },
    ]);
    expect((await t.ask("POST", `/segments/${segment}:end`, cookie)).status).toBe(200);
    expect((await t.ask("POST", `/segments/${segment}:members`, cookie, {})).body.code).toBe("segment.unknown");
  });
});

describe("a member", () => {
  it("leaves at once with the consent, by withdrawal, objection or erasure", async () => {
    const segment = await made({ field: "likes", any: ["chạy bộ", "bơi"] });
    expect(await names(segment)).toEqual(["an", "binh", "chi"]);
    await act("withdrawn", "an");
    expect(await names(segment)).toEqual(["binh", "chi"]);
    await act("objected", "binh");
    expect(await names(segment)).toEqual(["chi"]);
    const chi = people.get("chi");
    if (chi) await t.running.database.write(house.id, (tx) => erasePerson(tx, chi, "asked", t.clock.now()));
    expect(await names(segment)).toEqual([]);
  });
});

describe("the check of segment.consented", () => {
  it("is kept by what was listed, and broken by a member listed without a live consent", async () => {
    await joined("em", { city: "hue" }, "given");
    t.clock.advance(1000);
    const segment = await made({ field: "city", any: ["hue"] });
    expect(await names(segment)).toEqual(["em"]);
    const kept = await found();
    expect(kept).toMatchObject({ state: "kept", violations: [] });
    expect(kept.done).toBeGreaterThan(5);
    expect(kept.refused).toBeGreaterThan(5);
    // As if a list had been kept: she withdraws, and is listed all the same.
    t.clock.advance(1000);
    await act("withdrawn", "em");
    const [event] = await t.db.owner<{ id: string }>("select id from event where type = 'segment.listed' order by id desc limit 1");
    await t.db.owner("update event set at = $2 where id = $1", [event?.id, new Date(t.clock.now().getTime() + 1000)]);
    expect(await found()).toMatchObject({ state: "broken", violations: [event?.id] });
  });
});
