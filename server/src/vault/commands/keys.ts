import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { refusals } from "@kept/contract";
import type { Language } from "@kept/language";
import { reachDatabase } from "../../platform/backup/index.js";
import { type Config, Database, EmbeddedFault, Organisations, Refusal, readConfig } from "../../platform/index.js";
import { dayOf, showCount, showDate, showMoment } from "../../platform/page/index.js";
import { readWords } from "../backup/words.js";
import { rotateEpoch } from "../epochs.js";
import { checkKeys, openVault } from "../open.js";
import { renewExport } from "../recovery/export.js";
import { readRecoveryKey, writeRecoveryKey } from "../recovery/key.js";
import { newPhrase, readPhrase } from "../recovery/phrase.js";
import { restoreKeys } from "../recovery/restore.js";
import { wayBack } from "../recovery/way-back.js";
import { rotateIndex } from "../reindex.js";
import { type EpochStatus, type KeysStatus, keysStatus } from "../status.js";
import { recoverySheet } from "./sheet.js";
import { lines, words } from "./words.js";

/** Where a command reads and writes. `typed`: the 24 words, from the file named or from whoever sits there. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly typed: (file: string | undefined) => Promise<string>;
}

interface Setting extends Surroundings {
  readonly lang: Language;
  readonly config: Config;
  readonly file: string | undefined;
  readonly values: { readonly replace?: boolean; readonly index?: boolean; readonly words?: string };
}

const commands = { recovery, export: exportKeys, identity, restore, rotate } as const;
const isCommand = (name: string | undefined): name is keyof typeof commands => name !== undefined && Object.hasOwn(commands, name);
const options = { replace: { type: "boolean" }, index: { type: "boolean" }, words: { type: "string" }, lang: { type: "string" } } as const;

/** `kept keys …`, on the server's own machine. Gives the exit code: 0 done, 1 not, 2 asked wrongly. */
export async function keysCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const asked = read(args);
  const lang: Language = asked?.values.lang === "vi" ? "vi" : "en";
  const [name, file, ...more] = asked?.positionals ?? [];
  const wrong = !asked || more.length > 0 || (name !== undefined && !isCommand(name)) || (file !== undefined) !== (name === "restore");
  if (wrong) {
    around.err(`${words.usage[lang]}\n`);
    return 2;
  }
  try {
    const setting = { ...around, lang, config: readConfig(around.env), file, values: asked.values };
    return await (isCommand(name) ? commands[name](setting) : show(setting));
  } catch (error) {
    around.err(`${said(error, lang)}\n`);
    const way = name === "restore" ? undefined : await wayBack(error, readConfig(around.env)).catch(() => undefined);
    if (way) around.err(`\n${way[lang]}\n`);
    return 1;
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}

function said(error: unknown, lang: Language): string {
  if (error instanceof Refusal) return [refusals[error.code][lang], ...error.faults.map((f) => `  ${f.text[lang]}`)].join("\n");
  return error instanceof Error ? error.message : String(error);
}

/** Makes a recovery key. Its words are printed this once and kept nowhere. */
async function recovery({ config, values, lang, now, out, err }: Setting): Promise<number> {
  if ((await readRecoveryKey(config.keys)) && !values.replace) {
    err(`${words.there[lang]}\n`);
    return 1;
  }
  const phrase = await newPhrase();
  await writeRecoveryKey(config.keys, phrase.recipient, now);
  out(recoverySheet(phrase, now));
  const exported = (await hasKeys(config.keys)) ? await renewExport(config.keys, config.exports, now) : undefined;
  out(`\n${exported ? `${words.made[lang]}\n  ${exported.file}` : words.noKeys[lang]}\n`);
  return 0;
}

async function exportKeys({ config, lang, now, out, err }: Setting): Promise<number> {
  if (!(await hasKeys(config.keys))) {
    err(`${words.noKeys[lang]}\n`);
    return 1;
  }
  const exported = await renewExport(config.keys, config.exports, now);
  if (!exported) throw new Refusal("recovery.none");
  out(`${exported.file}\n  ${showMoment(exported.made, lang)}, ${words.recovery[lang]} ${exported.mark}\n`);
  return 0;
}

/** The private half as the `age` tool takes it, from the words alone. */
async function identity({ values, out, typed }: Setting): Promise<number> {
  out(`${(await readPhrase(await typed(values.words))).identity}\n`);
  return 0;
}

async function restore({ config, file = "", values, lang, out, typed }: Setting): Promise<number> {
  const phrase = await typed(values.words);
  const compared: string[] = [];
  const done = await restoreKeys(phrase, createReadStream(file), config.keys, async (folder) => {
    if (!(await hasDatabase(config))) return;
    const at = await reachDatabase({ ...config, keys: folder }, () => {}).catch((error: unknown) => {
      throw error instanceof EmbeddedFault && error.code === "embedded.keys_other" ? new Error(words.notTheirs[lang]) : error;
    });
    const database = new Database({ url: at.ownerUrl, role: undefined, max: 2 });
    try {
      if (await checkKeys(database, folder)) compared.push(at.url);
    } finally {
      await database.close();
      await at.close();
    }
  });
  out(`${words.restored[lang]} ${showDate(dayOf(done.made), lang)} (${done.files}): ${config.keys}\n`);
  if (compared.length === 0) out(`${words.unchecked[lang]}\n`);
  return 0;
}

async function rotate({ config, values, lang, now, out }: Setting): Promise<number> {
  await beside(config, now, async (database, organisations) => {
    for (const { id, slug } of organisations) {
      const number = await database.write(id, (tx) => (values.index ? rotateIndex(tx, now) : rotateEpoch(tx, now)));
      out(`  ${slug}  ${values.index ? words.index[lang] : words.epoch[lang]} ${number} ${words.rotated[lang]}\n`);
    }
  });
  return 0;
}

async function show({ config, lang, now, out }: Setting): Promise<number> {
  await beside(config, now, async (database, organisations) => {
    for (const [i, { id, slug }] of organisations.entries()) {
      const status = await database.read(id, (db) => keysStatus(db, now));
      if (i === 0) out(installation(status, lang));
      out(`\n${slug}\n${status.epochs.map((e) => `  ${words.epoch[lang]} ${e.number}  ${epochLine(e, lang)}\n`).join("")}`);
      for (const k of status.index) out(`  ${words.index[lang]} ${k.number}  ${span(k, lang)}\n`);
      out(`  ${status.bound.text[lang]}\n`);
    }
  });
  return 0;
}

function installation({ recovery: key, exported }: KeysStatus, lang: Language): string {
  if (!key) return `${words.noRecovery[lang]}\n`;
  const of = exported ? `${exported.file}, ${words[exported.fresh ? "fresh" : "stale"][lang]}` : words.none[lang];
  return `${words.recovery[lang]}  ${key.mark}, ${showDate(dayOf(key.made), lang)}\n${words.exported[lang]}  ${of}\n`;
}

function epochLine(e: EpochStatus, lang: Language): string {
  if (e.destroyed) return `${span(e, lang)}: ${words.opensNothing[lang]}`;
  const to = e.ended ? showDate(dayOf(e.ended), lang) : words.now[lang];
  return lines.opens(showDate(dayOf(e.began), lang), to, showCount(e.under, lang))[lang];
}

function span({ began, ended, destroyed }: Omit<EpochStatus, "under">, lang: Language): string {
  const day = (d: Date) => showDate(dayOf(d), lang);
  return `${day(began)} – ${ended ? day(ended) : words.now[lang]}${destroyed ? `, ${words.gone[lang]} ${day(destroyed)}` : ""}`;
}

/** Beside a running server or without one: the database, with the vault open. */
async function beside(
  config: Config,
  now: Date,
  work: (database: Database, organisations: Awaited<ReturnType<Organisations["all"]>>) => Promise<void>,
): Promise<void> {
  const at = await reachDatabase(config, () => {});
  const database = new Database({ url: at.url, role: "kept_app", max: 2 });
  try {
    await openVault(database, config, now);
    await work(database, await new Organisations(database).all());
  } finally {
    await database.close();
    await at.close();
  }
}

const hasKeys = (keys: string) => exists(join(keys, "installation.json"));
const hasDatabase = async (config: Config) => config.databaseUrl !== undefined || exists(join(config.data, "postgres", "PG_VERSION"));

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The command as the server's program runs it. */
export function runKeysCommand(args: readonly string[]): Promise<number> {
  return keysCommand(args, {
    env: process.env,
    now: new Date(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    typed: readWords,
  });
}
