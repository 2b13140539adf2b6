import { endpoints, openApi } from "@kept/contract";
import { assetAt } from "../page/index.js";
import { Refusal } from "../refusal.js";
import { type Page, page } from "./route.js";

const forAYear = "public, max-age=31536000, immutable";

/** The contract as an OpenAPI document, for clients in other languages. */
export function apiDescription(url: string): Page[] {
  const document = openApi(endpoints, url);
  return [page("get", "/api/v1/openapi.json", "server", ({ c }) => c.json(document, 200, { "Cache-Control": "public, max-age=300" }))];
}

/** Stylesheet, fonts and icons, each at an address that holds its digest. */
export function assetFiles(): Page[] {
  return [
    page("get", "/assets/:file", "server", ({ c }) => {
      const found = assetAt(c.req.path);
      if (!found) throw new Refusal("page.unknown");
      return c.body(found.body, 200, { "Content-Type": found.type, "Cache-Control": forAYear });
    }),
  ];
}
