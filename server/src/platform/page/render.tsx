import type { JSX } from "hono/jsx/jsx-runtime";
import { spriteFor } from "./symbols.js";

/**
 * Turns a page (a `Layout` or `Plain` element) into the whole document, ready for a Response of type `text/html; charset=utf-8`.
 * Only the drawings in use travel with it. Text was escaped by JSX: a person's words cannot forge `<use href=`.
 */
export async function render(page: JSX.Element): Promise<string> {
  const html = String(await page);
  return `<!doctype html>${html.replace(/<body>/, (body) => body + spriteFor(html))}`;
}
