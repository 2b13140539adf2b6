import type { Page } from "playwright-core";

/** A passkey authenticator of the browser's own, that says yes at once. */
export async function addAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const;
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
}
