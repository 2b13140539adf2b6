import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { accountFor } from "./embedded/account.js";
import { findBinaries } from "./embedded/binaries.js";
import { createCluster, createLogin } from "./embedded/create.js";
import { stopLeftover } from "./embedded/leftover.js";
import { hold, isHeld } from "./embedded/lock.js";
import { placeFor, standingPlace } from "./embedded/place.js";
import { Postmaster } from "./embedded/postmaster.js";
import { flags } from "./embedded/settings.js";
import { newToken } from "./ids.js";

export interface Embedded {
  /** The server's own login: may take the roles kept_app and kept_worker, owns nothing. */
  readonly url: string;
  readonly ownerUrl: string;
  /** Data folder of PostgreSQL, for the at-rest scan. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL cannot be used with KEPT_KEYS as it is. The message says what is wrong, and holds no password. */
export class EmbeddedFault extends Error {
  readonly code: "embedded.keys_missing" | "embedded.keys_other" | "embedded.unwritable";
  constructor(code: EmbeddedFault["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Starts the PostgreSQL that npm brought, in `<data>/postgres`, on a free port of loopback, and keeps it running: started again
 * if it dies, stopped first if a crash of ours left one behind. Its passwords are made once and kept beside the keys, out of
 * the data folder. As root it runs under a user of its own, elsewhere if that user cannot reach `data`. `settings` are
 * PostgreSQL's, as `name=value`; `tell` gets one line for whatever an operator should know.
 */
export async function startEmbedded(
  data: string,
  keys: string,
  settings: readonly string[] = [],
  tell: (line: string) => void = () => {},
): Promise<Embedded> {
  await mkdir(data, { recursive: true });
  const release = await hold(data);
  let postmaster: Postmaster | undefined;
  const stop = async () => {
    await postmaster?.stop();
    await release();
  };
  try {
    const account = await accountFor(await standingPlace(data));
    const folder = await placeFor(data, account, tell);
    const binaries = await findBinaries(account, tell);
    const made = await exists(join(folder, "PG_VERSION"));
    const passwords = await readPasswords(keys, made);
    if (made) await stopLeftover(folder, binaries, account, tell);
    else await createCluster(binaries.initdb, folder, passwords.owner, account, !settings.includes("fsync=off"));
    const port = await freePort();
    postmaster = new Postmaster({ program: binaries.postgres, folder, port, flags: flags(settings), account, tell });
    await postmaster.start();
    const at = addresses(port, passwords);
    await createLogin(at.ownerUrl.replace(/\/kept$/, "/postgres"), passwords.login).catch(otherKeys(keys));
    return { ...at, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Where the PostgreSQL listens that a server running on `data` keeps, for whoever works beside it: a backup. Undefined where none runs.
 * Its lock stays that server's.
 */
export async function findRunning(data: string, keys: string): Promise<Pick<Embedded, "url" | "ownerUrl" | "folder"> | undefined> {
  if (!(await isHeld(data))) return undefined;
  const folder = await standingPlace(data);
  // The fourth line is its port (PostgreSQL's own format, unchanged since 9.1).
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const port = Number(text.split("\n")[3]);
  if (!Number.isSafeInteger(port) || port <= 0)
    throw new Error(`Kept runs on ${data}, and its PostgreSQL is not up yet. Try again in a moment.`);
  const passwords = await readPasswords(keys, true);
  return { ...addresses(port, passwords), folder };
}

function addresses(port: number, passwords: { owner: string; login: string }): Pick<Embedded, "url" | "ownerUrl"> {
  const address = (user: string, password: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/kept`;
  return { url: address("kept", passwords.login), ownerUrl: address("postgres", passwords.owner) };
}

async function readPasswords(keys: string, made: boolean): Promise<{ owner: string; login: string }> {
  await mkdir(keys, { recursive: true, mode: 0o700 }).catch(cannotWrite(keys));
  const file = join(keys, "database.json");
  if (!(await exists(file))) {
    // Never new ones for a database that has others: whoever lost them must know.
    if (made) {
      throw new EmbeddedFault(
        "embedded.keys_missing",
        `KEPT_KEYS (${keys}) has no database.json, and the PostgreSQL in KEPT_DATA was made with one: its passwords are in it, and the keys of the data lay beside it. No new keys were made.`,
      );
    }
    await writeFile(file, JSON.stringify({ owner: newToken(), login: newToken() }), { mode: 0o600 }).catch(cannotWrite(keys));
  }
  const read: unknown = JSON.parse(await readFile(file, "utf8"));
  if (
    typeof read === "object" &&
    read !== null &&
    "owner" in read &&
    "login" in read &&
    typeof read.owner === "string" &&
    typeof read.login === "string"
  ) {
    return { owner: read.owner, login: read.login };
  }
  throw new EmbeddedFault("embedded.keys_missing", `database.json in KEPT_KEYS (${keys}) cannot be read. No new keys were made.`);
}

/** The passwords of another PostgreSQL were given to it: error 28P01. */
function otherKeys(keys: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error && "code" in error && error.code === "28P01")) throw error;
    throw new EmbeddedFault(
      "embedded.keys_other",
      `KEPT_KEYS (${keys}) belongs to another database: the PostgreSQL in KEPT_DATA refuses the password in its database.json. Check KEPT_KEYS and KEPT_DATA. Nothing was changed.`,
    );
  };
}

function cannotWrite(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error && "code" in error && ["EROFS", "EACCES", "EPERM"].includes(String(error.code)))) throw error;
    throw new EmbeddedFault(
      "embedded.unwritable",
      `${path} cannot be written (${error.code}), and a new database needs its passwords and keys there. Let the server's user write there, then start again.`,
    );
  };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => (at && typeof at === "object" ? resolve(at.port) : reject(new Error("no free port"))));
    });
  });
}
