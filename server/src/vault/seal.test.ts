import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { open, type Place, seal, sealedVersion, sealOverhead, type VersionedKey } from "./seal.js";

const newKey = (version = 1): VersionedKey => ({ version, key: createSecretKey(randomBytes(32)) });
const place: Place = { organisation: "o1", table: "value", person: "p1", field: "email", id: "v1" };
const text = (o: ReturnType<typeof open>) => ("plain" in o ? o.plain.toString() : o.fault);

describe("a sealed value", () => {
  it("opens with its key at its place, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        const key = newKey();
        const opened = open(key, place, seal(key, place, bytes));
        expect("plain" in opened && opened.plain.equals(bytes)).toBe(true);
      }),
    );
  });

  it("fails, typed, when any one bit of any part is flipped", () => {
    const key = newKey(7);
    const sealed = seal(key, place, Buffer.from("nguyen@example.vn"));
    const faults = new Set<string>();
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bad = Buffer.from(sealed);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const opened = open(key, place, bad);
      expect("fault" in opened, `bit ${bit}`).toBe(true);
      if ("fault" in opened) faults.add(opened.fault);
    }
    expect([...faults].sort()).toEqual(["sealed.damaged", "sealed.other_key"]);
  });

  it("fails, typed, when cut short or lengthened", () => {
    const key = newKey();
    const sealed = seal(key, place, Buffer.from("a value"));
    for (let n = 0; n < sealed.length; n++) expect(open(key, place, sealed.subarray(0, n))).toHaveProperty("fault");
    expect(open(key, place, Buffer.concat([sealed, Buffer.of(0)]))).toEqual({ fault: "sealed.damaged" });
  });

  it("does not open at another organisation, table, person, field or id", () => {
    const key = newKey();
    const sealed = seal(key, place, Buffer.from("a value"));
    for (const part of ["organisation", "table", "person", "field", "id"] as const) {
      expect(open(key, { ...place, [part]: `${place[part]}x` }, sealed)).toEqual({ fault: "sealed.damaged" });
    }
  });

  it("does not open where two places only read alike when joined", () => {
    const part = fc.constantFrom("", "a", "ab", "b", "aba", "\0", "đ");
    const places = fc.record({ organisation: part, table: part, person: part, field: part, id: part });
    const key = newKey();
    fc.assert(
      fc.property(places, places, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect("plain" in open(key, b, seal(key, a, Buffer.from("x")))).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  it("says when the key is another, or another version", () => {
    const key = newKey(1);
    const sealed = seal(key, place, Buffer.from("a value"));
    expect(open(newKey(1), place, sealed)).toEqual({ fault: "sealed.other_key" });
    expect(open({ ...key, version: 2 }, place, sealed)).toEqual({ fault: "sealed.other_key" });
    expect(sealedVersion(sealed)).toBe(1);
    expect(sealedVersion(Buffer.from("plain"))).toBeUndefined();
  });

  it("refuses a tag of four bytes, which Node would accept unless told the length", () => {
    const key = newKey();
    const sealed = seal(key, place, Buffer.alloc(0));
    expect(open(key, place, sealed.subarray(0, sealed.length - 12))).toEqual({ fault: "sealed.damaged" });
    const raw = randomBytes(32);
    const nonce = randomBytes(12);
    const c = createCipheriv("aes-256-gcm", raw, nonce);
    const body = c.update("x");
    c.final();
    const short = c.getAuthTag().subarray(0, 4);
    expect(() => createDecipheriv("aes-256-gcm", raw, nonce, { authTagLength: 16 }).setAuthTag(short)).toThrow();
    expect(body.length).toBe(1);
  });

  it("never repeats: same value, same place, other bytes each time, 81 more than the value", () => {
    const key = newKey();
    const seen = new Set<string>();
    for (let i = 0; i < 2000; i++) {
      const sealed = seal(key, place, Buffer.from("0901234567"));
      expect(sealed.length).toBe(10 + sealOverhead);
      seen
        .add(sealed.toString("hex", 5, 21))
        .add(sealed.toString("hex", 53, 65))
        .add(sealed.toString("hex", 65, 75));
    }
    expect(seen.size).toBe(6000);
    expect(sealOverhead).toBe(81);
  });

  it("keeps the text that was sealed", () => {
    const key = newKey();
    for (const value of ["Nguyễn Văn Ân", "Nguyễn Văn Ân".normalize("NFD"), "", "𠮷 👩‍👩‍👧"]) {
      expect(text(open(key, place, seal(key, place, Buffer.from(value))))).toBe(value);
    }
  });
});
