import { describe, expect, it } from "vitest";
import { showPhone } from "./rules.js";

describe("how values read", () => {
  it("writes Vietnamese numbers in groups, as people do, and leaves others alone", () => {
    const kept = ["+84912345678", "+842839301234", "+842543123456", "+6591234567", "một số cũ"];
    expect(kept.map(showPhone)).toEqual(["0912 345 678", "028 3930 1234", "0254 312 3456", "+6591234567", "một số cũ"]);
  });
});
