import type { VersionedKey } from "./seal.js";

/** A person's data key, and the root of their event salts once it was asked for. */
export interface PersonKey {
  readonly key: VersionedKey;
  root?: Buffer;
}

/**
 * Data keys unwrapped a short while ago. It saves the unwrapping (a call to a KMS, perhaps) and proves nothing: what it holds is
 * used only
 * - to open, where a key row read in the same transaction names this version: an erased person has no row, a re-keyed one has
 *   another version; and
 * - to seal, where the statement that writes the value joins the key row at this version and leaves the value out otherwise.
 * So an erasure in another process needs no message to this one. Until it expires the key lies unused in this process's memory:
 * at most `ttl`. The erasing process drops it at once.
 */
export class KeyCache {
  readonly #held = new Map<string, { readonly person: PersonKey; readonly until: number }>();
  readonly #most: number;
  readonly #ttl: number;
  constructor(most = 20_000, ttl = 300_000) {
    this.#most = most;
    this.#ttl = ttl;
  }

  get(organisation: string, person: string): PersonKey | undefined {
    const name = `${organisation}/${person}`;
    const held = this.#held.get(name);
    if (!held) return undefined;
    if (held.until > performance.now()) return held.person;
    this.#held.delete(name);
    return undefined;
  }

  put(organisation: string, person: string, key: PersonKey): void {
    const name = `${organisation}/${person}`;
    this.#held.delete(name);
    this.#held.set(name, { person: key, until: performance.now() + this.#ttl });
    if (this.#held.size <= this.#most) return;
    const oldest = this.#held.keys().next();
    if (!oldest.done) this.#held.delete(oldest.value);
  }

  drop(organisation: string, person: string): void {
    this.#held.delete(`${organisation}/${person}`);
  }

  /** Forgets what has expired. */
  sweep(): void {
    const now = performance.now();
    for (const [name, held] of this.#held) if (held.until <= now) this.#held.delete(name);
  }

  get size(): number {
    return this.#held.size;
  }
}
