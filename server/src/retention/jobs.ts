import { type Job, personId, type Running } from "../platform/index.js";
import { inForceNow } from "../policy/index.js";
import { marked } from "./keeping/store.js";
import { lookAt } from "./sweep/look.js";
import { sweep } from "./sweep/sweep.js";
import { walk } from "./sweep/walk.js";

/**
 * `retention.sweep` erases what is due (hourly) · `retention.look` looks at one person about whom something changed · `retention.walk` goes through
 * all persons (nightly, and after a new version of the policy), so that nobody is forgotten whatever a mark missed.
 */
export function retentionJobs(running: Running): Job[] {
  const { database, clock } = running;
  return [
    {
      task: "retention.sweep",
      every: "11 * * * *",
      run: async (organisation) => {
        await sweep(running, organisation);
      },
    },
    {
      task: "retention.look",
      run: async (organisation, payload) => {
        const person = personId.parse(payload.person);
        const policy = await database.read(organisation, inForceNow);
        const asked = await database.read(organisation, (db) => marked(db, [person]));
        await lookAt(database, organisation, policy, asked, clock.now());
      },
    },
    { task: "retention.walk", every: "41 18 * * *", run: (organisation) => walk(running, organisation) },
  ];
}
