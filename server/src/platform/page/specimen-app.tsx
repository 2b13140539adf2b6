import { Hono } from "hono";
import { languageOf } from "../http/language.js";
import { securityHeaders } from "../http/security.js";
import { assetAt } from "./assets.js";
import { render } from "./render.js";
import { Specimen, specimenOrganisation } from "./specimen.js";
import { UnknownOrganisation, Wrong } from "./wrong.js";

/** Serves the specimen at `/` and the error pages at `/403`, `/404`, `/429`, `/500`, `/nobody`, under the product's own headers. For pictures and tests. */
export function specimenApp(): Hono {
  const app = new Hono();
  app.use(securityHeaders("http://localhost"));
  app.get("/assets/:file", (c) => {
    const found = assetAt(c.req.path);
    return found ? c.body(found.body, 200, { "content-type": found.type }) : c.notFound();
  });
  app.get("/nobody", async (c) => c.html(await render(<UnknownOrganisation lang={languageOf(c)} path={pathOf(c.req.url)} />)));
  app.get("/:status{[0-9]{3}}", async (c) => {
    const status = Number(c.req.param("status"));
    const wait = status === 429 ? 240 : undefined;
    return c.html(
      await render(
        <Wrong
          lang={languageOf(c)}
          path={pathOf(c.req.url)}
          status={status}
          organisation={specimenOrganisation}
          {...(wait ? { wait } : {})}
        />,
      ),
    );
  });
  app.get("/", async (c) => c.html(await render(<Specimen lang={languageOf(c)} path={pathOf(c.req.url)} />)));
  return app;
}

function pathOf(url: string): string {
  const at = new URL(url);
  return at.pathname + at.search;
}
