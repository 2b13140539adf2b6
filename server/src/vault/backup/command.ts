import { parseArgs } from "node:util";
import { type RefusalCode, refusals } from "@kept/contract";
import { BackupFault, progressLines } from "../../platform/backup/index.js";
import { type Config, Organisations, Refusal, readConfig } from "../../platform/index.js";
import { ledgerCommand } from "../ledger/command.js";
import { rebuildLedger, type StopsToLedger } from "../ledger/rebuild.js";
import { type Replayed, replayLedger, type StopAgain } from "../ledger/replay.js";
import { rebuiltLines } from "../ledger/said.js";
import { openVault } from "../open.js";
import { asked, inRoles, reached, tellAll } from "./beside.js";
import { type Drilled, drill } from "./drill.js";
import { makeBackup } from "./make.js";
import { restoreBackup } from "./restore.js";
import { detailOf } from "./schedule.js";
import { readWords } from "./words.js";

/** What only the whole server knows. */
export interface Whole {
  readonly leaveOut: ReadonlySet<string>;
  readonly stopAgain: StopAgain;
  readonly stopsToLedger: StopsToLedger;
}

export interface Setting extends Whole {
  readonly config: Config;
  readonly args: readonly string[];
  readonly now: Date;
}

const write = (text: string) => process.stdout.write(text);
const tell = progressLines((line) => process.stderr.write(line));

const commands = { backup, restore, drill: drillCommand, ledger: ledgerCommand } as const;
export type BackupCommand = keyof typeof commands;

export function isBackupCommand(name: string | undefined): name is BackupCommand {
  return name !== undefined && Object.hasOwn(commands, name);
}

/** `kept backup`, `kept restore`, `kept drill`: progress on standard error, what was done on standard output. 0 done, 1 not, 2 asked wrongly. */
export async function runBackupCommand(
  name: BackupCommand,
  args: readonly string[],
  env: Record<string, string | undefined>,
  whole: Whole,
): Promise<number> {
  try {
    await commands[name]({ ...whole, config: readConfig(env), args, now: new Date() });
    return 0;
  } catch (error) {
    process.stderr.write(`${said(error)}\n`);
    return error instanceof BackupFault && error.code === "backup.asked" ? 2 : 1;
  }
}

async function backup({ config, args, leaveOut, now }: Setting): Promise<void> {
  const { values } = asked(() => parseArgs({ args: [...args], options: { to: { type: "string" }, keep: { type: "string" } } }));
  const to = values.to ?? config.backups;
  if (to === undefined) throw new BackupFault("backup.asked", "Say where the backup goes: --to FOLDER, or KEPT_BACKUPS.");
  const keep = values.keep === undefined ? undefined : Number(values.keep);
  if (keep !== undefined && (!Number.isSafeInteger(keep) || keep < 1))
    throw new BackupFault("backup.asked", "--keep takes how many backups stay: 1 or more.");
  await reached(config, async (at) => {
    const made = await makeBackup({ ownerUrl: at.ownerUrl, roots: config, to, keep, leaveOut, at: now, tell });
    await tellAll(at.url, { type: "vault.backup", at: now, detail: detailOf(made) });
    const { rows, files, bytes } = detailOf(made);
    write(
      `${made.path}\n  ${rows} rows, ${files} files, ${(bytes / 1_048_576).toFixed(1)} MB\n${made.pruned.map((p) => `  removed ${p}\n`).join("")}`,
    );
  });
}

async function restore({ config, args, now, ...using }: Setting): Promise<void> {
  const { values, positionals } = asked(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: { words: { type: "string" }, "ledger-lost": { type: "boolean" } } }),
  );
  const lost = values["ledger-lost"] === true;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new BackupFault("backup.asked", "kept restore FILE [--words FILE] [--ledger-lost]");
  const words = await readWords(values.words);
  await reached(config, async (at) => {
    const login = decodeURIComponent(new URL(at.url).username);
    const { head, manifest } = await restoreBackup({
      ownerUrl: at.ownerUrl,
      login,
      roots: config,
      file,
      words,
      ledgerLost: lost,
      at: now,
      tell,
    });
    const rows = manifest.tables.reduce((n, t) => n + t.rows, 0);
    write(`Restored the backup of ${head.at}: ${rows} rows, ${manifest.files.count} files.\n`);
    await inRoles(at.url, async (database) => {
      await openVault(database, config, now);
      for (const { id, slug } of await new Organisations(database).all()) {
        if (lost) write(rebuiltLines(slug, await rebuildLedger(database, id, using, now)));
        else write(reportOf(slug, await replayLedger(database, id, using.stopAgain, now)));
      }
    });
    write(afterRestore);
  });
}

async function drillCommand({ config, args, leaveOut, stopAgain, now }: Setting): Promise<void> {
  const { values } = asked(() => parseArgs({ args: [...args], options: { from: { type: "string" }, words: { type: "string" } } }));
  // Without --words nothing is read from standard input: a timer has none.
  const words = values.words === undefined ? undefined : await readWords(values.words);
  await reached(config, async (at) => {
    const from = values.from ?? config.backups;
    const outcome = await drill({ ...at, roots: config, words, from, leaveOut, stopAgain, at: now, tell }).catch(async (error: unknown) => {
      const code = error instanceof Error && "code" in error ? String(error.code) : "fault";
      await tellAll(at.url, { type: "vault.drill", at: now, detail: { result: "failed", code, keys: words ? "export" : "live" } });
      throw error;
    });
    await tellAll(at.url, { type: "vault.drill", at: now, detail: drillDetail(outcome) });
    write(drillReport(outcome));
  });
}

function drillDetail(d: Drilled) {
  const sum = (of: (o: Drilled["organisations"][number]) => number) => d.organisations.reduce((n, o) => n + of(o), 0);
  return {
    result: "passed",
    backup_at: d.backupAt.toISOString(),
    keys: d.keys,
    rows: d.rows,
    values: sum((o) => o.values),
    files: sum((o) => o.files),
    erased: sum((o) => o.erased),
  };
}

function drillReport(d: Drilled): string {
  const proved =
    d.keys === "export"
      ? "opened with the recovery words, by keys recovered from their export"
      : "made for this drill, opened by the keys in KEPT_KEYS: the recovery words and the export of the keys were not proved (--words does that)";
  const lines = d.organisations.map(
    (o) => `  ${o.slug}: ${o.values} values and ${o.files} files opened; of ${o.erased} erasures looked for none has come back\n`,
  );
  return `The drill passed. The backup of ${d.backupAt.toISOString()} was restored, ${d.rows} rows as its manifest says; ${proved}.\n${lines.join("")}`;
}

/** What a replay did to an organisation, for whoever restored it: ids and names alone. */
export function reportOf(slug: string, r: Replayed): string {
  const lines = [
    `${slug}: erased again ${r.persons.length} persons and ${r.fields.length} fields, applied again ${r.stops.length} withdrawals, objections and restrictions`,
    r.until ? `  what was erased and withdrawn is known up to ${r.until.toISOString()}` : "  the ledger holds nothing",
    ...(r.unreadable > 0 ? [`  ${r.unreadable} lines of the ledger could not be read`] : []),
    ...r.persons.map((p) => `  person      ${p}`),
    ...r.fields.map((f) => `  field       ${f.person} ${f.field}`),
    ...r.stops.map((s) => `  withdrawal  ${s}`),
    ...r.broken.map(
      (e) => `  damaged     erasure ${e}: it is done, but something else of that person is damaged, so their key stays the same`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

const afterRestore = `Everyone is signed out. Staff and API keys are as they were in the backup: look whether one of them should have no access any more.
Start Kept now.
`;

function said(error: unknown): string {
  if (error instanceof Refusal) {
    const code: RefusalCode = error.code;
    return [refusals[code].en, ...error.faults.map((f) => `  ${f.text.en}`)].join("\n");
  }
  return error instanceof Error ? error.message : "It could not be done.";
}
