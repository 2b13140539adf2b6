import { fileURLToPath } from "node:url";
import { saltsFrom } from "./evidence/index.js";
import { startEmbedded } from "./platform/embedded.js";
import { assetFiles, consolePages, createApp, type Guards, type Page, probes } from "./platform/http/index.js";
import {
  type Config,
  createLog,
  Database,
  Limits,
  Organisations,
  onceBy,
  prepareJobs,
  type Running,
  readConfig,
  runJobs,
  systemClock,
} from "./platform/index.js";
import { listen } from "./platform/listen.js";
import { migrate } from "./platform/migrate.js";
import { type AskPage, type Check, policyChecks, policyPages, publishAtStart, refusalPage, securityContacts } from "./policy/index.js";
import { promisesJobs, promisesPages, schedulePromises, standingsBy, wholeChecks } from "./promises/index.js";
import { openVault, saltRoots, vaultJobs } from "./vault/index.js";

export interface Kept {
  readonly config: Config;
  stop(): Promise<void>;
}

/** Starts everything in order: settings, database, migrations, keys, policies, jobs, HTTP. A step that fails stops the start with its reason. */
export async function start(env: Record<string, string | undefined>): Promise<Kept> {
  const config = readConfig(env);
  const log = createLog();
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.data, config.keys, [], (line) => log.info(line));
  const url = embedded?.url ?? config.databaseUrl ?? "";
  const ownerUrl = embedded?.ownerUrl ?? config.databaseOwnerUrl ?? url;
  await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
  const database = new Database({ url, role: "kept_app" });
  const worker = new Database({ url, role: "kept_worker", max: 6 });
  await prepareJobs(worker);
  const running: Running = { config, database, clock: systemClock, organisations: new Organisations(database), limits: new Limits(), log };
  saltsFrom(saltRoots);
  await openVault(database, config, running.clock.now());
  await publishAtStart(running);
  const guards: Guards = { person: async () => undefined, acting: async () => undefined, may: async () => false, refused: async () => {} };
  const ask: AskPage = async (path) => app.request(path);
  const checks: Check[] = [...policyChecks(ask), ...wholeChecks(config, ask, () => pages)];
  const pages: Page[] = [
    ...probes({ unready: () => unready(running), securityContact: () => securityContacts(running), url: config.url }),
    ...assetFiles(),
    ...consolePages(),
    ...policyPages(running, standingsBy(database, running.clock, checks)),
    ...promisesPages(running, checks),
  ];
  const app = createApp({
    url: config.url,
    trustedProxy: config.trustedProxy,
    clock: running.clock,
    organisations: running.organisations,
    guards,
    pages,
    served: [],
    log,
    refusalPage: refusalPage(running),
    once: onceBy(database),
  });
  const runner = config.roles.includes("worker")
    ? await runJobs(worker, [...vaultJobs(running), ...promisesJobs(running, checks)], running.organisations, log)
    : undefined;
  await schedulePromises(running);
  const server = config.roles.includes("web") ? await listen(app, config.port, config.host) : undefined;
  return {
    config,
    async stop() {
      await server?.drain(20_000);
      await runner?.stop();
      await database.close();
      await worker.close();
      await embedded?.stop();
    },
  };
}

/** What stands in the way of serving: the database, or nothing published to serve. */
async function unready({ database, organisations }: Running): Promise<string[]> {
  const up = await database.query("select 1").then(
    () => true,
    () => false,
  );
  if (!up) return ["database"];
  return (await organisations.all()).length > 0 ? [] : ["policies"];
}

/** Exits 0 after SIGTERM or SIGINT, when what was accepted is done; one that comes while starting waits for the start. */
async function run(): Promise<void> {
  const starting = start(process.env);
  let asked = false;
  const end = (code: 0 | 1) => () => process.exit(code);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (!asked) void starting.then((kept) => kept.stop()).then(end(0), end(1));
      asked = true;
    });
  }
  await starting.catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : "Kept could not start."}\n`);
    process.exit(1);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run();
