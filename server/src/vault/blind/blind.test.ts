import { createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest, type IndexKind, type IndexRule, termsOf } from "./digest.js";
import { fold, foldPhone, pairs, words } from "./fold.js";
import { searchTerms } from "./search.js";

const name: IndexRule = { index: "words", type: "name" };
const phone: IndexRule = { index: "exact", type: "phone" };
const email: IndexRule = { index: "exact", type: "email" };
const key = createSecretKey(randomBytes(32));

function finds(rule: IndexRule, stored: string, search: string): boolean {
  const rows = new Set(termsOf("f", rule, [stored]).map((t) => digest(key, t).toString("hex")));
  const asked = searchTerms("f", rule, search);
  return asked.length > 0 && asked.every((t) => rows.has(digest(key, t).toString("hex")));
}

describe("folding", () => {
  it("makes Vietnamese names equal, however they were typed", () => {
    for (const [typed, folded] of [
      ["Nguyễn Văn Ân", "nguyen van an"],
      ["ĐẶNG Thị Ước", "dang thi uoc"],
      ["  Trần—Lê\u00a0 Đỗ ", "tran le do"],
      ["Ｎｇｕｙễｎ", "nguyen"],
      ["Y Êban H’Len", "y eban h len"],
      ["Ðoàn", "doan"],
    ] as const) {
      expect(fold(typed)).toBe(folded);
      expect(fold(typed.normalize("NFD"))).toBe(folded);
      expect(fold(typed.toUpperCase())).toBe(folded);
    }
  });

  it("is settled after one pass, and NFC and NFD agree, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.toWellFormed().normalize("NFC"))).toBe(fold(text.toWellFormed().normalize("NFD")));
      }),
      { numRuns: 2000 },
    );
  });

  it("reads a phone as E.164", () => {
    for (const typed of [
      "0901234567",
      "090 123 45 67",
      "+84 90.123.4567",
      "84901234567",
      "0084901234567",
      "+84 (0) 901234567",
      "901234567",
    ]) {
      expect(foldPhone(typed)).toBe("+84901234567");
    }
    expect(foldPhone("+1 415 555 2671")).toBe("+14155552671");
    expect(foldPhone("028 3822 1234")).toBe("+842838221234");
    for (const bad of ["", "abc", "12", "+", "1".repeat(20)]) expect(foldPhone(bad)).toBeUndefined();
  });

  it("cuts texts that are no names", () => {
    expect(words("a ".repeat(5000))).toHaveLength(12);
  });
});

describe("a name in the blind index", () => {
  it("is found by its words, its neighbours, first with last, either way round, with or without accents", () => {
    for (const search of ["nguyen van an", "Nguyễn Văn Ân", "văn ân", "nguyen an", "an nguyen", "nguyen", "ÂN"]) {
      expect(finds(name, "Nguyễn Văn Ân", search), search).toBe(true);
    }
    for (const search of ["nguyen thi an", "tran van an", "vana", "nguy", "", "!!"]) {
      expect(finds(name, "Nguyễn Văn Ân", search), search).toBe(false);
    }
  });

  it("is looked up by pairs alone once two words are known", () => {
    expect(new Set(searchTerms("f", name, "nguyen van an").map((t) => t.kind))).toEqual(new Set<IndexKind>(["pair"]));
    expect(pairs(["nguyen", "van", "an"])).toEqual(["nguyen van", "an van", "an nguyen"]);
  });

  it("is found by any neighbouring part of itself", () => {
    const syllable = fc.constantFrom("Nguyễn", "Trần", "Lê", "Thị", "Văn", "Đức", "An", "Bình", "Ước");
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (all, a, b) => {
        const from = a % all.length;
        const to = from + 1 + (b % (all.length - from));
        expect(finds(name, all.join(" "), all.slice(from, to).join(" "))).toBe(true);
      }),
    );
  });
});

describe("other kinds of the blind index", () => {
  it("find an e-mail whatever its case, and not by half", () => {
    expect(finds(email, "An.Nguyen@Example.VN", " an.nguyen@example.vn ")).toBe(true);
    expect(finds(email, "an.nguyen@example.vn", "annguyen@example.vn")).toBe(false);
  });

  it("find a phone whole, and by its last digits: the index leads by four", () => {
    expect(finds(phone, "0901 234 567", "+84901234567")).toBe(true);
    expect(finds(phone, "0901 234 567", "4567")).toBe(true);
    expect(finds(phone, "0901 234 567", "234567")).toBe(true);
    expect(finds(phone, "0901 234 567", "12345678")).toBe(false);
    expect(finds(phone, "0901 234 567", "+234567")).toBe(false);
  });

  it("keep kinds, fields, keys and organisations' keys apart", () => {
    const text = "an";
    const kinds: IndexKind[] = ["email", "phone", "phone_last", "word", "pair", "exact"];
    const all = kinds.map((kind) => digest(key, { kind, text }).toString("hex"));
    all.push(digest(createSecretKey(randomBytes(32)), { kind: "word", text }).toString("hex"));
    const exact: IndexRule = { index: "exact", type: "line" };
    for (const field of ["a", "b"]) for (const t of termsOf(field, exact, [text])) all.push(digest(key, t).toString("hex"));
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((d) => d.length === 32)).toBe(true);
  });

  it("put a bucketed value among strangers: 4,096 drawers, no more", () => {
    const rule: IndexRule = { index: "bucket", type: "line" };
    expect(finds(rule, "012345678901", "0123 45678901".replace(" ", ""))).toBe(true);
    const drawers = new Set<string>();
    for (let i = 0; i < 40_000; i++) for (const t of termsOf("id", rule, [String(i)])) drawers.add(digest(key, t).toString("hex"));
    expect(drawers.size).toBeGreaterThan(4000);
    expect(drawers.size).toBeLessThanOrEqual(4096);
  });

  it("write nothing where the policy says none", () => {
    expect(termsOf("f", { index: "none", type: "email" }, ["a@b.vn"])).toEqual([]);
    expect(searchTerms("f", { index: "none", type: "email" }, "a@b.vn")).toEqual([]);
  });
});
