import { expect, it } from "vitest";
import type { Town } from "./town.js";

/** The two organisations that only want to get in touch. */
export function contactJourneys(town: () => Town): void {
  it("clever: sends a contact form, confirming that it is true; a field nobody declared is refused", { timeout: 60_000 }, async () => {
    const t = town();
    const binh = await t.visitor();
    await binh.go("/clever");
    await binh.follow("Liên hệ với Clever Group");
    expect(await binh.lacks("bạn xác nhận thông tin trên là đúng và đủ")).toEqual([]);
    await binh.fill({ full_name: "Lê Thanh Bình", email: "binh@vidu.example", message: "Xin báo giá.\nCảm ơn." });
    await binh.choose({ "consents.service": "given", "consents.introductions": "refused", "duties.keep_current": "yes" });
    await binh.page.evaluate(
      `document.querySelector("form.form").insertAdjacentHTML("beforeend", '<input name="id_card" value="001094000123">')`,
    );
    await binh.send();
    expect(binh.path).toBe("/clever/forms/contact");
    expect(await binh.lacks("cần sửa")).toEqual([]);
    expect(await binh.typed("message")).toBe("Xin báo giá.\nCảm ơn.");
    expect(await t.db.owner("select 1 from submission s join organisation o on o.id = s.organisation_id where o.slug = 'clever'")).toEqual(
      [],
    );
    await binh.send();
    expect(await binh.lacks("Đã nhận", "Chúng tôi đã nhận được thông tin bạn gửi.")).toEqual([]);
    await binh.leave();
  });

  it("oxygen: a company asks for a consultation, and nothing else can be sent there", { timeout: 60_000 }, async () => {
    const t = town();
    const hoa = await t.visitor();
    await hoa.go("/oxygen");
    expect(await hoa.page.locator('a[href^="/oxygen/forms/"]').count()).toBe(1);
    await hoa.follow("Đăng ký để được tư vấn");
    await hoa.fill({ company: "Công ty Ví Dụ", representative: "Đặng Thị Hoa", industry: "Bán lẻ", need: "Cần trang bán hàng." });
    await hoa.fill({ phone: "028 3930 1234", email: "hoa@vidu.example" });
    expect(await hoa.page.locator('[name="consents.offers"]').count()).toBe(0);
    await hoa.choose({ "consents.consultation": "given" });
    await hoa.send();
    expect(await hoa.lacks("Đã nhận")).toEqual([]);
    await hoa.leave();

    for (const other of ["account", "registration", "contact", "visit"]) {
      expect((await fetch(`${t.url}/oxygen/forms/${other}`)).status).toBe(404);
    }
    const sent = await fetch(`${t.url}/api/v1/submissions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ touchpoint: "consultation_request", channel: "api", fields: {} }),
    });
    expect(sent.status).toBe(401);
  });
}
