import { randomBytes } from "node:crypto";
import { access, constants, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a whole file so that after a loss of power it is either there, whole, or not there: temporary file, fsync, rename,
 * fsync of the folder. With `exclusive` it never replaces: answers false where the file exists. Throws {@link Unwritable}.
 */
export async function writeDurably(path: string, bytes: Uint8Array | string, exclusive = false): Promise<boolean> {
  const temporary = join(dirname(path), `.${randomBytes(8).toString("hex")}.tmp`);
  const file = await open(temporary, "wx", 0o600).catch(sayUnwritable(dirname(path)));
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  if (exclusive) {
    const made = await link(temporary, path).then(
      () => true,
      (error: unknown) => {
        if (isErrno(error, "EEXIST")) return false;
        throw error;
      },
    );
    await rm(temporary);
    await syncFolder(dirname(path));
    return made;
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
  return true;
}

/** Makes a folder only its owner may enter, durably. */
export async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 }).catch(sayUnwritable(path));
  if (made) await syncFolder(dirname(made));
}

/** A rename or unlink is durable once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Overwrites, then unlinks. On copy-on-write and flash storage the old bytes may outlive the overwriting. */
export async function destroyFile(path: string): Promise<void> {
  try {
    const file = await open(path, "r+");
    try {
      const { size } = await file.stat();
      await file.write(randomBytes(size), 0, size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rm(path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error;
  }
}

/** True where group or others may do anything with it. Windows has no such bits. */
export async function isWide(path: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  return ((await stat(path)).mode & 0o077) !== 0;
}

/** A folder that must be written cannot be. The message says which, and what to do. */
export class Unwritable extends Error {
  constructor(path: string, cause: unknown) {
    const code = cause instanceof Error && "code" in cause ? `${cause.code}` : "?";
    super(
      `${path} cannot be written (${code}), and must be for this. Let the server's user write there (mount it read-write, chown, chmod u+w), then try again. Nothing was changed.`,
      { cause },
    );
  }
}

const closed = ["EROFS", "EACCES", "EPERM"];

/** For `.catch`: says of a folder that it cannot be written, where that is what happened. */
export function sayUnwritable(path: string): (error: unknown) => never {
  return (error) => {
    throw closed.some((code) => isErrno(error, code)) ? new Unwritable(path, error) : error;
  };
}

/** Whether the server's user may write in a folder. A mount that is read-only says no to root as well. */
export function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
