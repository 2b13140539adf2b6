import { finishSetUp, openLink, prepareSetUp } from "@kept/contract";
import { Secret, TOTP } from "otpauth";
import { firstAdministrator } from "../src/identity/index.js";
import type { TestBrowser } from "./browser.js";
import type { TestHouse, TestIdentity } from "./identity.js";

export const staffPassword = "con cò bay lả bay la nhé";

export interface TestStaff {
  readonly browser: TestBrowser;
  readonly email: string;
  readonly id: string;
  readonly recovery: readonly string[];
  /** The number the app shows now. */
  otp(): string;
}

/** The number an authenticator app shows. */
export function otpNow(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}

/** Follows a one-time link with a password and an authenticator app, as the console would. */
export async function setUpByTotp(t: TestIdentity, house: TestHouse, link: string, email = "quan.tri@mau.example"): Promise<TestStaff> {
  const browser = t.browser();
  const token = link.split("#")[1] ?? "";
  const at = (path: string) => `/api/v1/organisations/${house.slug}/${path}`;
  const opened = await browser.api("POST", at("set-up:open"), { token });
  if (opened.status !== 200) throw new Error(`the link answers ${opened.status} ${opened.text}`);
  openLink.response.parse(opened.json());
  const who = { token, name: "Trần Thị Quản Trị", email };
  const { totp } = prepareSetUp.response.parse((await browser.api("POST", at("set-up:prepare"), who)).json());
  const otp = () => otpNow(totp.secret, t.clock.now());
  const done = await browser.api("POST", at("set-up:finish"), {
    ...who,
    with: { password: staffPassword, secret: totp.secret, otp: otp() },
  });
  if (done.status !== 200) throw new Error(`setting up answers ${done.status} ${done.text}`);
  const { me, recovery_codes } = finishSetUp.response.parse(done.json());
  return { browser, email, id: me.staff, recovery: recovery_codes, otp };
}

/** The first administrator of a house and every other without staff, signed in. */
export async function administratorOf(t: TestIdentity, house: TestHouse): Promise<TestStaff> {
  const link = await firstAdministrator(t.running);
  if (!link) throw new Error("somebody is there already");
  const first = (await t.running.organisations.all()).find((o) => link.includes(o.id));
  const staff = await setUpByTotp(t, first ?? house, link);
  if (first?.slug === house.slug) return staff;
  t.clock.advance(30_000);
  const signedIn = await staff.browser.api("POST", `/api/v1/organisations/${house.slug}/sign-in/totp`, {
    email: staff.email,
    password: staffPassword,
    otp: staff.otp(),
  });
  if (signedIn.status !== 200) throw new Error(`signing in answers ${signedIn.status}`);
  return staff;
}
