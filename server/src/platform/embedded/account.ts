import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";

/** The user and group PostgreSQL runs as, where that is not the server's own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root it runs as whoever owns the data already, else as the user `postgres`, which is
 * made where it does not exist. As anyone else it runs as that user: undefined. Throws where the data are another user's.
 */
export async function accountFor(folder: string): Promise<Account | undefined> {
  const own = process.getuid?.();
  if (own === undefined) return undefined;
  const owner = await stat(folder).catch(() => undefined);
  if (own !== 0) {
    if (owner && owner.uid !== own)
      throw new Error(`${folder} belongs to another user (${owner.uid}): start Kept as that user, or as root.`);
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return named("postgres") ?? made("postgres");
}

function named(user: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((which) => spawnSync("id", [which, user], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
}

function made(user: string): Account {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", user], { stdio: "ignore" });
  const account = named(user);
  if (account) return account;
  throw new Error(
    `PostgreSQL does not run as root, and the user ${user} could not be made. Run Kept as another user, or set DATABASE_URL.`,
  );
}
