import { inviteStaff, me } from "@kept/contract";
import { administratorLink } from "../src/identity/staff/administrator.js";
import type { TestBrowser } from "./browser.js";
import { type TestHouse, testIdentity } from "./identity.js";
import { client, type TestProvider, testProvider } from "./provider.js";
import { setUpByTotp, type TestStaff } from "./staff.js";

export const nga = { sub: "nga-1", email: "nga@mau.example", email_verified: true };

/** A house with an administrator and the real provider. */
export interface SsoWorld {
  readonly h: TestHouse;
  readonly admin: TestStaff;
  readonly provider: TestProvider;
}

/** A server beside real providers, all on this machine and by its clock. */
export async function testSso() {
  const t = await testIdentity({ KEPT_LOOPBACK_CALLS: "allow" });
  // The provider lives by the machine's clock.
  t.clock.advance(Date.now() - t.clock.now().getTime());
  const redirects: string[] = [];
  const open: TestProvider[] = [];
  const world = async (settings: Record<string, unknown> = {}): Promise<SsoWorld> => {
    const h = await t.house((draft) => {
      draft.roles = {
        ...draft.roles,
        board: { text: { vi: "Ban điều hành", en: "Board" }, may: ["staff", "publish", "keys"] },
        clerk: { text: { vi: "Nhân viên", en: "Clerk" }, may: ["find"] },
      };
    });
    const admin = await setUpByTotp(t, h, (await administratorLink(t.running, [h])) ?? "");
    redirects.push(`http://localhost:4000/${h.slug}/sso`);
    const provider = await testProvider(() => redirects);
    open.push(provider);
    const set = await put(admin.browser, provider.issuer, settings);
    if (set.status !== 200) throw new Error(`setting the provider answers ${set.status} ${set.text}`);
    return { h, admin, provider };
  };
  const put = (browser: TestBrowser, issuer: string, more: Record<string, unknown> = {}) => {
    const sound = { issuer, client_id: client.id, client_secret: client.secret, only: false, acr: null, mfa: false, session_hours: 8 };
    return browser.api("PUT", "/api/v1/sso", { ...sound, ...more });
  };
  const invite = async (w: SsoWorld, email = nga.email, roles = ["clerk"]): Promise<{ staff: string; link: string }> => {
    const answer = await w.admin.browser.api("POST", "/api/v1/staff", { name: "Nga", email, roles });
    const { staff, link } = inviteStaff.response.parse(answer.json());
    return { staff, link: link.split("#")[1] ?? "" };
  };
  const leave = async (w: SsoWorld, browser: TestBrowser, body: unknown = {}) => {
    const answer = await browser.api("POST", `/api/v1/organisations/${w.h.slug}/sign-in/sso`, body);
    return String(JSON.parse(answer.text).address);
  };
  /** Goes to the provider and comes back; answers where that led, and who is signed in then. */
  const come = async (w: SsoWorld, browser = t.browser(), body: unknown = {}) => {
    const back = await w.provider.visit(await leave(w, browser, body));
    const answer = await browser.get(back);
    const who = await browser.api("GET", "/api/v1/session");
    return { browser, back, to: answer.to, who: who.status === 200 ? me.parse(who.json()) : undefined };
  };
  const reasons = async (w: SsoWorld) => (await t.events(w.h, "staff.sign_in_refused")).map((e) => e.detail.reason);
  const close = async () => {
    await Promise.all(open.map((p) => p.close()));
    await t.db.close();
  };
  return { t, world, put, invite, leave, come, reasons, close };
}

export type TestSso = Awaited<ReturnType<typeof testSso>>;
export const refusedTo = (w: SsoWorld) => `http://localhost:4000/console/${w.h.slug}/sign-in?refused=sso.refused`;
