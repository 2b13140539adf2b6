import { expect, it } from "vitest";
import type { Town } from "./town.js";
import { wrongsOf } from "./visitor.js";

/** Forms that go wrong, without script. */
export function hostileJourneys(town: () => Town): void {
  it("a refused form keeps what was typed, secrets apart, and its summary leads to each fault", { timeout: 60_000 }, async () => {
    const t = town();
    const who = await t.visitor();
    await who.go("/okr/forms/registration");
    await who.fill({ username: "minh tú", password: "ngắn", email: "khong-phai-email", phone: "12", address: '1 <b>đường</b> "Mẫu"' });
    await who.choose({ "consents.notices": "refused" });
    await who.send();
    expect(await who.page.title()).toMatch(/^Lỗi: /);
    expect(await who.typed("address")).toBe('1 <b>đường</b> "Mẫu"');
    expect([await who.typed("username"), await who.typed("email"), await who.typed("phone")]).toEqual([
      "minh tú",
      "khong-phai-email",
      "12",
    ]);
    expect(await who.typed("password")).toBe("");
    expect(await who.page.locator('input[name="consents.notices"][value="refused"]').isChecked()).toBe(true);
    const links = await who.page.locator(".alert a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    expect(links).toEqual(expect.arrayContaining(["#username", "#email", "#phone", "#consents.service", "#duties.guard_account"]));
    for (const link of links) expect(await who.page.locator(`[id="${link.slice(1)}"]`).count(), link).toBe(1);
    await who.leave();

    const scripted = await t.visitor({ script: true });
    await scripted.go("/okr/forms/registration");
    await scripted.send();
    expect(await scripted.lacks("cần sửa")).toEqual([]);
    expect(await wrongsOf(scripted.page)).toEqual([]);
    await scripted.go("/khoingo/forms/service_order");
    await scripted.fill({ "phones.0.value": "12" });
    await scripted.send();
    expect(await wrongsOf(scripted.page)).toEqual([]);
    await scripted.leave();
  });

  it("robots are asked once more: too fast, or a hidden box filled in; a person loses nothing", { timeout: 60_000 }, async () => {
    const t = town();
    const who = await t.visitor();
    await who.go("/clever/forms/contact");
    await who.page.evaluate(`document.querySelector("[name=full_name]").value = "Vội Vàng"`);
    await who.press("Gửi");
    expect(await who.lacks("gửi nhanh hơn một người có thể gõ")).toEqual([]);
    expect(await who.typed("full_name")).toBe("Vội Vàng");
    await who.fill({ email: "voi@vidu.example" });
    await who.choose({ "consents.service": "given", "duties.keep_current": "yes" });
    await who.page.evaluate(`document.querySelector("[name=website]").value = "https://spam.example"`);
    await who.send();
    expect(await who.lacks("Một ô ẩn dành cho máy đã bị điền")).toEqual([]);
    await who.go(who.path);
    await who.fill({ full_name: "Vội Vàng", email: "voi@vidu.example" });
    await who.choose({ "consents.service": "given", "duties.keep_current": "yes" });
    await who.send();
    expect(await who.lacks("Đã nhận")).toEqual([]);
    await who.leave();
  });

  it("the same form sent twice at once is one submission", { timeout: 30_000 }, async () => {
    const t = town();
    const who = await t.visitor();
    await who.go("/clever/forms/contact");
    await who.fill({ full_name: "Hai Lần", email: "hai.lan@vidu.example" });
    await who.choose({ "consents.service": "given", "duties.keep_current": "yes" });
    const form = await who.page.evaluate<string>(`new URLSearchParams(new FormData(document.querySelector("form.form"))).toString()`);
    const sent = "select count(*)::int as n from submission s join organisation o on o.id = s.organisation_id where o.slug = 'clever'";
    const [before] = await t.db.owner<{ n: number }>(sent);
    await who.ripen();
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: t.url, "accept-language": "vi" };
    const post = () => fetch(`${t.url}/clever/forms/contact`, { method: "POST", headers, body: form });
    for (const answer of await Promise.all([post(), post()])) expect(await answer.text()).toContain("Đã nhận");
    expect(await t.db.owner(sent)).toEqual([{ n: (before?.n ?? 0) + 1 }]);
    await who.leave();
  });

  it("a code works once and not for ever", { timeout: 60_000 }, async () => {
    const t = town();
    const who = await t.visitor();
    const email = "ma.code@vidu.example";
    await who.go("/clever/forms/account");
    await who.fill({ full_name: "Mã Một Lần", email });
    await who.choose({ "consents.service": "given", "duties.keep_current": "yes" });
    await who.send();
    const code = await t.codeFor("clever", email);
    await who.fill({ code: code === "00000000" ? "00000001" : "00000000" });
    await who.press("Xác nhận");
    expect(await who.page.title()).toMatch(/^Lỗi: /);
    await who.fill({ code });
    await who.press("Xác nhận");
    expect(who.path).toBe("/clever/forms/account/done?with=confirmed");
    await who.go("/clever/forms/account/confirm");
    await who.fill({ code });
    await who.press("Xác nhận");
    expect(await who.page.title()).toMatch(/^Lỗi: /);

    await who.go("/clever/account");
    await who.press("Thoát");
    await who.go("/clever/account/sign-in");
    await who.fill({ email });
    await who.press("Gửi mã cho tôi");
    const late = await t.codeFor("clever", email);
    await t.db.owner("update code set expires_at = $1", [new Date(Date.now() - 1000)]);
    await who.fill({ code: late });
    await who.press("Tiếp tục");
    expect(await who.lacks("Mã")).toEqual([]);
    expect(await who.page.title()).toMatch(/^Lỗi: /);
    await who.go("/clever/account");
    expect(who.path).toBe("/clever/account/sign-in?to=%2Fclever%2Faccount");
    await who.leave();
  });

  it("an unknown organisation tells nothing; the language switch keeps the page and is remembered", { timeout: 30_000 }, async () => {
    const t = town();
    const nobody = await fetch(`${t.url}/khong-co-to-chuc/notice`, { headers: { "accept-language": "vi" } });
    expect(nobody.status).toBe(404);
    expect(await nobody.text()).not.toMatch(/okr|clever|okvip|oxygen|khoingo|clinic/i);
    const who = await t.visitor();
    await who.go("/okr/notice/1?against=1");
    await who.follow("English");
    expect(who.path).toBe("/okr/notice/1?against=1&lang=en");
    expect(await who.page.locator("html").getAttribute("lang")).toBe("en");
    await who.go("/okr/forms/registration");
    expect(await who.lacks("Member registration", "Do you agree?")).toEqual([]);
    await who.leave();
  });
}
