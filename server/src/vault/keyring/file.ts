import { createHmac, createSecretKey, type KeyObject, randomBytes, randomUUID } from "node:crypto";
import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { open, type Place, seal, type VersionedKey } from "../seal.js";
import { destroyFile, isErrno, isWide, makeFolder, sayUnwritable, syncFolder, writeDurably } from "./durable.js";
import {
  checkValue,
  type Installation,
  type KeyKind,
  type KeyProvider,
  KeyringFault,
  type KnownKey,
  keyKinds,
  type Unwrapped,
  type Wrapped,
} from "./provider.js";

/*
 * KEPT_KEYS/installation.json            which installation, and the secret behind its check value
 * KEPT_KEYS/<organisation>/epoch-1.json  a live key; `.new` before the database names it, `.gone` once it is out of use:
 *                                        with `.json` still beside it retired, alone destroyed
 * One file per key, so that destroying one is removing one.
 */
const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const installationFile = z.strictObject({ kept: z.literal("installation 1"), id: z.uuid(), made: z.string(), key: secret });
const keyFile = z.strictObject({
  kept: z.literal("key 1"),
  organisation: z.uuid(),
  kind: z.enum(["epoch", "index", "digest"]),
  number: z.number().int().min(1),
  made: z.string(),
  key: secret,
});
const fileName = /^(epoch|index|digest)-([1-9]\d{0,8})\.(json|new|gone)$/;
const states = { json: "live", new: "pending", gone: "destroyed" } as const;
const remember = 60_000;

interface Ring {
  readonly readAt: number;
  readonly keys: readonly (KnownKey & { readonly key: VersionedKey | undefined })[];
}

/** The default key provider: a folder of files that only the server's user may read. */
export class FileKeyring implements KeyProvider {
  readonly #folder: string;
  readonly #rings = new Map<string, Ring>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens or makes the folder. Refuses one that others may enter or read. */
  static async open(folder: string): Promise<FileKeyring> {
    await makeFolder(folder);
    await demandNarrow(folder);
    return new FileKeyring(folder);
  }

  async installation(): Promise<Installation | undefined> {
    const read = await this.#installation();
    return read && { id: read.id, check: checkValue(read.key, "installation", read.id) };
  }

  async authenticate(what: string, bytes: Uint8Array): Promise<Buffer> {
    const read = await this.#installation();
    if (!read) throw new KeyringFault("keys.missing", "KEPT_KEYS holds no installation.json.");
    return createHmac("sha256", read.key)
      .update(`${JSON.stringify(["kept authentic 1", what, read.id])}\n`)
      .update(bytes)
      .digest();
  }

  async #installation(): Promise<{ id: string; key: KeyObject } | undefined> {
    const path = join(this.#folder, "installation.json");
    const read = await readNarrow(path);
    if (read === undefined) return undefined;
    const file = installationFile.safeParse(read);
    if (!file.success) throw unreadable(path);
    return { id: file.data.id, key: secretKey(file.data.key) };
  }

  async createInstallation(): Promise<Installation> {
    const file = { kept: "installation 1", id: randomUUID(), made: new Date().toISOString(), key: newSecret() };
    await writeDurably(join(this.#folder, "installation.json"), JSON.stringify(file), true);
    const made = await this.installation();
    if (!made) throw unreadable(join(this.#folder, "installation.json"));
    return made;
  }

  async known(organisation: string): Promise<KnownKey[]> {
    this.refresh(organisation);
    return (await this.#ring(organisation)).keys.map(({ key: _, ...known }) => known);
  }

  async prepare(organisation: string, kind: KeyKind): Promise<KnownKey> {
    const known = (await this.known(organisation)).filter((k) => k.kind === kind);
    const pending = known.find((k) => k.state === "pending");
    if (pending) return pending;
    const number = Math.max(0, ...known.map((k) => k.number)) + 1;
    const file = { kept: "key 1", organisation, kind, number, made: new Date().toISOString(), key: newSecret() };
    await makeFolder(join(this.#folder, organisation));
    await writeDurably(this.#path(organisation, kind, number, "new"), JSON.stringify(file), true);
    const made = (await this.known(organisation)).find((k) => k.kind === kind && k.number === number);
    if (!made) throw unreadable(this.#path(organisation, kind, number, "new"));
    return made;
  }

  async promote(organisation: string, kind: KeyKind, number: number): Promise<void> {
    const live = this.#path(organisation, kind, number, "json");
    try {
      await rename(this.#path(organisation, kind, number, "new"), live);
      await syncFolder(join(this.#folder, organisation));
    } catch (error) {
      // Another process promoted it, which is as good.
      if (!isErrno(error, "ENOENT") || (await readNarrow(live)) === undefined) sayUnwritable(join(this.#folder, organisation))(error);
    }
    this.refresh(organisation);
  }

  async retire(organisation: string, kind: KeyKind, number: number, at: Date): Promise<void> {
    const gone = JSON.stringify({ kept: "destroyed key 1", organisation, kind, number, at: at.toISOString() });
    await writeDurably(this.#path(organisation, kind, number, "gone"), gone, true);
    this.refresh(organisation);
  }

  async destroy(organisation: string, kind: KeyKind, number: number, at: Date): Promise<void> {
    await this.retire(organisation, kind, number, at);
    await destroyFile(this.#path(organisation, kind, number, "new"));
    await destroyFile(this.#path(organisation, kind, number, "json"));
    this.refresh(organisation);
  }

  async wrap(organisation: string, keys: readonly { person: string; key: VersionedKey }[]): Promise<Wrapped[]> {
    const epoch = newest(await this.#ring(organisation), "epoch")[0];
    if (!epoch) throw new KeyringFault("keys.none", `No epoch key of organisation ${organisation} in KEPT_KEYS.`);
    return keys.map(({ person, key }) => {
      const raw = key.key.export();
      const wrapped = seal(epoch, wrapPlace(organisation, person, key.version), raw);
      raw.fill(0);
      return { epoch: epoch.version, wrapped };
    });
  }

  async unwrap(organisation: string, keys: readonly ({ person: string; version: number } & Wrapped)[]): Promise<Unwrapped[]> {
    let epochs = newest(await this.#ring(organisation), "epoch");
    if (keys.some((k) => !epochs.some((e) => e.version === k.epoch))) {
      this.refresh(organisation);
      epochs = newest(await this.#ring(organisation), "epoch");
    }
    return keys.map(({ person, version, epoch, wrapped }) => {
      const under = epochs.find((e) => e.version === epoch);
      if (!under) return { fault: "sealed.key_gone" };
      const opened = open(under, wrapPlace(organisation, person, version), wrapped);
      if ("fault" in opened) return opened;
      const key = createSecretKey(opened.plain);
      opened.plain.fill(0);
      return { key: { version, key } };
    });
  }

  async digestKeys(organisation: string, kind: Exclude<KeyKind, "epoch">): Promise<readonly VersionedKey[]> {
    const keys = newest(await this.#ring(organisation), kind);
    if (keys.length === 0) throw new KeyringFault("keys.none", `No ${kind} key of organisation ${organisation} in KEPT_KEYS.`);
    return keys;
  }

  refresh(organisation: string): void {
    this.#rings.delete(organisation);
  }

  /** What is on disk, at most a minute old: so long may a destroyed epoch stay in the memory of another process. */
  async #ring(organisation: string): Promise<Ring> {
    const held = this.#rings.get(organisation);
    if (held && performance.now() - held.readAt < remember) return held;
    const ring = { readAt: performance.now(), keys: await this.#read(organisation) };
    this.#rings.set(organisation, ring);
    return ring;
  }

  async #read(organisation: string): Promise<Ring["keys"]> {
    const folder = join(this.#folder, z.uuid().parse(organisation));
    const names = await readdir(folder).catch((error: unknown) => {
      if (isErrno(error, "ENOENT")) return [];
      throw error;
    });
    if (names.length > 0) await demandNarrow(folder);
    const keys: Ring["keys"][number][] = [];
    for (const name of names) {
      const match = fileName.exec(name);
      const kind = keyKinds.find((k) => k === match?.[1]);
      const state = match?.[3] === "json" || match?.[3] === "new" || match?.[3] === "gone" ? states[match[3]] : undefined;
      if (!kind || !state) continue;
      const number = Number(match?.[2]);
      if (state === "destroyed") {
        const left = names.some((n) => n === `${kind}-${number}.json` || n === `${kind}-${number}.new`);
        keys.push({ kind, number, state: left ? "retired" : "destroyed", check: undefined, made: undefined, key: undefined });
        continue;
      }
      const read = await readNarrow(join(folder, name));
      // Promoted or destroyed between listing and reading.
      if (read === undefined) continue;
      const file = keyFile.safeParse(read);
      if (!file.success || file.data.organisation !== organisation || file.data.kind !== kind || file.data.number !== number)
        throw unreadable(join(folder, name));
      const key = secretKey(file.data.key);
      const check = checkValue(key, organisation, kind, number);
      keys.push({ kind, number, state, check, made: new Date(file.data.made), key: { version: number, key } });
    }
    const gone = new Set(keys.filter((k) => !k.key).map((k) => `${k.kind} ${k.number}`));
    return keys.filter((k) => !k.key || !gone.has(`${k.kind} ${k.number}`));
  }

  #path(organisation: string, kind: KeyKind, number: number, suffix: keyof typeof states): string {
    return join(this.#folder, z.uuid().parse(organisation), `${kind}-${number}.${suffix}`);
  }
}

function newest(ring: Ring, kind: KeyKind): VersionedKey[] {
  return ring.keys
    .filter((k) => k.kind === kind && k.state === "live")
    .flatMap((k) => (k.key ? [k.key] : []))
    .sort((a, b) => b.version - a.version);
}

function wrapPlace(organisation: string, person: string, version: number): Place {
  return { organisation, table: "person_key", person, field: "wrapped", id: String(version) };
}

const newSecret = (): string => randomBytes(32).toString("base64url");
const secretKey = (text: string) => createSecretKey(Buffer.from(text, "base64url"));

async function readNarrow(path: string): Promise<unknown> {
  try {
    await demandNarrow(path);
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    if (error instanceof SyntaxError) throw unreadable(path);
    throw error;
  }
}

async function demandNarrow(path: string): Promise<void> {
  if (await isWide(path)) {
    throw new KeyringFault("keys.mode", `${path} is open to other users. Make it private (chmod go= ${path}), then start again.`);
  }
}

function unreadable(path: string): KeyringFault {
  return new KeyringFault("keys.unreadable", `${path} is not a key file of Kept, or is damaged. Put the saved copy of KEPT_KEYS back.`);
}
