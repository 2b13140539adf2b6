import type { Running } from "../../platform/index.js";
import { keyWarnings } from "../../vault/index.js";
import { firstAdministrator } from "./administrator.js";

/** What whoever starts the server needs to know: addresses, and the first administrator's link while there is none, and what is wrong with the keys. */
export async function welcome(running: Running): Promise<string> {
  const { config, organisations } = running;
  // Of several processes the one that serves prints it: each start makes the link before it worthless.
  const first = config.roles.includes("web") ? await firstAdministrator(running) : undefined;
  const link = first ? ["  First administrator: set up access by this link, which works once", `    ${first}`] : [];
  const centres = (await organisations.all()).map((o) => `    ${config.url}/${o.slug}`);
  const warnings = (await keyWarnings(config)).flatMap(({ vi, en }) => ["", `  ! ${vi}`, `  ! ${en}`]);
  const addresses = ["  Privacy centres", ...centres, "  Console", `    ${config.url}/console`];
  return ["", "  Kept is ready.", "", ...addresses, ...link, ...warnings, "", ""].join("\n");
}
