import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { pdf, png } from "./papers.js";
import type { Town } from "./town.js";

const email = "khanh.ly@vidu.example";
const name = "Trần Khánh Ly";

/** Everything OKVIP asks anybody, by one person on a phone without script. */
export function okvipJourney(town: () => Town): void {
  it("okvip: enters by code, joins an event, answers a survey, disputes, applies for work, and stops marketing", {
    timeout: 90_000,
  }, async () => {
    const t = town();
    const ly = await t.visitor();
    await ly.go("/okvip/forms/account");
    await ly.fill({ full_name: name, email });
    await ly.choose({ "consents.account": "given", "consents.marketing": "given", "consents.improvement": "refused" });
    await ly.choose({ "duties.keep_true": "yes", "duties.keep_secret": "yes" });
    await ly.send();
    await ly.fill({ code: await t.codeFor("okvip", email) });
    await ly.press("Xác nhận");
    await ly.follow("Xem và quản lý dữ liệu của tôi");
    expect(await ly.lacks(name, email)).toEqual([]);
    await ly.press("Thoát");
    expect(ly.path).toBe("/okvip");

    await ly.follow("Xem dữ liệu của tôi");
    await ly.fill({ email });
    await ly.press("Gửi mã cho tôi");
    expect(await ly.wrongs()).toEqual([]);
    await ly.fill({ code: await t.codeFor("okvip", email) });
    await ly.press("Tiếp tục");
    expect(ly.path).toBe("/okvip/account");

    await ly.go("/okvip/forms/event_signup");
    await ly.fill({ full_name: name, email });
    await ly.choose({ "consents.event": "given", "duties.keep_true": "yes" });
    await ly.send();
    expect(await ly.lacks("Đã nhận")).toEqual([]);

    await ly.go("/okvip/forms/survey");
    await ly.fill({ survey_answers: "Tổ chức chu đáo.\nÂm thanh hơi nhỏ." });
    await ly.choose({ "consents.market_survey": "given" });
    await ly.send();
    expect(await ly.lacks("Đã nhận")).toEqual([]);

    await ly.go("/okvip/forms/dispute");
    await ly.fill({ full_name: name, email, dispute: "Tôi bị khoá quyền tham dự mà không rõ lý do." });
    await ly.choose({ "consents.dispute_support": "given", "duties.keep_true": "yes" });
    await ly.send();
    expect(await ly.lacks("Đã nhận")).toEqual([]);

    await ly.go("/okvip/forms/job_application");
    await ly.fill({ full_name: name, email, application_note: "Em làm được cuối tuần." });
    await ly.choose({ "consents.recruitment": "given", "duties.keep_true": "yes" });
    const cv = ly.page.locator('input[type="file"][name="cv"]');
    await cv.setInputFiles({ name: "cv.pdf", mimeType: "application/pdf", buffer: png });
    await ly.send();
    expect(await ly.lacks("Còn một chỗ cần sửa", "nội dung tệp không đúng với đuôi tên", "Trình duyệt không gửi lại mục này")).toEqual([]);
    expect([await ly.typed("full_name"), await ly.typed("application_note")]).toEqual([name, "Em làm được cuối tuần."]);
    expect(await ly.page.locator('input[name="consents.recruitment"][value="given"]').isChecked()).toBe(true);
    await cv.setInputFiles({ name: "Hồ sơ Khánh Ly.pdf", mimeType: "application/pdf", buffer: pdf });
    await ly.send();
    expect(await ly.lacks("Đã nhận")).toEqual([]);

    await ly.go("/okvip/account");
    expect(await ly.lacks("Tổ chức chu đáo.", "Tôi bị khoá quyền tham dự", "Em làm được cuối tuần.", "Hồ sơ Khánh Ly.pdf")).toEqual([]);
    expect(await ly.wrongs()).toEqual([]);
    const file = ly.page.getByRole("link", { name: "Hồ sơ Khánh Ly.pdf" });
    const [taken] = await Promise.all([ly.page.waitForEvent("download"), file.click()]);
    expect(await readFile(await taken.path())).toEqual(pdf);
    // Where a machine names no locale, Chromium takes file names for ASCII and loses this one: the answer itself is asked.
    const answer = await ly.page.request.get(taken.url());
    expect(decodeURIComponent(answer.headers()["content-disposition"] ?? "")).toBe("attachment; filename*=UTF-8''Hồ sơ Khánh Ly.pdf");

    await ly.press("Dừng mọi thư quảng cáo");
    expect(await ly.lacks("Đã dừng mọi việc quảng cáo.", "Đã dừng: bạn rút lại đồng ý")).toEqual([]);
    await ly.leave();
  });
}
