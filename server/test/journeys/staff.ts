import { expect, it } from "vitest";
import { otpNow, staffPassword } from "../staff.js";
import { customer } from "./khoingo.js";
import type { Town } from "./town.js";
import { type Visitor, wrongsOf } from "./visitor.js";

const email = "quan.tri@khoingo.example";

/** Staff at the console: the administrator from the one-time link on, and a colleague they invite. Comes after `khoingoJourney`. */
export function staffJourney(town: () => Town): void {
  let admin: Visitor;
  let staff: Visitor;
  let secret = "";

  it("console: the one-time link sets up access with a password and an authenticator, and works once", { timeout: 60_000 }, async () => {
    const t = town();
    admin = await t.visitor({ script: true, width: 1280 });
    secret = await setUp(admin, t.administratorLink, "Trần Thị Quản Trị", email);
    await admin.page.getByRole("button", { name: /Trần Thị Quản Trị/ }).click();
    await admin.page.getByRole("menuitem", { name: "Đăng xuất" }).click();
    await admin.page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();

    const thief = await t.visitor({ script: true, width: 1280 });
    await thief.go(t.administratorLink);
    await thief.page.locator("main .err, main [role=alert]").first().waitFor();
    expect(await thief.page.getByLabel("Tên của bạn").count()).toBe(0);
    await thief.leave();
  });

  it("console: chooses the organisation and signs in; invites a colleague, who sets up by the link", { timeout: 90_000 }, async () => {
    const { page } = admin;
    await admin.go("/console");
    await page.getByRole("link", { name: "Khôi Ngô" }).click();
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Mật khẩu").first().fill(staffPassword);
    // No number works twice: this is the next one.
    await page.getByLabel("Số trên ứng dụng xác thực").fill(otpNow(secret, new Date()));
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
    await page.getByRole("link", { name: "Hôm nay" }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);

    await page.getByRole("link", { name: "Nhân viên" }).click();
    await page.getByRole("button", { name: "Mời nhân viên" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Tên").fill("Lê Văn Mới");
    await dialog.getByLabel("Email").fill("moi@khoingo.example");
    await dialog.getByRole("checkbox", { name: "Ban giám đốc" }).check();
    await dialog.getByRole("checkbox", { name: "Bộ phận kinh doanh" }).check();
    expect(await wrongsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Mời nhân viên" }).click();
    await page.getByText("Trao liên kết này").waitFor();
    const link = await page.locator("code.once").innerText();
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Đóng" }).click();
    await page.getByText("Đã mời, chưa vào").waitFor();
    expect(await wrongsOf(page)).toEqual([]);

    staff = await town().visitor({ script: true, width: 1280 });
    await setUp(staff, link, "Lê Văn Mới", "moi@khoingo.example");
  });

  it("console: finds by a name without accents and by last digits", { timeout: 60_000 }, async () => {
    const { page } = staff;
    for (const looked of ["nguyen thi thu huong", "3444"]) {
      await page.locator("#q").fill(looked);
      await page.locator("#q").press("Enter");
      await page.locator("tbody tr").first().waitFor();
      expect(await page.locator("tbody tr").count(), looked).toBe(1);
      expect(await page.locator("main").innerText()).not.toContain(customer.name);
      expect(page.url()).not.toMatch(/huong|3444/);
    }
    expect(await wrongsOf(page)).toEqual([]);
  });

  it("console: a purpose opens what it needs and masks the rest with the reason; a value is corrected", { timeout: 60_000 }, async () => {
    const { page } = staff;
    await page.locator("tbody tr a").first().click();
    const values = page.locator("table.data");
    await values.waitFor();
    expect(await values.innerText()).not.toContain("77 đường Mới");
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("radio", { name: "Hỗ trợ và tư vấn mua sản phẩm" }).check();
    await page.getByRole("button", { name: "Mở theo việc này" }).click();
    await page.getByText("Lần đọc này đã ghi").waitFor();
    const opened = await values.innerText();
    expect(opened).toContain("Gọi sau 17 giờ.");
    expect(opened).not.toContain("77 đường Mới");
    expect(opened).toMatch(/Việc đang làm không cần đến|Vai trò của bạn không mở mục này/);
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Sửa: Ghi chú" }).first().click();
    await page
      .getByRole("dialog")
      .getByLabel("Giá trị đúng")
      .or(page.getByRole("dialog").getByLabel("Ghi chú"))
      .first()
      .fill("Gọi trước 9 giờ.");
    await page
      .getByRole("dialog")
      .getByLabel(/Họ chứng minh/)
      .selectOption("call_back");
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Lưu" }).click();
    await page.getByText("Đã sửa và ghi vào nhật ký.").waitFor();
    await values.getByText("Gọi trước 9 giờ.").waitFor();
    for (const part of ["Đồng ý", "Nhật ký", "Gộp, xoá"]) {
      await page.getByRole("tab", { name: part }).click();
      await page.locator(`[role="tabpanel"] :is(table, ol, h2)`).first().waitFor();
      expect(await wrongsOf(page), part).toEqual([]);
    }
  });

  it("console: a call is recorded, merged with the known record on evidence, and separated again", { timeout: 60_000 }, async () => {
    const { page } = staff;
    const known = page.url().split("?")[0] ?? "";
    await page.getByRole("link", { name: "Ghi cuộc gọi" }).first().click();
    await page.getByLabel("Người gọi cần gì?").selectOption("enquiry");
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByLabel(/^Họ và tên/).fill("Nguyễn Thu Hương");
    await page.getByLabel("Loại: Số điện thoại 1").selectOption("mobile");
    await page.getByLabel("Số điện thoại 1", { exact: true }).fill("0977 555 666");
    await page.getByRole("radio", { name: "Đồng ý", exact: true }).first().check();
    await page.getByRole("button", { name: "Ghi lại" }).click();
    await page.getByText("Ghi cách họ đồng ý nhé.").waitFor();
    await page.getByLabel(/Họ đồng ý bằng cách nào/).selectOption("recorded_call");
    await page.getByRole("button", { name: "Ghi lại" }).click();
    await page.getByText("Đã ghi cuộc gọi.").waitFor();
    expect(await wrongsOf(page)).toEqual([]);

    await staff.go(`${known}?part=more`);
    await page.getByLabel("Tìm hồ sơ kia").fill("5666");
    await page.getByRole("button", { name: "Tìm", exact: true }).click();
    await page.locator('input[name="other"]').first().check();
    await page.getByLabel(/^Chứng cứ/).selectOption("call_back");
    await page.getByRole("button", { name: "Gộp hai hồ sơ" }).click();
    await page.getByText("Đã gộp hai hồ sơ.").waitFor();
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await page.getByText("Đã tách lại như trước.").waitFor();
  });

  it("the person reads in the timeline who opened what, in which role and for what", { timeout: 60_000 }, async () => {
    const t = town();
    const huong = await t.visitor();
    await huong.go("/khoingo/account");
    await huong.fill({ email: customer.email });
    await huong.press("Gửi mã cho tôi");
    await huong.fill({ code: await t.codeFor("khoingo", customer.email) });
    await huong.press("Tiếp tục");
    await huong.follow("Xem cả nhật ký");
    expect(await huong.lacks(/hỗ trợ và tư vấn mua sản phẩm/i, "Ban giám đốc")).toEqual([]);
    await huong.leave();
  });

  it("console: a fault stops the policy, its mend is published, and the notice shows what differs", { timeout: 90_000 }, async () => {
    const { page } = admin;
    await page.getByRole("link", { name: "Chính sách", exact: true }).click();
    const editor = page.getByRole("textbox", { name: "Tệp chính sách" });
    await editor.waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    const source = await editor.inputValue();
    await editor.fill(source.replace("confirms: emails", "confirms: khong_co"));
    await page.getByText(/lỗi chặn công bố/).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    expect(await page.getByRole("button", { name: "Công bố", exact: true }).getAttribute("aria-disabled")).toBe("true");
    await editor.fill(source.replace("Khảo sát khách hàng", "Khảo sát ý kiến của khách"));
    await page.getByText(/lỗi chặn công bố/).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Lưu nháp" }).click();
    await page.getByText("Đã lưu nháp").first().waitFor();
    await page.getByRole("button", { name: "Công bố", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/Vì sao đổi/).fill("Gọi cho đúng hơn.");
    expect(await wrongsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: /^Công bố/ }).click();
    await page.getByText("Đã công bố.").waitFor();

    const reader = await town().visitor();
    await reader.go("/khoingo/notice/2");
    expect(await reader.lacks("Khảo sát ý kiến của khách")).toEqual([]);
    expect(await reader.page.locator("#differences").innerText()).toContain("Khảo sát ý kiến của khách");
    expect(await reader.wrongs()).toEqual([]);
    await reader.leave();
  });

  it("console: outbox, promises, keys and one's own security; a key is shown once; signing out ends it", { timeout: 90_000 }, async () => {
    const { page } = admin;
    await page.getByRole("link", { name: "Thư đi" }).click();
    await page.getByRole("button", { name: "Mở thư" }).first().click();
    await page.getByRole("dialog").getByText("Gửi tới").waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Cam kết" }).click();
    await page.getByRole("heading", { level: 1, name: "Cam kết" }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);

    await page.getByRole("link", { name: "Khoá API" }).click();
    await page.getByRole("button", { name: "Tạo khoá" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Dùng cho").fill("biểu mẫu trang chủ");
    await dialog.getByRole("checkbox").first().check();
    await dialog.getByRole("button", { name: "Tạo khoá" }).click();
    await page.getByText("Khoá mới").waitFor();
    const key = await page.locator("code.once").innerText();
    await page.getByRole("dialog").getByRole("button", { name: "Đóng" }).click();
    await page.reload();
    await page.getByText("biểu mẫu trang chủ").waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await wrongsOf(page)).toEqual([]);
    await admin.go("/console/khoingo/me");
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: /Trần Thị Quản Trị/ }).click();
    await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
    await page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
    await admin.go("/console/khoingo/outbox");
    await page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
    await admin.leave();
    await staff.leave();
  });
}

/** Follows a one-time link to its end; answers the authenticator's secret. */
async function setUp(who: Visitor, link: string, name: string, mail: string): Promise<string> {
  const { page } = who;
  await who.go(link);
  await page.getByLabel("Tên của bạn").fill(name);
  expect(page.url()).not.toContain("#");
  await page.getByLabel("Email").fill(mail);
  expect(await wrongsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("radio", { name: /Mật khẩu và ứng dụng xác thực/ }).check();
  const secret = (await page.locator("code.once").innerText()).replaceAll(" ", "");
  await page.getByLabel("Mật khẩu mới").fill(staffPassword);
  await page.getByLabel("Số ứng dụng đang hiện").fill(otpNow(secret, new Date(Date.now() - 30_000)));
  expect(await wrongsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Xong" }).click();
  await page.locator(".codes li").first().waitFor();
  expect(await wrongsOf(page)).toEqual([]);
  await page.getByRole("checkbox", { name: "Tôi đã cất các mã." }).check();
  await page.getByRole("button", { name: "Vào trang làm việc" }).click();
  await page.getByRole("link", { name: "Hôm nay" }).waitFor();
  return secret;
}
