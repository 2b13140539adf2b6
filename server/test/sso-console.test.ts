import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, launchBrowser, overflow } from "../../tools/browser.js";
import { addAuthenticator } from "./passkey-browser.js";
import { build, bundleConsole, freePort, type Running, run } from "./process.js";
import { client, type TestProvider, testProvider } from "./provider.js";

const colleagueAccount = { sub: "bao-1", email: "bao@vidu.example", email_verified: true };
let root: string;
let url: string;
let server: Running;
let browser: Browser;
let provider: TestProvider;
let admin: Page;
let colleague: Page;

beforeAll(async () => {
  build();
  bundleConsole();
  root = await mkdtemp(join(tmpdir(), "kept-sso-"));
  await chmod(root, 0o711);
  const port = await freePort();
  url = `http://localhost:${port}`;
  provider = await testProvider(() => [`${url}/khoingo/sso`]);
  const at = (folder: string) => join(root, folder);
  const settings = { PORT: String(port), KEPT_DATA: at("data"), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger") };
  server = run({ file: "main.js" }, { ...settings, KEPT_LOOPBACK_CALLS: "allow" });
  await server.says(/Kept is ready/);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await provider?.close();
  server?.child.kill("SIGTERM");
  await server?.ended;
  await rm(root, { recursive: true, force: true });
});

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

describe("single sign-on, in a browser", () => {
  it("is set in the console by whoever manages staff", { timeout: 120_000 }, async () => {
    const link = (await server.says(/http:\S+\/console\/set-up#\S+/)).trim();
    admin = await (await browser.newContext({ locale: "vi-VN" })).newPage();
    await addAuthenticator(admin);
    await admin.goto(link);
    await admin.getByLabel("Tên của bạn").fill("Đỗ Minh Hà");
    await admin.getByLabel("Email").fill("ha@vidu.example");
    await press(admin, "Tiếp tục");
    await press(admin, "Tạo khoá truy cập");
    await admin.getByText("Tôi đã cất các mã.").click();
    await press(admin, "Vào trang làm việc");
    await admin.getByRole("heading", { name: "Làm trước" }).waitFor();
    // The link signs in to the first organisation; this is another.
    await admin.context().clearCookies();
    await admin.goto(`${url}/console/khoingo/staff`);
    await press(admin, "Dùng khoá truy cập");
    await admin.getByRole("link", { name: "Đăng nhập một lần" }).click();
    await admin.getByText(`${url}/khoingo/sso`).waitFor();
    await admin.getByLabel(/issuer/).fill(provider.issuer);
    await admin.getByLabel(/client ID/).fill(client.id);
    await admin.getByLabel(/client secret/).fill(client.secret);
    await press(admin, "Lưu");
    await admin.getByText("Đã lưu cách đăng nhập.").waitFor();
    await admin.getByText(/Đang giữ một mã/).waitFor();
    expect(await admin.content()).not.toContain(client.secret);
    expect(await audit(admin)).toEqual([]);
  });

  it("sets up whoever follows an invitation, and signs them in", { timeout: 120_000 }, async () => {
    await admin.goto(`${url}/console/khoingo/staff`);
    await press(admin, "Mời nhân viên");
    await admin.getByLabel("Tên").fill("Lê Quốc Bảo");
    await admin.getByLabel("Email").fill(colleagueAccount.email);
    await admin.getByRole("dialog").getByText("Ban quản trị website").click();
    await admin.getByRole("dialog").getByRole("button", { name: "Mời nhân viên" }).click();
    const link = (await admin.locator("code.once").innerText()).trim();
    colleague = await (await browser.newContext({ locale: "vi-VN", viewport: { width: 390, height: 844 } })).newPage();
    // An hour ago at the provider: enough to come in, not for what asks for a fresh proof.
    provider.sit({ account: colleagueAccount, at: Math.floor(Date.now() / 1000) - 3600 });
    await colleague.goto(link);
    await press(colleague, "Đăng nhập bằng tài khoản của tổ chức");
    await colleague.getByRole("heading", { name: "Làm trước" }).waitFor();
    expect(new URL(colleague.url()).pathname).toBe("/console/khoingo");
    await colleague.goto(`${url}/console/khoingo/me`);
    await colleague.getByText("Đã nối").waitFor();
  });

  it("proves at the provider, in a window of its own, and goes on with what was begun", { timeout: 120_000 }, async () => {
    await colleague.goto(`${url}/console/khoingo/keys`);
    await press(colleague, "Tạo khoá");
    await colleague.getByLabel("Dùng cho").fill("trang chủ");
    await colleague.getByRole("dialog").getByText("Ban giám đốc").click();
    await colleague.getByRole("dialog").getByRole("button", { name: "Tạo khoá" }).click();
    provider.sit({ account: colleagueAccount });
    await press(colleague, "Xác nhận ở hệ thống đăng nhập của tổ chức");
    expect(await colleague.locator("code.once").innerText()).toMatch(/^kept_/);
  });

  it("shows at the door what kept somebody out, and fits a narrow screen", { timeout: 120_000 }, async () => {
    const door = await (await browser.newContext({ locale: "vi-VN", viewport: { width: 390, height: 844 } })).newPage();
    provider.sit({ account: { sub: "stranger" } });
    await door.goto(`${url}/console/khoingo/sign-in`);
    await press(door, "Đăng nhập bằng tài khoản của tổ chức");
    await door.getByText(/chưa được mời ở đây/).waitFor();
    expect(await overflow(door)).toBe(0);
    expect(await audit(door)).toEqual([]);
  });
});
