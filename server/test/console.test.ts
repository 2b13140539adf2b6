import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, launchBrowser, overflow } from "../../tools/browser.js";
import { addAuthenticator } from "./passkey-browser.js";
import { build, bundleConsole, freePort, type Running, run } from "./process.js";

const name = "Trần Thị Ngọc Ánh";
const phone = "0903115824";
let root: string;
let url: string;
let server: Running;
let browser: Browser;
let admin: Page;
let colleague: Page;
/** Everything a page complained about: script errors, and what its content policy refused. */
const complaints: string[] = [];

beforeAll(async () => {
  build();
  bundleConsole();
  root = await mkdtemp(join(tmpdir(), "kept-console-"));
  await chmod(root, 0o711);
  const port = await freePort();
  url = `http://localhost:${port}`;
  const at = (folder: string) => join(root, folder);
  server = run({ file: "main.js" }, { PORT: String(port), KEPT_DATA: at("data"), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger") });
  await server.says(/Kept is ready/);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  server?.child.kill("SIGTERM");
  await server?.ended;
  await rm(root, { recursive: true, force: true });
});

describe("the console", () => {
  it("sets up the first administrator by a passkey, and forgets the link's token at once", { timeout: 90_000 }, async () => {
    const link = (await server.says(/http:\S+\/console\/set-up#\S+/)).trim();
    admin = await newPage(await browser.newContext({ locale: "vi-VN" }));
    await addAuthenticator(admin);
    await admin.goto(link);
    await admin.getByLabel("Tên của bạn").fill("Đỗ Minh Hà");
    expect(admin.url()).toBe(`${url}/console/set-up`);
    await admin.getByLabel("Email").fill("ha@vidu.example");
    await press(admin, "Tiếp tục");
    await press(admin, "Tạo khoá truy cập");
    await admin.getByText("Tôi đã cất các mã.").click();
    await press(admin, "Vào trang làm việc");
    await admin.getByRole("heading", { name: "Làm trước" }).waitFor();
  });

  it("shows the door to who is not signed in, and goes back where they wanted to go", { timeout: 60_000 }, async () => {
    await admin.context().clearCookies();
    await admin.goto(`${url}/console/khoingo/staff`);
    await press(admin, "Dùng khoá truy cập");
    await admin.getByRole("heading", { name: "Nhân viên" }).waitFor();
    expect(new URL(admin.url()).pathname).toBe("/console/khoingo/staff");
  });

  it("invites a colleague, who sets up a password and an authenticator of their own", { timeout: 90_000 }, async () => {
    await press(admin, "Mời nhân viên");
    await admin.getByLabel("Tên").fill("Lê Quốc Bảo");
    await admin.getByLabel("Email").fill("bao@vidu.example");
    for (const role of ["Ban giám đốc", "Bộ phận kinh doanh"]) await admin.getByText(role).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Mời nhân viên" }).click();
    const link = (await admin.locator("code.once").innerText()).trim();
    await press(admin, "Đóng");
    colleague = await newPage(await browser.newContext({ locale: "vi-VN", viewport: { width: 390, height: 844 }, hasTouch: true }));
    await colleague.goto(link);
    await press(colleague, "Tiếp tục");
    await colleague.getByText("Mật khẩu và ứng dụng xác thực").click();
    const secret = (await colleague.locator("code.once").innerText()).replace(/\s/g, "");
    await colleague.getByLabel("Mật khẩu mới").fill("con cò bay lả bay la nhé");
    await colleague.getByLabel("Số ứng dụng đang hiện").fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await press(colleague, "Xong");
    await colleague.getByText("Tôi đã cất các mã.").click();
    await press(colleague, "Vào trang làm việc");
    await colleague.getByRole("heading", { name: "Làm trước" }).waitFor();
  });

  it("says so where a role does not open a screen", async () => {
    await colleague.goto(`${url}/console/khoingo/staff`);
    await colleague.getByText("Vai trò của bạn không mở màn hình này").waitFor();
  });

  it("records a call with nothing preset, and says beside the field what is missing", { timeout: 60_000 }, async () => {
    await openCall();
    expect(await colleague.locator("input:checked").count()).toBe(0);
    await press(colleague, "Ghi lại");
    await colleague.locator("#call-full_name .err").waitFor();
    await tellNameAndPhone(name, phone);
    await press(colleague, "Ghi lại");
    await colleague.locator("#call-method .err").waitFor();
    await recordCall();
  });

  it("finds the caller by a name without accents, masked, and opens just what the purpose needs", { timeout: 60_000 }, async () => {
    await colleague.getByLabel(/Tìm người/).fill("tran thi ngoc anh");
    await colleague.getByLabel(/Tìm người/).press("Enter");
    await colleague.locator("tbody th a").first().click();
    await colleague.getByText("Bạn đang làm việc gì?").waitFor();
    expect(await colleague.locator("main").innerText()).not.toContain(name);
    await colleague.locator("input[name=purpose]").first().check();
    await press(colleague, "Mở theo việc này");
    await colleague.locator("td .opened", { hasText: name }).waitFor();
    await press(colleague, "Che lại ngay");
    expect(await colleague.locator("main").innerText()).not.toContain(name);
    await colleague.getByRole("tab", { name: "Nhật ký" }).click();
    await colleague.locator("ol.line", { hasText: /đọc .+ để/ }).waitFor();
  });

  it("leaves nothing personal in addresses, titles or the browser's storage", async () => {
    const left = await colleague.evaluate<string>(
      "JSON.stringify([location.href, document.title, history.state, {...localStorage}, {...sessionStorage}, document.cookie])",
    );
    for (const word of [name, "ngoc anh", "Ngọc", phone, phone.slice(-6)]) expect(left).not.toContain(word);
  });

  it("merges two records of one person with evidence, and separates them again at once", { timeout: 60_000 }, async () => {
    const first = colleague.url().split("?")[0] ?? "";
    await openCall();
    await tellNameAndPhone("Trần Ngọc Ánh", "0903115825");
    await recordCall();
    await colleague.goto(`${first}?part=more`);
    const find = colleague.locator("main form").filter({ hasText: "Tìm hồ sơ kia" });
    await find.getByLabel(/Tìm hồ sơ kia/).fill("0903115825");
    await find.getByRole("button", { name: "Tìm" }).click();
    await colleague.locator("input[name=other]").check();
    await colleague.getByLabel(/^Chứng cứ/).selectOption("call_back");
    await press(colleague, "Gộp hai hồ sơ");
    await colleague.getByText("Đã gộp hai hồ sơ.").waitFor();
    await press(colleague, "Hoàn tác");
    await colleague.getByText("Đã tách lại như trước.").waitFor();
    await colleague.getByRole("tab", { name: "Nhật ký" }).click();
    await colleague.locator("ol.line li").nth(4).waitFor();
    expect(await colleague.locator("ol.line").innerText()).not.toMatch(/[a-z]\.[a-z]/);
  });

  it("makes a key that is shown this once, and works", { timeout: 60_000 }, async () => {
    await admin.goto(`${url}/console/khoingo/keys`);
    await press(admin, "Tạo khoá");
    await admin.getByLabel("Dùng cho").fill("trang chủ");
    await admin.getByText("Ban giám đốc").click();
    await admin.getByRole("dialog").getByRole("button", { name: "Tạo khoá" }).click();
    const secret = (await admin.locator("code.once").innerText()).trim();
    const answer = await fetch(`${url}/api/v1/people:find`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ text: phone }),
    });
    expect(answer.status).toBe(200);
    await press(admin, "Đóng");
    await admin.reload();
    await admin.locator("tbody th", { hasText: "trang chủ" }).waitFor();
    expect(await admin.content()).not.toContain(secret);
  });

  it("checks the policy while one types, refuses what is broken, and publishes what is not", { timeout: 90_000 }, async () => {
    await admin.goto(`${url}/console/khoingo/policy`);
    const editor = admin.getByRole("textbox", { name: "Tệp chính sách" });
    const source = await editor.inputValue();
    await editor.fill(source.replace("for: supply", "for: nowhere"));
    await admin.getByText(/lỗi chặn công bố/).waitFor();
    expect(await admin.getByRole("button", { name: "Công bố" }).getAttribute("aria-disabled")).toBe("true");
    await editor.fill(source.replace("vi: Đơn hàng, en: Order", "vi: Đơn đặt, en: Order"));
    await admin.locator(".diff li").first().waitFor();
    await press(admin, "Lưu nháp");
    await admin.getByText("Đã lưu nháp.").waitFor();
    await press(admin, "Công bố");
    await admin.getByRole("dialog").getByRole("button", { name: "Công bố Phiên bản 2" }).click();
    await admin.getByText("Đang hiệu lực: phiên bản 2").waitFor();
  });

  it("speaks English when asked, and remembers it", { timeout: 60_000 }, async () => {
    await admin.locator(".who button").click();
    await admin.getByRole("menuitemradio", { name: "English" }).click();
    await admin.reload();
    await admin.getByRole("heading", { name: "Policy", exact: true }).waitFor();
    expect(await admin.evaluate("document.documentElement.lang")).toBe("en");
  });

  it("keeps every screen clean for axe and inside a phone", { timeout: 180_000 }, async () => {
    const found: string[] = [];
    const look = async (page: Page, path: string) => {
      await page.goto(`${url}/console${path}`, { waitUntil: "networkidle" });
      for (const fault of await audit(page)) found.push(`${path}: ${fault}`);
      if ((await overflow(page)) > 0) found.push(`${path} is wider than its window`);
    };
    await admin.setViewportSize({ width: 390, height: 844 });
    for (const screen of ["", "/policy", "/promises", "/outbox", "/import", "/staff", "/keys", "/me"])
      await look(admin, `/khoingo${screen}`);
    const person = colleague.url().match(/people\/[0-9a-f-]{36}/)?.[0];
    for (const screen of ["/people", "/intake", `/${person}`, `/${person}?part=consents`, `/${person}?part=more`])
      await look(colleague, `/khoingo${screen}`);
    const stranger = await newPage(await browser.newContext());
    for (const screen of ["", "/khoingo/sign-in", "/set-up"]) await look(stranger, screen);
    expect(found).toEqual([]);
  });

  it("imports a list: consent only where someone said so, a trial first, a report of what was refused", { timeout: 120_000 }, async () => {
    await admin.context().clearCookies();
    await admin.goto(`${url}/console/clever/import`);
    await press(admin, "Use a passkey");
    await press(admin, "Import a file");
    await admin.getByLabel(/Which touchpoint/).selectOption({ label: "Contact Clever Group" });
    await admin.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "", buffer: Buffer.from(listed) });
    await press(admin, "Upload");
    const column = (n: number) => admin.locator(`[name=column-${n}]`);
    await column(6).waitFor();
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => column(n).inputValue()))).toEqual([
      "field:full_name",
      "field:email",
      "field:phone",
      "",
      "",
      "",
    ]);
    await column(4).selectOption("consent:service");
    await admin.locator("[name=given-4]").fill("có");
    await admin.getByLabel(/How did they agree/).selectOption("paper");
    for (const [n, target] of [
      [5, "duty:keep_current"],
      [6, "accuracy"],
    ] as const) {
      await column(n).selectOption(target);
      await admin.locator(`[name=given-${n}]`).fill("x");
    }
    expect(await audit(admin)).toEqual([]);
    expect(await overflow(admin)).toBe(0);
    await press(admin, "Try it");
    await admin.locator("tbody tr", { hasText: "Not an e-mail address." }).waitFor();
    expect(await admin.locator("tbody tr th").innerText()).toBe("3");
    const [report] = await Promise.all([admin.waitForEvent("download"), press(admin, "Download the report (CSV)")]);
    expect(await readFile(await report.path(), "utf8")).toContain('"3","2","Email","Not an e-mail address.","value.email"');
    await press(admin, "Import for real");
    await admin.getByText("The trial: 1 taken, 1 refused.").waitFor();
    await admin.getByRole("dialog").getByRole("button", { name: "Import for real" }).click();
    await admin.locator(".badge", { hasText: "Imported" }).waitFor();
    expect(await admin.locator("dl.facts dd").allInnerTexts()).toEqual(expect.arrayContaining(["2", "1", "1"]));
    await admin.getByRole("link", { name: "All imports" }).click();
    await admin.locator("tbody td", { hasText: "Contact Clever Group" }).waitFor();
  });

  it("made no page complain: no script failed, the server neither, and the content policy had nothing to refuse", () => {
    expect(complaints).toEqual([]);
  });
});

const listed = `Họ và tên,Email,Số điện thoại,Đồng ý,Cam kết,Đúng
Nguyễn Thị Nhập,nhap@vidu.example,0903115900,có,x,x
Trần Văn Sai,sai.thu,0903115901,có,x,x
`;

async function openCall(): Promise<void> {
  await colleague.goto(`${url}/console/khoingo/intake`);
  await colleague.getByLabel("Người gọi cần gì?").selectOption({ label: "Khách gọi hỏi tư vấn" });
  await colleague.getByRole("heading", { name: "Người gọi cho biết" }).waitFor();
}

async function tellNameAndPhone(name: string, phone: string): Promise<void> {
  await colleague.getByLabel(/^Họ và tên/).fill(name);
  await colleague.locator("#call-phones select").selectOption({ index: 1 });
  await colleague.locator("#call-phones input").fill(phone);
  await colleague.locator("fieldset.choice").first().getByText("Đồng ý", { exact: true }).click();
}

async function recordCall(): Promise<void> {
  await colleague.getByLabel(/Họ đồng ý bằng cách nào/).selectOption("recorded_call");
  await press(colleague, "Ghi lại");
  await colleague.getByText("Đã ghi cuộc gọi.").waitFor();
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("response", (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
  });
  page.on("console", (said) => {
    // A browser reports each refusal of the server by itself; those are no faults of the page.
    if (said.type() === "error" && !said.text().startsWith("Failed to load resource")) complaints.push(said.text());
  });
  return page;
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().click();
}
