import { demandsByYear } from "../disclosure/index.js";
import { type Page, page } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";
import { dayOf, render } from "../platform/page/index.js";
import { type Check, inForce } from "../policy/index.js";
import { boardOf } from "./board.js";
import { PromisesPage } from "./page.js";

/** The promise list of an organisation, for anyone. */
export function promisesPages(running: Running, checks: readonly Check[]): Page[] {
  return [
    page("get", "/promises", "anyone", async ({ c, organisation, lang, path, now }) => {
      const published = await inForce(running, organisation.id);
      const board = await boardOf(running.database, organisation, published, checks, now);
      const demands = await running.database.read(organisation.id, demandsByYear);
      return c.html(
        await render(<PromisesPage {...{ published, board, demands, lang, path }} thisYear={Number(dayOf(now).slice(0, 4))} />),
      );
    }),
  ];
}
