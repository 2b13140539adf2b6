import { z } from "zod";
import { type Job, outgoing, personId, type Running } from "../platform/index.js";
import { expire } from "./settle.js";
import { deliverTask, tellRecipients } from "./telling/tell.js";
import { deliver, takeUp } from "./webhook/deliver.js";

const toTell = z.object({ person: personId, what: z.enum(["corrected", "objected", "erased"]), name: z.string(), at: z.coerce.date() });

/**
 * `disclosure.expire`: what was neither agreed to nor taken in its time ends · `disclosure.tell`: recipients hear of what an earlier domain
 * did · `disclosure.deliver`: one attempt at a webhook · `disclosure.take_up`: messages that a stopped process left.
 */
export function disclosureJobs(running: Running): Job[] {
  const { database, clock, config } = running;
  const call = outgoing({ loopback: config.loopbackCalls });
  return [
    {
      task: "disclosure.expire",
      every: "*/15 * * * *",
      run: async (organisation) => {
        while (await database.write(organisation, (tx) => expire(tx, clock.now()))) {
          // Some at a time, each in a transaction of its own.
        }
      },
    },
    {
      task: "disclosure.tell",
      run: async (organisation, payload) => {
        const { person, what, name, at } = toTell.parse(payload);
        await database.write(organisation, (tx) => tellRecipients(tx, person, { what, names: [name] }, at));
      },
    },
    {
      task: deliverTask,
      run: (organisation, payload) => deliver(running, call, organisation, z.uuid().parse(payload.delivery)),
    },
    {
      task: "disclosure.take_up",
      every: "*/10 * * * *",
      run: (organisation) => takeUp(database, organisation, clock.now()),
    },
  ];
}
