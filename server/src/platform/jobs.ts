import { parseCronItems, type Runner, Logger as RunnerLogger, run, runMigrations, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type { Logger } from "pino";
import type { Database, Tx } from "./database.js";
import { type OrganisationId, organisationId } from "./ids.js";
import type { Organisations } from "./organisations.js";
import { patient } from "./patient.js";

/** What a job carries: ids and names, never a personal value. */
export type Payload = Readonly<Record<string, string | number | boolean>>;

/** A job of a domain: idempotent; its first act is to look whether anything is due. */
export interface Job {
  /** `domain.verb`. */
  readonly task: string;
  readonly run: (organisation: OrganisationId, payload: Payload) => Promise<void>;
  /** Also run for every organisation at these times (crontab, UTC): `17 * * * *`. */
  readonly every?: string;
}

/** Enqueues a job in the caller's transaction: it exists if and only if the change does. Jobs of one `key` replace each other until they run. */
export async function enqueue(tx: Tx, task: string, payload: Payload, options: { at?: Date; key?: string } = {}): Promise<void> {
  const body = JSON.stringify({ ...payload, organisation: tx.organisation });
  await sql`select kept_jobs.enqueue(${task}, ${body}::json, ${options.at ?? null}::timestamptz, ${options.key ?? null})`.execute(tx.q);
}

/** Makes or updates the runner's own tables. Run as kept_worker, after the migrations. */
export async function prepareJobs(worker: Database): Promise<void> {
  await runMigrations({ pgPool: patient(worker.pool) });
}

/** Runs jobs until stopped. A failing job is tried again with back-off; the log has its name and kind of fault only. */
export async function runJobs(worker: Database, jobs: readonly Job[], organisations: Organisations, log: Logger): Promise<Runner> {
  const tasks: TaskList = Object.fromEntries(
    jobs.map((job) => [
      job.task,
      async (payload: unknown) => {
        const { organisation, rest } = readPayload(payload);
        await job.run(organisation, rest).catch((error: unknown) => {
          log.error({ job: job.task, kind: error instanceof Error ? error.name : typeof error }, "a job failed");
          throw new Error("failed");
        });
      },
    ]),
  );
  for (const job of jobs.filter((j) => j.every)) {
    tasks[`${job.task}:all`] = async (_payload, helpers) => {
      for (const { id } of await organisations.all()) await helpers.addJob(job.task, { organisation: id }, { jobKey: `${job.task}:${id}` });
    };
  }
  const recurring = jobs.flatMap((j) =>
    j.every ? [{ task: `${j.task}:all`, match: j.every, identifier: j.task, options: { backfillPeriod: 3_600_000 } }] : [],
  );
  return run({
    pgPool: patient(worker.pool),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList: tasks,
    parsedCronItems: parseCronItems(recurring),
    logger: quiet,
  });
}

function readPayload(payload: unknown): { organisation: OrganisationId; rest: Payload } {
  if (typeof payload !== "object" || payload === null) throw new TypeError("a job has a payload");
  const { organisation, ...rest } = payload as Record<string, string>;
  return { organisation: organisationId.parse(organisation), rest };
}

const quiet = new RunnerLogger(() => () => {});
