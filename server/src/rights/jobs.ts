import { z } from "zod";
import { eraseOrderedTask } from "../disclosure/index.js";
import type { Job, Running } from "../platform/index.js";
import { eraseOrdered } from "./ordered.js";

const order = z.looseObject({ order: z.uuid() });

/** What rights do in the background. */
export function rightsJobs({ database, clock }: Running): Job[] {
  return [
    {
      task: eraseOrderedTask,
      run: async (organisation, payload) => eraseOrdered(database, organisation, order.parse(payload).order, clock.now()),
    },
  ];
}
