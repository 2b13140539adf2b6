import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isErrno, isWide, makeFolder, writeDurably } from "../keyring/durable.js";
import { KeyringFault } from "../keyring/provider.js";
import { markOf } from "./phrase.js";

/** The public half of the offline recovery key: enough to seal, not to open. */
export interface RecoveryKey {
  /** `age1…` */
  readonly recipient: string;
  readonly made: Date;
  readonly mark: string;
}

const recoveryFile = z.strictObject({
  kept: z.literal("recovery 1"),
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  made: z.iso.datetime(),
});
const path = (keys: string) => join(keys, "recovery.json");

/** The recovery key in KEPT_KEYS, read anew; undefined where none was made. Throws {@link KeyringFault} where the file is damaged or open to others. */
export async function readRecoveryKey(keys: string): Promise<RecoveryKey | undefined> {
  let text: string;
  try {
    text = await readFile(path(keys), "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  // Whoever could change it would have every later backup sealed to themselves.
  if (await isWide(path(keys))) {
    throw new KeyringFault(
      "keys.mode",
      `${path(keys)} is open to other users. Make it private (chmod go= ${path(keys)}), then start again.`,
    );
  }
  const file = recoveryFile.safeParse(parse(text));
  if (!file.success) {
    throw new KeyringFault(
      "keys.unreadable",
      `${path(keys)} is damaged. Make a new recovery key (kept keys recovery), or put the saved file back.`,
    );
  }
  return { recipient: file.data.recipient, made: new Date(file.data.made), mark: markOf(file.data.recipient) };
}

/** Puts a public half in the place of the one before. What was sealed until now stays under that one. */
export async function writeRecoveryKey(keys: string, recipient: string, at: Date): Promise<void> {
  await makeFolder(keys);
  const file = recoveryFile.parse({ kept: "recovery 1", recipient, made: at.toISOString() });
  await writeDurably(path(keys), JSON.stringify(file));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
