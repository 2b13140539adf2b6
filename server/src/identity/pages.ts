import type { Page } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";
import { codePages } from "./pages/code.js";
import { passkeyPages } from "./pages/passkeys.js";
import { passwordPages } from "./pages/password.js";
import { sessionPages } from "./pages/sessions.js";
import { signInPages } from "./pages/sign-in.js";
import { stepUpPages } from "./pages/step-up.js";
import { ssoPages } from "./staff/sso/http.js";

/** The pages on which people sign in and keep their account safe. */
export function identityPages(running: Running): Page[] {
  return [
    ...signInPages(running),
    ...codePages(running),
    ...stepUpPages(running),
    ...sessionPages(running),
    ...passwordPages(running),
    ...passkeyPages(running),
    ...ssoPages(running),
  ];
}
