import { Logger, runOnce } from "graphile-worker";
import { type Job, organisationId, type Payload } from "../src/platform/index.js";
import type { TestDatabase } from "./database.js";

/** Jobs that wait, by task, with what they carry. */
export async function waitingJobs(db: TestDatabase, task?: string): Promise<{ task: string; payload: Record<string, unknown> }[]> {
  return db.owner(
    `select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where $1::text is null or t.identifier = $1 order by j.id`,
    [task ?? null],
  );
}

/** Runs those jobs that wait and whose task is among `jobs`, once; failures are thrown. */
export async function runDue(db: TestDatabase, jobs: readonly Job[]): Promise<void> {
  const failures: unknown[] = [];
  const taskList = Object.fromEntries(
    jobs.map((job) => [
      job.task,
      async (payload: unknown) => {
        const { organisation, ...rest } = record(payload);
        await job.run(organisationId.parse(organisation), rest).catch((e: unknown) => failures.push(e));
      },
    ]),
  );
  await runOnce({ connectionString: db.ownerUrl, taskList, logger: quiet });
  if (failures.length > 0) throw failures[0];
}

const quiet = new Logger(() => () => {});

function record(payload: unknown): Record<string, Payload[string]> {
  if (typeof payload !== "object" || payload === null) throw new TypeError("a job has a payload");
  return Object.fromEntries(Object.entries(payload));
}
