import { record } from "../../evidence/index.js";
import type { Database, OrganisationId, Tx } from "../../platform/index.js";
import type { ErasureEntry, Stood, StopEntry } from "../ledger.js";
import { vault } from "../state.js";
import { selectMark, unknownErasures, upsertMark } from "../store/ledger.js";
import { eraseAgain } from "./again.js";
import { LedgerFault } from "./fault.js";
import { stillThere } from "./fits.js";

/** Applies withdrawals and objections that are later than what the database knows; answers the ids of those it applied. `consent` fills it. */
export type StopAgain = (tx: Tx, entries: readonly StopEntry[]) => Promise<readonly string[]>;

/** What a replay did: ids and names, never a value. */
export interface Replayed {
  /** Whether the database was restored from a backup, and of when that is. */
  readonly restored: boolean;
  readonly backupAt: Date | null;
  readonly persons: readonly string[];
  readonly fields: readonly { readonly person: string; readonly field: string }[];
  readonly stops: readonly string[];
  /** Of these, erasures of persons of whom something is damaged: a key was not renewed, or a thing held back was lost. Ids of the erasures. */
  readonly broken: readonly string[];
  /** Lines that were torn or damaged. */
  readonly unreadable: number;
  /** The moment up to which the database now knows what was erased and withdrawn: the newest entry's. */
  readonly until: Date | null;
}

const some = 500;

/**
 * Does again what the ledger says and the database does not know: erasures of persons and fields by the same verbs with cause
 * `restored`, and withdrawals. From the mark on that lies in the database itself, so that it costs what is new; all of it after
 * a restore. Throws {@link LedgerFault} where the ledger is missing, older than the database, or something cannot be erased again:
 * then nothing may be served. Repeating it is harmless. `lost`: somebody took it upon them that the ledger is gone for good, and what
 * is left of it is all there is.
 */
export async function replayLedger(
  database: Database,
  organisation: OrganisationId,
  stop: StopAgain,
  at: Date,
  lost = false,
): Promise<Replayed> {
  const mark = await database.read(organisation, selectMark);
  const waiting = mark?.restoredAt != null && mark.replayedAt === null;
  const whole = !mark || waiting || !(await stillThere(organisation, mark));
  const pass = new Pass(database, organisation, stop, at);
  let held = lost || !whole || !mark || (waiting ? mark.mustHold === null : mark.bytes === 0);
  for await (const stood of vault().ledger.from(organisation, whole ? 0 : mark.bytes)) {
    if (waiting ? stood.entry?.id === mark.mustHold : mark?.line?.equals(stood.digest)) held = true;
    await pass.take(stood);
  }
  await pass.flush();
  if (!held)
    throw LedgerFault.older(organisation, waiting ? `the line ${mark.mustHold} that this backup knew` : "lines that this database knew");
  if (pass.undone.length > 0) throw undone(organisation, pass.undone);
  const done: Replayed = { ...pass.done(), restored: waiting, backupAt: waiting ? mark.backupAt : null };
  const last = pass.last;
  if (!last && !waiting) return done;
  await database.write(organisation, async (tx) => {
    await upsertMark(tx, last ? { bytes: last.end, line: last.digest } : { bytes: 0, line: null }, at);
    if (waiting || done.persons.length + done.fields.length + done.stops.length > 0) await tell(tx, done, at);
  });
  return done;
}

class Pass {
  readonly undone: string[] = [];
  readonly #broken: string[] = [];
  last: Stood | undefined;
  readonly #persons: string[] = [];
  readonly #fields: { person: string; field: string }[] = [];
  readonly #stops: string[] = [];
  #unreadable = 0;
  #until: Date | null = null;
  #erasures: ErasureEntry[] = [];
  #waiting: StopEntry[] = [];

  constructor(
    readonly database: Database,
    readonly organisation: OrganisationId,
    readonly stop: StopAgain,
    readonly at: Date,
  ) {}

  async take(stood: Stood): Promise<void> {
    const { entry } = stood;
    this.last = stood;
    if (!entry) {
      this.#unreadable++;
      return;
    }
    const moment = new Date(entry.at);
    if (!this.#until || moment > this.#until) this.#until = moment;
    if (entry.kind === "backup") return;
    if (entry.kind === "person" || entry.kind === "field") this.#erasures.push(entry);
    else this.#waiting.push(entry);
    if (this.#erasures.length + this.#waiting.length >= some) await this.flush();
  }

  async flush(): Promise<void> {
    const { database, organisation } = this;
    // The same entry may stand there twice.
    const asked = [...new Map(this.#erasures.map((e) => [e.id, e])).values()];
    const unknown = await database.read(organisation, (db) => unknownErasures(db, asked));
    const again = await eraseAgain(database, organisation, unknown, this.at);
    const undone = new Set(again.undone);
    this.#broken.push(...again.broken);
    for (const e of unknown) {
      if (undone.has(e.id)) this.undone.push(e.id);
      else if (e.kind === "field") this.#fields.push({ person: e.person, field: e.name });
      else this.#persons.push(e.person);
    }
    const stops = this.#waiting;
    if (stops.length > 0) this.#stops.push(...(await database.write(organisation, (tx) => this.stop(tx, stops))));
    this.#erasures = [];
    this.#waiting = [];
  }

  done(): Omit<Replayed, "restored" | "backupAt"> {
    return {
      persons: this.#persons,
      fields: this.#fields,
      stops: this.#stops,
      broken: this.#broken,
      unreadable: this.#unreadable,
      until: this.#until,
    };
  }
}

async function tell(tx: Tx, done: Replayed, at: Date): Promise<void> {
  await record(tx, {
    type: "vault.replayed",
    at,
    actor: { kind: "system" },
    about: [],
    detail: {
      restored: done.restored,
      ...(done.backupAt ? { backup_at: done.backupAt.toISOString() } : {}),
      ...(done.until ? { until: done.until.toISOString() } : {}),
      persons: done.persons.length,
      fields: done.fields.length,
      stops: done.stops.length,
      broken: done.broken,
      unreadable: done.unreadable,
    },
  });
}

function undone(organisation: OrganisationId, ids: readonly string[]): LedgerFault {
  return new LedgerFault(
    "ledger.undone",
    `Organisation ${organisation}: ${ids.length} erasures of the ledger could not be done again (${ids.slice(0, 5).join(", ")}). Nothing is served before they are: look at the keys, then start again.`,
  );
}
