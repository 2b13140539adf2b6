import { describe, expect, it } from "vitest";
import { Refusal } from "../../platform/index.js";
import { codeOf, deviceLabel, typedCode } from "../rules.js";
import { hashSecret, verifySecret } from "./hash.js";
import { passwordFault, shortest } from "./rules.js";

const fault = (p: string, context: string[] = []) => passwordFault(p, context, shortest.alone);

describe("a password somebody chooses", () => {
  it("is any sentence of fifteen characters, in any script, with spaces", () => {
    for (const good of [
      "trời hôm nay xanh lắm đó",
      "mèo nhà tôi hay ngủ ngày",
      "correct lantern battery fig",
      "🙂🙃🙂 rừng thông reo gió",
    ]) {
      expect(fault(good), good).toBeUndefined();
    }
  });

  it("counts characters, not bytes, composed", () => {
    expect(fault(`${"ờ".normalize("NFD").repeat(3)}xinh quá à!`)).toBeDefined();
    expect(passwordFault("a".repeat(129), [], 15)?.en).toContain("128");
  });

  it("is refused, with the reason, when it is short or holds nothing but what guessers try", () => {
    for (const bad of [
      "ngắn quá",
      "aaaaaaaaaaaaaaaaaa",
      "123456789012345",
      "abcdefghijklmnop",
      "abcabcabcabcabcabc",
      "Password12345678",
      "matkhau1234567890",
      "Mật khẩu của 12345",
      "anh yêu em 1234567",
      "qwertyuiop123456",
      "Việt Nam vô địch 2026",
      "một con vịt xòe ra hai cái cánh",
    ]) {
      expect(fault(bad), bad).toBeDefined();
    }
    expect(fault("okr business 2026 okr", ["OKR Business"])).toBeDefined();
    expect(fault("ngoc.anh.tran@mau1", ["ngoc.anh.tran@mau.example"])).toBeDefined();
  });
});

describe("a hash", () => {
  it("is argon2id at the stated cost, salted, and verifies in either Unicode form", async () => {
    const [a, b] = await Promise.all([hashSecret("tiếng Việt có dấu", "person"), hashSecret("tiếng Việt có dấu", "person")]);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
    expect(await hashSecret("x", "staff")).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(await verifySecret(a, "tiếng Việt có dấu".normalize("NFD"), "person")).toBe(true);
    expect(await verifySecret(a, "tiếng Việt có dâu", "person")).toBe(false);
    expect(await verifySecret(undefined, "tiếng Việt có dấu", "person")).toBe(false);
  });

  it("waits its turn, and refuses when too many wait", async () => {
    const all = await Promise.allSettled(Array.from({ length: 80 }, () => verifySecret(undefined, "x", "person")));
    const refused = all.filter((r) => r.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const r of refused) expect(r.reason).toEqual(new Refusal("server.busy"));
    expect(await verifySecret(undefined, "x", "person")).toBe(false);
  });
});

describe("codes and labels", () => {
  it("are eight digits, typed with or without spaces, in any digits a keyboard gives", () => {
    expect(codeOf(Buffer.alloc(8))).toBe("00000000");
    expect(codeOf(Buffer.alloc(8, 255))).toHaveLength(8);
    expect(typedCode(" 1234 5678 ")).toBe("12345678");
    expect(typedCode("１２３４-５６７８")).toBe("12345678");
    for (const bad of ["", "1234567", "123456789", "abcdefgh"]) expect(typedCode(bad)).toBeUndefined();
  });

  it("keep the family of a browser and nothing else", () => {
    expect(deviceLabel("Mozilla/5.0 (Linux; Android 14; SM-A155F) Chrome/140.0 Mobile Safari/537.36")).toBe("Chrome, Android");
    expect(deviceLabel("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1")).toBe("Safari, iOS");
    expect(deviceLabel("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")).toBe("Firefox, Linux");
    expect(deviceLabel("<script>")).toBe("");
  });
});
