import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { besides, desk } from "./desk.js";
import { pdf } from "./papers.js";
import type { Town } from "./town.js";
import { wrongsOf } from "./visitor.js";

/** khoingo-17: a court asks about two clients; the board grants a part of it, hands that over, and the client sees it once its day has come. */
export function courtJourney(town: () => Town): void {
  it("khoingo: a court's demand is entered, granted in part on its document, handed over, and shown to the person after its day", {
    timeout: 90_000,
  }, async () => {
    const t = town();
    const toa = await t.visitor();
    await toa.go("/khoingo/forms/service_order");
    await toa.fill({ full_name: "Đinh Thị Toà", "addresses.0.kind": "home", "addresses.0.value": "5 đường Mẫu, Quận 3" });
    await toa.fill({ "phones.0.kind": "mobile", "phones.0.value": "0908 551 001", "emails.0.kind": "personal" });
    await toa.fill({ "emails.0.value": "toa@vidu.example" });
    await toa.choose({ "consents.supply": "given" });
    await toa.send();
    await toa.fill({ code: await t.codeFor("khoingo", "toa@vidu.example") });
    await toa.press("Xác nhận");
    await toa.follow("Xem và quản lý dữ liệu của tôi");
    const sales = await besides(t, await desk(t, "khoingo", ["sales"]));
    const { person } = await sales("POST", "/submissions", {
      touchpoint: "enquiry",
      channel: "phone",
      fields: { full_name: "Đinh Văn Án", phones: [{ kind: "mobile", value: "0908 551 002" }] },
      consents: { advice: "given", promotion: "refused" },
      method: "recorded_call",
      notice_version: 1,
    });

    const board = await desk(t, "khoingo", ["board"]);
    const { page } = board;
    await board.go("/console/khoingo/authorities");
    await page.getByText("Chưa cơ quan nào yêu cầu gì").waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Ghi một yêu cầu" }).click();
    await page.getByText("Sổ bên nhận chưa có cơ quan nào").waitFor();
    await page.getByRole("button", { name: "Ghi cơ quan vào sổ" }).click();
    await page.getByRole("dialog").getByLabel("Tên").fill("Toà án nhân dân quận Ba");
    await page.getByRole("dialog").getByRole("button", { name: "Ghi", exact: true }).click();

    for (const [nth, name] of ["dinh thi toa", "dinh van an"].entries()) {
      await page.getByLabel("Tìm người: điện thoại").fill(name);
      await page.getByRole("button", { name: "Tìm", exact: true }).click();
      await page.locator('input[name="persons"]').nth(nth).check();
    }
    await page.locator('select[name="party"]').selectOption({ label: "Toà án nhân dân quận Ba" });
    const [today, later] = [dayFrom(0), dayFrom(3)];
    await board.fill({
      body: "court",
      reason: "violation",
      violation: "Vụ án 12/2026, điều 174 Bộ luật Hình sự",
      basis: "Bộ luật Tố tụng dân sự, điều 106",
      document_number: "45/2026/QĐ-TA",
      document_on: today,
      reply_by: later,
      purpose: "supply",
      hidden_until: later,
    });
    for (const field of ["full_name", "phones", "emails"]) await page.locator(`input[name="fields"][value="${field}"]`).check();
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Ghi vào sổ" }).click();

    await page.getByRole("heading", { level: 1, name: "45/2026/QĐ-TA" }).waitFor();
    await page.getByText("Tải lên rồi mới quyết định được").waitFor();
    expect(await page.getByRole("button", { name: "Quyết định" }).count()).toBe(0);
    await page.locator('input[name="file"]').setInputFiles({ name: "cong-van.pdf", mimeType: "application/pdf", buffer: pdf });
    await page.getByRole("button", { name: "Cất văn bản" }).click();
    await page.getByRole("radio", { name: "Chấp nhận một phần" }).check();
    await page.locator('input[name="fields"][value="full_name"]').check();
    await page.locator(`input[name="persons"]:not([value="${String(person)}"])`).check();
    await page.getByLabel("Lý do từ chối").fill("Phần còn lại ngoài phạm vi vụ án");
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Quyết định" }).click();
    await page.getByRole("heading", { name: "Thi hành" }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await board.fill({ form: "csv" });
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Lấy tệp để giao" }).click()]);
    const left = await readFile(await file.path(), "utf8");
    expect(left).toContain("Đinh Thị Toà");
    expect(left).not.toMatch(/Văn Án|551|vidu\.example/);
    await page.getByText("Đã thực hiện một phần").first().waitFor();

    await page.getByRole("link", { name: "Xem thư trả lời" }).click();
    await page.getByText("Kính gửi").waitFor();
    const letter = await page.locator(".reply").innerText();
    for (const said of ["Công ty TNHH Khôi Ngô", "45/2026/QĐ-TA", "Toà án nhân dân quận Ba", "Phần còn lại ngoài phạm vi vụ án"])
      expect(letter).toContain(said);
    expect(letter).not.toContain("Đinh");
    expect(await wrongsOf(page)).toEqual([]);
    await board.go("/khoingo/promises");
    expect(await board.lacks(/Năm \d{4}: 1 yêu cầu/)).toEqual([]);

    await toa.go("/khoingo/account");
    expect(await toa.text()).not.toContain("Toà án nhân dân quận Ba");
    // Its day comes.
    for (const table of ["disclosure", "disclosure_person"])
      await t.db.owner(`update ${table} set hidden_until = '2026-01-01' where hidden_until is not null`);
    await toa.go("/khoingo/account");
    expect(await toa.lacks("Toà án nhân dân quận Ba", "cơ quan nhà nước yêu cầu theo luật")).toEqual([]);
    expect(await toa.wrongs()).toEqual([]);
    await board.go("/console/khoingo/authorities");
    await page.getByRole("link", { name: "45/2026/QĐ-TA" }).click();
    await page.getByText("Số người: 2").click();
    const other = String(person).slice(-8);
    await page.locator(`details a:not(:text("${other}"))`).click();
    await page.getByRole("tab", { name: "Đồng ý" }).click();
    await page.getByText("Toà án nhân dân quận Ba").waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await board.go("/console/khoingo/recipients");
    await page.getByRole("link", { name: "Toà án nhân dân quận Ba" }).click();
    await page.getByRole("heading", { name: "Thông tin" }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
  });
}

/** A legal date so many days from today. */
export function dayFrom(days: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date(Date.now() + days * 86_400_000));
}
