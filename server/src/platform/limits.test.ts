import { describe, expect, it } from "vitest";
import { Limits } from "./index.js";

describe("a limit by address", () => {
  it("counts an IPv6 network as one: its owner has every address of it", async () => {
    const limits = new Limits();
    for (let i = 0; i < 10; i++) await limits.take("code.asked", `2001:db8:0:7:${i.toString(16)}::${i + 1}`);
    await expect(limits.take("code.asked", "2001:db8::7:ffff:0:0:1")).rejects.toMatchObject({ code: "request.too_many" });
    await expect(limits.take("code.asked", "2001:0DB8:0:7::")).rejects.toMatchObject({ code: "request.too_many" });
    await limits.take("code.asked", "2001:db8:0:8::1");
    await limits.take("code.asked", "::1");
  });

  it("counts IPv4 addresses and ids each by itself", async () => {
    const limits = new Limits();
    for (let i = 0; i < 10; i++) await limits.take("code.asked", "203.0.113.7");
    await expect(limits.take("code.asked", "203.0.113.7")).rejects.toMatchObject({ code: "request.too_many" });
    await limits.take("code.asked", "203.0.113.8");
  });
});
