import { expect, it } from "vitest";
import type { Town } from "./town.js";
import type { Visitor } from "./visitor.js";

export const customer = { name: "Nguyễn Thị Thu Hương", email: "huong@vidu.example", phone: "0908 111 222" };

/** A customer of Khôi Ngô orders by form, twice. */
export function khoingoJourney(town: () => Town): void {
  it("khoingo: orders with two places, phones and e-mails; ordering again brings the record up to date", { timeout: 90_000 }, async () => {
    const t = town();
    const huong = await t.visitor();
    await huong.go("/khoingo/forms/service_order");
    await huong.fill({ full_name: customer.name, "addresses.0.kind": "home", "addresses.0.value": "5 đường Mẫu, Quận 3" });
    await more(huong, "addresses");
    expect([await huong.typed("full_name"), await huong.typed("addresses.0.value")]).toEqual([customer.name, "5 đường Mẫu, Quận 3"]);
    await huong.fill({ "addresses.1.kind": "office", "addresses.1.value": "9 đường Thử, Quận 1" });
    await more(huong, "phones");
    await huong.fill({ "phones.0.kind": "mobile", "phones.0.value": customer.phone });
    await huong.fill({ "phones.1.kind": "office", "phones.1.value": "028 3930 5678" });
    await more(huong, "emails");
    await huong.fill({ "emails.0.kind": "personal", "emails.0.value": customer.email });
    await huong.fill({ "emails.1.kind": "work", "emails.1.value": "huong.nt@congty.example" });
    await huong.fill({ notes: "Gọi sau 17 giờ." });
    await huong.choose({ "consents.supply": "given", "consents.advice": "given", "consents.promotion": "refused" });
    await huong.send();
    expect(huong.path).toBe("/khoingo/forms/service_order/confirm");
    await huong.fill({ code: await t.codeFor("khoingo", customer.email) });
    await huong.press("Xác nhận");
    await huong.follow("Xem và quản lý dữ liệu của tôi");
    const first = [
      customer.name,
      "5 đường Mẫu, Quận 3",
      "9 đường Thử, Quận 1",
      "111 222",
      "3930 5678",
      customer.email,
      "huong.nt@congty.example",
    ];
    expect(await huong.lacks(...first, "Gọi sau 17 giờ.")).toEqual([]);
    expect(await huong.wrongs()).toEqual([]);
    await huong.leave();

    const later = await t.visitor();
    await later.go("/khoingo/forms/service_order");
    await later.fill({ full_name: customer.name, "addresses.0.kind": "home", "addresses.0.value": "77 đường Mới, Quận 3" });
    await later.fill({ "phones.0.kind": "mobile", "phones.0.value": "0908 333 444" });
    await later.fill({ "emails.0.kind": "personal", "emails.0.value": customer.email });
    await later.choose({ "consents.supply": "given" });
    await later.send();
    await later.fill({ code: await t.codeFor("khoingo", customer.email) });
    await later.press("Xác nhận");
    expect(await later.lacks("Bạn đã có hồ sơ ở đây")).toEqual([]);
    await later.follow("Xem và quản lý dữ liệu của tôi");
    expect(await later.lacks("77 đường Mới, Quận 3", "333 444", /Trước đây: .*5 đường Mẫu, Quận 3/, "9 đường Thử, Quận 1")).toEqual([]);
    await later.leave();
  });
}

/** Asks for another line of a question. */
async function more(who: Visitor, field: string): Promise<void> {
  const add = who.page.locator(`button[name="add"][value="${field}"]`);
  await Promise.all([who.page.waitForNavigation({ waitUntil: "load" }), add.click()]);
}
