import { fileURLToPath } from "node:url";
import { checkText } from "@kept/language";
import { callsServed } from "./access/calls/http.js";
import { accessServed } from "./access/http.js";
import { accessChecks, accessErasing, vaultChecks, watchChecks } from "./access/index.js";
import { accessJobs } from "./access/jobs.js";
import { segmentsServed } from "./access/segments/http.js";
import { collectionServed } from "./collection/http.js";
import { collectionChecks, collectionErasing, fillDemo } from "./collection/index.js";
import { collectionJobs } from "./collection/jobs.js";
import { collectionPages } from "./collection/pages.js";
import { Submissions } from "./collection/submit.js";
import { consentServed } from "./consent/http.js";
import { allWait, consentChecks, consentErasing, givenFor, stopAgain } from "./consent/index.js";
import { consentJobs, refusalJobs } from "./consent/jobs.js";
import { disclosureServed } from "./disclosure/http.js";
import { disclosureChecks, disclosureErasing, fillAfterwards } from "./disclosure/index.js";
import { disclosureJobs } from "./disclosure/jobs.js";
import { forget, saltsFrom } from "./evidence/index.js";
import { identityChecks } from "./identity/checks.js";
import { identityServed } from "./identity/http.js";
import { identityErasing, identityGuards, identityPassing, keepAdministratorSecret, welcome } from "./identity/index.js";
import { identityJobs } from "./identity/jobs.js";
import { identityPages } from "./identity/pages.js";
import { messagingServed } from "./messaging/http.js";
import { messagingErasing, newestTexts, smtp } from "./messaging/index.js";
import { messagingJobs } from "./messaging/jobs.js";
import { startEmbedded } from "./platform/embedded.js";
import { apiDescription, assetFiles, consolePages, createApp, type Page, probes, type Served, unready } from "./platform/http/index.js";
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
import { policyServed } from "./policy/http.js";
import { type AskPage, type Check, policyChecks, publishAtStart, refusalPage, securityContacts, sourceInForce } from "./policy/index.js";
import { policyPages } from "./policy/pages.js";
import { promisesServed } from "./promises/http.js";
import { probing, standingsBy, wholeChecks } from "./promises/index.js";
import { promisesJobs, schedulePromises } from "./promises/jobs.js";
import { measuresServed } from "./promises/measures/http.js";
import { promisesPages } from "./promises/pages.js";
import { retentionServed } from "./retention/http.js";
import { retentionChecks, retentionErasing } from "./retention/index.js";
import { retentionJobs } from "./retention/jobs.js";
import { rightsServed } from "./rights/http.js";
import { rightsChecks } from "./rights/index.js";
import { rightsJobs } from "./rights/jobs.js";
import { rightsPages } from "./rights/pages.js";
import { vaultServed } from "./vault/http.js";
import {
  isBackupCommand,
  openVault,
  registerErasure,
  replayAll,
  resealSalts,
  runBackupCommand,
  runKeysCommand,
  saltRoots,
  withWayBack,
} from "./vault/index.js";
import { backupJobs, ledgerJobs, vaultJobs } from "./vault/jobs.js";

export interface Kept {
  readonly config: Config;
  /** What whoever started it needs to know: addresses, and the first administrator's link while there is none. */
  readonly welcome: string;
  stop(): Promise<void>;
}

/** What stands before anything is served: settings, database, migrations, keys. */
async function open(env: Record<string, string | undefined>) {
  const config = readConfig(env);
  return openAll(config).catch(async (fault: unknown) => {
    throw await withWayBack(fault, config);
  });
}

async function openAll(config: Config) {
  const log = createLog();
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.data, config.keys, [], (line) => log.info(line));
  const url = embedded?.url ?? config.databaseUrl ?? "";
  const ownerUrl = embedded?.ownerUrl ?? config.databaseOwnerUrl ?? url;
  const migrated = await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
  const database = new Database({ url, role: "kept_app" });
  const worker = new Database({ url, role: "kept_worker", max: 6 });
  await prepareJobs(worker);
  const running: Running = { config, database, clock: systemClock, organisations: new Organisations(database), limits: new Limits(), log };
  saltsFrom(saltRoots);
  registerErasures();
  await openVault(database, config, running.clock.now());
  const close = async () => {
    await database.close();
    await worker.close();
    await embedded?.stop();
  };
  return { running, worker, ownerUrl, migrated, close };
}

/** Starts everything in order: what `open` does, policies, jobs, HTTP. A step that fails stops the start with its reason. */
export async function start(env: Record<string, string | undefined>, args: readonly string[] = []): Promise<Kept> {
  const demo = args.includes("--demo");
  // Made-up people get made-up mail: with --demo it all waits in the outbox.
  const { running, worker, ownerUrl, close } = await open(demo ? { ...env, SMTP_URL: undefined } : env);
  const { config, log } = running;
  const { app, closed, jobs, transport, submissions } = compose(running, ownerUrl);
  // Until everybody whom the ledger says is erased is erased, nothing is served and no job runs.
  let served = closed;
  const door = { fetch: (request: Request, bindings?: unknown) => served.fetch(request, bindings) };
  const server = config.roles.includes("web") ? await listen(door, config.port, config.host) : undefined;
  await replayAll(running, stopAgain);
  await keepAdministratorSecret(config.keys);
  await publishAtStart(running);
  if (demo && (await fillDemo(running, submissions)) > 0) await fillAfterwards(running);
  const runner = config.roles.includes("worker") ? await runJobs(worker, jobs, running.organisations, log) : undefined;
  await schedulePromises(running);
  served = app;
  return {
    config,
    welcome: await welcome(running),
    async stop() {
      await server?.drain(20_000);
      await runner?.stop();
      transport?.close();
      await close();
    },
  };
}

/**
 * `kept upgrade`: everything a start does but serving. Settings, keys and database are checked, the database is brought forward, and
 * what changed is said: migrations that ran, and what this version's check finds in each policy in force.
 */
export async function upgrade(env: Record<string, string | undefined>): Promise<string> {
  const { running, migrated, close } = await open(env);
  try {
    const lines =
      migrated.applied.length > 0
        ? migrated.applied.map((m) => `  applied  ${m}`)
        : [`  the database was up to date (${migrated.already} migrations)`];
    for (const { id, slug } of await running.organisations.all()) {
      const source = await running.database.read(id, sourceInForce);
      const findings = source === undefined ? [] : checkText(source).findings;
      const errors = findings.filter((f) => f.level === "error").length;
      lines.push(`  policy   ${slug}: ${errors} errors, ${findings.length - errors} gaps`);
    }
    return `${lines.join("\n")}\n  keys     all there, and the ones this database was sealed with\n`;
  } finally {
    await close();
  }
}

/** What each domain does when a person is erased; said once a process. */
export function registerErasures(): void {
  registerErasure("evidence", { later: async (tx, person) => (await forget(tx, person)) > 0, reseal: resealSalts });
  registerErasure("identity", identityErasing);
  registerErasure("consent", consentErasing);
  registerErasure("retention", retentionErasing);
  registerErasure("access", accessErasing);
  registerErasure("collection", collectionErasing);
  registerErasure("messaging", messagingErasing);
  registerErasure("disclosure", disclosureErasing);
}

/** The edges of every domain, in the order of the dependency rule, as one server and one list of jobs. */
export function compose(running: Running, ownerUrl = running.config.databaseOwnerUrl) {
  const { config, database, clock, log } = running;
  const transport = config.smtpUrl ? smtp(config.smtpUrl) : undefined;
  // Forms and calls that arrive together share their transactions.
  const submissions = new Submissions(running.database);
  // Some checks look at our own pages and at the list of them.
  const ask: AskPage = async (path) => app.request(path);
  const checks = checksOf(config, ask, () => pages);
  const probe = probing(running, ask);
  const pages: Page[] = [
    ...probes({ unready: () => unready(running), securityContact: () => securityContacts(running), url: config.url }),
    ...assetFiles(),
    ...apiDescription(config.url),
    ...consolePages(),
    ...policyPages(running, standingsBy(database, clock, checks)),
    ...identityPages(running),
    ...collectionPages(running, submissions),
    ...rightsPages(running),
    ...promisesPages(running, checks),
  ];
  const served: Served[] = [
    ...vaultServed(running),
    ...policyServed(running, givenFor),
    ...identityServed(running),
    ...consentServed(running),
    ...retentionServed(running),
    ...callsServed(running),
    ...segmentsServed(running),
    ...accessServed(running),
    ...collectionServed(running, submissions),
    ...messagingServed(running),
    ...disclosureServed(running),
    ...rightsServed(running),
    ...promisesServed(running, checks),
    ...measuresServed(running, probe),
  ];
  const around = {
    url: config.url,
    trustedProxy: config.trustedProxy,
    clock,
    organisations: running.organisations,
    guards: identityGuards(running),
    log,
    refusalPage: refusalPage(running),
    once: onceBy(database),
  };
  const app = createApp({ ...around, pages, served });
  const waiting = probes({ unready: async () => ["ledger"], securityContact: () => securityContacts(running), url: config.url });
  const closed = createApp({ ...around, pages: [...waiting, ...assetFiles()], served: [], closed: "server.restoring" });
  const jobs = [
    ...vaultJobs(running),
    ...ledgerJobs(running, stopAgain),
    ...backupJobs(running, ownerUrl, passing),
    ...consentJobs(running),
    ...refusalJobs(running),
    ...identityJobs(running),
    ...retentionJobs(running),
    ...accessJobs(running),
    ...collectionJobs(running),
    ...messagingJobs(running, transport),
    ...disclosureJobs(running),
    ...rightsJobs(running),
    ...promisesJobs(running, checks, probe),
  ];
  return { app, closed, pages, served, jobs, transport, submissions };
}

/** Rows that no restore wants back: who was signed in, links and codes on their way, counters. */
const passing: ReadonlySet<string> = new Set(["attempt", ...identityPassing]);

/** The check of every control that this version checks. */
export function checksOf(config: Config, ask: AskPage, pages: () => readonly Page[]): Check[] {
  return [
    ...policyChecks(ask, newestTexts),
    ...identityChecks,
    ...consentChecks(ask),
    ...vaultChecks,
    ...retentionChecks,
    ...accessChecks,
    ...watchChecks,
    ...collectionChecks,
    ...disclosureChecks,
    ...rightsChecks,
    ...wholeChecks(config, ask, pages),
  ];
}

/** Exits 0 after SIGTERM or SIGINT, when what was accepted is done; one that comes while starting waits for the start. */
async function run(): Promise<void> {
  if (process.argv[2] === "upgrade") {
    process.stdout.write(await upgrade(process.env).catch(fail));
    return;
  }
  const [, , step, ...args] = process.argv;
  if (step === "keys") {
    process.exitCode = await runKeysCommand(args);
    return;
  }
  if (isBackupCommand(step)) {
    saltsFrom(saltRoots);
    registerErasures();
    process.exitCode = await runBackupCommand(step, args, process.env, { leaveOut: passing, stopAgain, stopsToLedger: allWait });
    return;
  }
  const starting = start(process.env, process.argv.slice(2));
  let asked = false;
  const end = (code: 0 | 1) => () => process.exit(code);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (!asked) void starting.then((kept) => kept.stop()).then(end(0), end(1));
      asked = true;
    });
  }
  const kept = await starting.catch(fail);
  process.stdout.write(kept.welcome);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : "Kept could not start."}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run();
