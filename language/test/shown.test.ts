import { describe, expect, test } from "vitest";
import { digestText } from "../src/digest.js";
import { policy } from "../src/schema/policy.js";
import { shown } from "../src/shown.js";
import { okr } from "./policies.js";

describe("the text shown with a consent", () => {
  test("names controller, purpose, data and rights, in each language", async () => {
    const vi = await shown(okr, "registration", { purpose: "notices" }, "vi");
    for (const part of ["OKR.Business", "Lê Quang Định", "Báo tin qua lại", "Email; Số điện thoại", "rút lại", "vẫn được làm như thường"]) {
      expect(vi.text).toContain(part);
    }
    expect(vi.text).not.toContain("Địa chỉ;");
    const en = await shown(okr, "registration", { purpose: "service" }, "en");
    expect(en.text).toContain("Username; Password; Email; Telephone number; Address");
    expect(en.text).toContain("cannot be done");
    expect(en.digest).not.toBe(vi.digest);
  });

  test("has the digest of its own bytes", async () => {
    const one = await shown(okr, "registration", { duty: "guard_account" }, "vi");
    expect(one.digest).toBe(await digestText(one.text));
    expect(one.text).toContain("không tính là đồng ý");
  });

  test("says that sensitive data is sensitive", async () => {
    const sensitive = policy.parse({
      ...okr,
      fields: {
        ...okr.fields,
        address: { ...okr.fields.address, category: "sensitive", sensitive: "location", sensitive_notice: { vi: "Vị trí của bạn." } },
      },
    });
    const text = await shown(sensitive, "registration", { purpose: "service" }, "vi");
    expect(text.sensitive).toBe(true);
    expect(text.text).toContain("Dữ liệu nhạy cảm: Địa chỉ");
    expect(text.text).toContain("Vị trí của bạn.");
    expect((await shown(sensitive, "registration", { purpose: "notices" }, "vi")).sensitive).toBe(false);
  });

  test("is refused for what the policy does not declare", async () => {
    await expect(shown(okr, "toString", { purpose: "service" }, "vi")).rejects.toThrow(RangeError);
    await expect(shown(okr, "registration", { purpose: "constructor" }, "vi")).rejects.toThrow(RangeError);
  });
});
