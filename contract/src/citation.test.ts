import { describe, expect, it } from "vitest";
import { citation } from "./citation.js";

const fits = (text: string) => citation(120).safeParse(text).success;

describe("a citation", () => {
  it.each(["Luật 91/2025/QH15 điều 19 khoản 1", "45/2026/QĐ-TA ngày 12.05.2026", "BLHS điều 290", "công văn 20261101"])(
    "may be %s",
    (text) => expect(fits(text)).toBe(true),
  );
  it.each([
    "theo anh 0912345678",
    "theo anh 0912 345 678",
    "theo anh 0912.345.678",
    "theo anh 0912-345-678",
    "điều 19\n0912345678",
    "điều 19\r0912345678",
    "điều 19\u20280912345678",
    "CCCD 001 099 012 345",
    "anh@mau.example",
  ])("is never %j: it would stand in an event for ever", (text) => expect(fits(text)).toBe(false));
});
