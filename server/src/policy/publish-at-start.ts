import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkText, type Finding } from "@kept/language";
import { createOrganisation, newId, type OrganisationId, organisationId, Refusal, type Running, reservedSlugs } from "../platform/index.js";
import { openOrganisation } from "../vault/index.js";
import { publish } from "./publish.js";
import { newestVersion } from "./store.js";

/** What became of one policy file at start. */
export type StartOutcome =
  | { readonly file: string; readonly outcome: "published"; readonly organisation: string; readonly gaps: number }
  | { readonly file: string; readonly outcome: "kept"; readonly organisation: string; readonly version: number }
  | { readonly file: string; readonly outcome: "broken"; readonly findings: readonly Finding[] }
  | { readonly file: string; readonly outcome: "reserved" | "unreadable" };

type Needed = Pick<Running, "config" | "database" | "clock" | "organisations" | "log">;

/**
 * Publishes each `*.yaml` of the policies folder whose organisation has no version yet. A file that is broken is told and the
 * others go on; an organisation that has a version keeps it, whatever the file says. Throws when the folder cannot be read. The vault is open.
 */
export async function publishAtStart(running: Needed): Promise<StartOutcome[]> {
  const files = (await readdir(running.config.policies)).filter((f) => /\.ya?ml$/.test(f)).sort();
  const outcomes: StartOutcome[] = [];
  for (const file of files) outcomes.push(await one(running, file));
  for (const o of outcomes) tell(running, o);
  return outcomes;
}

async function one(running: Needed, file: string): Promise<StartOutcome> {
  const source = await readFile(join(running.config.policies, file), "utf8").catch(() => undefined);
  if (source === undefined) return { file, outcome: "unreadable" };
  const { policy, findings, publishes } = checkText(source);
  if (!policy || !publishes) return { file, outcome: "broken", findings: findings.filter((f) => f.level === "error") };
  const slug = policy.organisation.id;
  if (reservedSlugs.has(slug)) return { file, outcome: "reserved" };
  const known = await running.organisations.bySlug(slug);
  const organisation = known?.id ?? organisationId.parse(newId());
  const there = await versionIn(running, organisation);
  if (there > 0) return { file, outcome: "kept", organisation: slug, version: there };
  const now = running.clock.now();
  try {
    await running.database.write(organisation, async (tx) => {
      if (!known) {
        await createOrganisation(tx, slug, now);
        await openOrganisation(tx, now);
      }
      await publish(tx, { source, over: 0, by: { kind: "system" }, now });
    });
  } catch (error) {
    // Another process starting at the same moment was faster: its version is the same file's.
    const first = await running.organisations.bySlug(slug);
    if (!first || !(error instanceof Refusal ? error.code === "policy.moved" : isTaken(error))) throw error;
    return { file, outcome: "kept", organisation: slug, version: await versionIn(running, first.id) };
  }
  await running.organisations.all();
  return { file, outcome: "published", organisation: slug, gaps: findings.length };
}

async function versionIn(running: Needed, organisation: OrganisationId): Promise<number> {
  return (await running.database.read(organisation, newestVersion))?.version ?? 0;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}

function tell({ log }: Needed, o: StartOutcome): void {
  if (o.outcome === "published") log.info({ file: o.file, organisation: o.organisation, gaps: o.gaps }, "published a policy");
  else if (o.outcome === "broken") {
    const at = o.findings.map((f) => ({ line: f.line, code: f.code, path: f.path, text: f.text.en }));
    log.error({ file: o.file, errors: at }, "a policy file has errors and was not published");
  } else if (o.outcome !== "kept") log.error({ file: o.file, reason: o.outcome }, "a policy file was not published");
}
