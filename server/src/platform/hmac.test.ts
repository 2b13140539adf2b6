import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hmacSha256 } from "./index.js";

describe("hmacSha256", () => {
  it("is the HMAC of RFC 4231, test case 2", () => {
    expect(hmacSha256(Buffer.from("Jefe"), "what do ya want for nothing?").toString("hex")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  it("answers what createHmac answers, for every length of key and message", () => {
    for (let length = 0; length <= 64; length++) {
      const key = randomBytes(length);
      const message = randomBytes(length * 3);
      expect(hmacSha256(key, message)).toEqual(createHmac("sha256", key).update(message).digest());
    }
    expect(hmacSha256(Buffer.alloc(32, 1), "Nguyễn")).toEqual(createHmac("sha256", Buffer.alloc(32, 1)).update("Nguyễn").digest());
  });

  it("refuses a key that would have to be hashed first", () => {
    expect(() => hmacSha256(Buffer.alloc(65), "")).toThrow(RangeError);
  });
});
