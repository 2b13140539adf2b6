import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isErrno } from "../keyring/durable.js";

/** A name in KEPT_KEYS, at most one folder deep: nothing that leads anywhere else. */
const path = z.string().regex(/^(?:[a-z0-9][\w-]{0,60}\/)?[a-z0-9][\w-]{0,60}\.[a-z0-9]{1,10}$/i);

/** What an export seals: every file of KEPT_KEYS that a server needs to open its database again. */
export const exported = z.strictObject({
  kept: z.literal("keys export 1"),
  made: z.iso.datetime(),
  files: z.array(z.strictObject({ path, content: z.base64() })),
});
export type Exported = z.infer<typeof exported>;

/** Made anew at every start, and of no use to open anything. */
const left = new Set(["administrator.secret"]);

/**
 * The files of KEPT_KEYS as they are now, in the order of their names. A retired key is left out: it is about to be destroyed, and
 * an export made from now on must not bring it back.
 */
export async function contentsOf(keys: string): Promise<Exported["files"]> {
  const files: Exported["files"] = [];
  for (const name of await names(keys)) {
    if (left.has(name)) continue;
    const inner = name.includes(".") ? [] : await names(join(keys, name));
    for (const at of name.includes(".") ? [name] : inner.map((n) => `${name}/${n}`)) {
      const gone = at.replace(/\.(?:json|new)$/, ".gone");
      if (!path.safeParse(at).success || (gone !== at && inner.some((n) => `${name}/${n}` === gone))) continue;
      const content = await readFile(join(keys, at)).catch(absent);
      // Promoted or destroyed between listing and reading: the next look sees what became of it.
      if (content) files.push({ path: at, content: content.toString("base64") });
    }
  }
  return files;
}

/** Which contents these are. It lies over 256-bit secrets, and tells nothing of them. */
export function digestOf(files: Exported["files"]): string {
  return createHash("sha256")
    .update(JSON.stringify(["kept keys export digest 1", files]))
    .digest("hex")
    .slice(0, 16);
}

async function names(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (isErrno(error, "ENOENT") || isErrno(error, "ENOTDIR")) return [];
    throw error;
  });
  return found.filter((n) => !n.startsWith(".")).sort();
}

function absent(error: unknown): undefined {
  if (!isErrno(error, "ENOENT")) throw error;
}
