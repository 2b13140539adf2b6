import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { Town } from "./town.js";
import { unzip } from "./zip.js";

const password = "một câu dài chỉ mình tôi biết";
const email = "mai.lan@vidu.example";

/** A member's whole life at OKR.Business, on a phone without script. */
export function okrJourney(town: () => Town): void {
  it("okr: registers, sees everything, corrects, withdraws, takes a copy, erases, and is gone", { timeout: 90_000 }, async () => {
    const t = town();
    const mai = await t.visitor();
    await mai.go("/okr");
    await mai.follow("Đăng ký thành viên");
    expect(await mai.wrongs()).toEqual([]);
    await mai.fill({ username: "mailan.94", password, email, phone: "0912 345 678", address: "12 đường Mẫu, Hà Nội" });
    await mai.choose({ "consents.service": "given", "consents.notices": "given", "consents.special_cases": "refused" });
    await mai.choose({ "duties.guard_account": "yes" });
    await mai.send();
    expect(mai.path).toBe("/okr/forms/registration/confirm");
    expect(await mai.wrongs()).toEqual([]);
    await mai.fill({ code: await t.codeFor("okr", email) });
    await mai.press("Xác nhận");
    expect(mai.path).toBe("/okr/forms/registration/done?with=confirmed");
    expect(await mai.wrongs()).toEqual([]);
    await mai.follow("Xem và quản lý dữ liệu của tôi");
    expect(mai.path).toBe("/okr/account");
    const held = ["mailan.94", email, "12 đường Mẫu, Hà Nội", "345 678"];
    const why = ["Vì sao: Cung cấp dịch vụ cho thành viên", "Căn cứ: bạn đồng ý", "Giữ đến khi bạn tự huỷ tài khoản"];
    expect(await mai.lacks(...held, ...why)).toEqual([]);
    expect(await mai.lacks(/Đăng ký thành viên, biểu mẫu trên trang, \d\d\/\d\d\/\d{4}, thông báo bản 1/, password)).toEqual([password]);
    expect(await mai.wrongs()).toEqual([]);

    await mai.follow("Sửa Số điện thoại");
    expect(await mai.wrongs()).toEqual([]);
    await mai.fill({ value: "0987 654 321" });
    await mai.press("Lưu");
    if (mai.path.startsWith("/okr/account/code")) {
      await mai.fill({ code: await t.codeFor("okr", email) });
      await mai.press("Tiếp tục");
    }
    expect(await mai.lacks("654 321", /Trước đây: .*345 678/)).toEqual([]);

    const notices = mai.page.locator("article", { hasText: "Báo tin qua lại" });
    await Promise.all([mai.page.waitForNavigation(), notices.getByRole("button", { name: "Rút lại đồng ý" }).click()]);
    expect(await mai.lacks("Đã rút lại đồng ý. Việc ấy dừng từ bây giờ.")).toEqual([]);
    await Promise.all([mai.page.waitForNavigation(), notices.getByRole("link", { name: "Biên nhận" }).click()]);
    expect(await mai.lacks("Rút lại đồng ý", "Báo tin qua lại giữa thành viên và OKR.Business")).toEqual([]);
    expect(await mai.wrongs()).toEqual([]);

    for (const page of ["timeline", "sessions", "passkeys", "lock", "purposes/notices"]) {
      expect(await mai.wrongs(`/okr/account/${page}`)).toEqual([]);
    }

    await mai.go("/okr/account/export");
    if (mai.path.startsWith("/okr/account/step-up")) await stepUp();
    expect(await mai.wrongs()).toEqual([]);
    const [copy] = await Promise.all([mai.page.waitForEvent("download"), mai.page.getByRole("button", { name: "Tải về (.zip)" }).click()]);
    const zip = unzip(await readFile(await copy.path()));
    const data: unknown = JSON.parse(zip.get("data.json")?.toString() ?? "");
    const written = JSON.stringify(data);
    for (const value of ["mailan.94", email, "12 đường Mẫu, Hà Nội"]) expect(written).toContain(value);
    expect(written).not.toContain(password);
    expect(zip.get("index.html")?.toString()).toContain("mailan.94");
    expect([...zip.keys()]).toContain("timeline.csv");

    await mai.go("/okr/account");
    await mai.follow("Xoá Địa chỉ");
    if (mai.path.startsWith("/okr/account/step-up")) await stepUp();
    expect(await mai.wrongs()).toEqual([]);
    await mai.press("Xoá mục này");
    expect(await mai.lacks("Đã xoá. Mục này không mở lại được nữa.")).toEqual([]);
    expect(await mai.page.locator(".facts").allInnerTexts()).not.toContain("12 đường Mẫu");

    await mai.follow("Xoá mọi thứ về tôi");
    if (mai.path.startsWith("/okr/account/step-up")) await stepUp();
    expect(mai.path).toBe("/okr/account/erase");
    expect(await mai.wrongs()).toEqual([]);
    await mai.press("Xoá vĩnh viễn");
    expect(await mai.lacks("Còn một chỗ cần sửa")).toEqual([]);
    await mai.choose({ confirm: "yes" });
    await mai.press("Xoá vĩnh viễn");
    expect(await mai.lacks("Đã xoá mọi thứ về bạn")).toEqual([]);
    await mai.go("/okr/account");
    expect(mai.path).toBe("/okr/account/sign-in?to=%2Fokr%2Faccount");
    await mai.fill({ name: "mailan.94", password });
    await mai.press("Đăng nhập");
    expect(mai.path).toBe("/okr/account/sign-in");
    expect(await mai.lacks("OKR.Business giữ gì về bạn")).not.toEqual([]);
    await mai.leave();

    async function stepUp(): Promise<void> {
      expect(await mai.wrongs()).toEqual([]);
      await mai.fill({ password });
      await mai.press("Tiếp tục");
    }
  });
}
