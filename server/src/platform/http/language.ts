import type { Language } from "@kept/language";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";

/** Vietnamese, unless the address, an earlier choice or the browser says English. */
export function languageOf(c: Context): Language {
  for (const said of [c.req.query("lang"), getCookie(c, "kept_lang")]) {
    if (said === "vi" || said === "en") return said;
  }
  const accepted = (c.req.header("accept-language") ?? "").toLowerCase();
  const vi = accepted.indexOf("vi");
  const en = accepted.indexOf("en");
  return en >= 0 && (vi < 0 || en < vi) ? "en" : "vi";
}
