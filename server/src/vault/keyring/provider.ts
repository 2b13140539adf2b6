import { createHmac, type KeyObject } from "node:crypto";
import type { SealFault, VersionedKey } from "../seal.js";

/**
 * `epoch` keys wrap the data keys of an organisation's persons; `index` keys make its blind index; `digest` keys make the digests by which
 * other domains recognise a text they do not keep, which therefore cannot be made anew: they do not rotate.
 */
export type KeyKind = "epoch" | "index" | "digest";
export const keyKinds: readonly KeyKind[] = ["epoch", "index", "digest"];

/** What a provider knows about one key, without the key. `check` is compared with the database at start. */
export interface KnownKey {
  readonly kind: KeyKind;
  readonly number: number;
  /**
   * `pending`: made, not yet named by the database. `retired`: out of use for good, and still to be destroyed. `destroyed`: only
   * the fact remains.
   */
  readonly state: "pending" | "live" | "retired" | "destroyed";
  /** When it was made; undefined of a destroyed one. */
  readonly made: Date | undefined;
  readonly check: Buffer | undefined;
}

export interface Installation {
  readonly id: string;
  readonly check: Buffer;
}

/** A data key as it is stored. */
export interface Wrapped {
  readonly epoch: number;
  readonly wrapped: Buffer;
}
/** `key_gone`: its epoch was destroyed, or its key is missing. */
export type KeyFault = SealFault | "sealed.key_gone";
export type Unwrapped = { readonly key: VersionedKey } | { readonly fault: KeyFault };

/**
 * Who holds the keys above the data keys. The file keyring does it by default; a KMS fills the same interface. Every call
 * may go over a network, so wrapping and unwrapping take many at once.
 */
export interface KeyProvider {
  /** Makes, changes and destroys nothing: keys lent to a drill. */
  readonly looking?: true;
  /** Which installation these keys belong to; undefined where none was ever made. */
  installation(): Promise<Installation | undefined>;
  /** Makes it. Where another process was faster, answers what that one made. */
  createInstallation(): Promise<Installation>;
  /** Authenticates bytes by a key of the installation: another can neither make nor change what carries it. `what` parts the uses. */
  authenticate(what: string, bytes: Uint8Array): Promise<Buffer>;
  known(organisation: string): Promise<KnownKey[]>;
  /** Makes the next key of this kind, not in use until {@link promote}. Asked again before that: the same one. */
  prepare(organisation: string, kind: KeyKind): Promise<KnownKey>;
  promote(organisation: string, kind: KeyKind, number: number): Promise<void>;
  /** Takes a key out of use for good; it is in no export made from now on. Only {@link destroy} follows. Repeating it is harmless. */
  retire(organisation: string, kind: KeyKind, number: number, at: Date): Promise<void>;
  /** Destroys a key for good, retired or not. Repeating it is harmless. */
  destroy(organisation: string, kind: KeyKind, number: number, at: Date): Promise<void>;
  /** Wraps data keys of persons under the newest live epoch. Throws {@link KeyringFault} where the organisation has none. */
  wrap(organisation: string, keys: readonly { person: string; key: VersionedKey }[]): Promise<Wrapped[]>;
  unwrap(organisation: string, keys: readonly ({ person: string; version: number } & Wrapped)[]): Promise<Unwrapped[]>;
  /** Live keys that make digests, newest first. */
  digestKeys(organisation: string, kind: Exclude<KeyKind, "epoch">): Promise<readonly VersionedKey[]>;
  /** Forgets what it remembers, so that the next call sees keys another process made or destroyed. */
  refresh(organisation: string): void;
}

export type KeyringCode =
  | "keys.mode"
  | "keys.unreadable"
  | "keys.missing"
  | "keys.other_installation"
  | "keys.wrong"
  | "keys.epoch_destroyed"
  | "keys.none";

/** The keys cannot be used as they are. The server does not start; the message says what to do, and holds no key. */
export class KeyringFault extends Error {
  readonly code: KeyringCode;
  constructor(code: KeyringCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** 128 bits that prove a key is the same one, and say nothing else about it. */
export function checkValue(key: KeyObject, ...what: readonly (string | number)[]): Buffer {
  return createHmac("sha256", key)
    .update(JSON.stringify(["kept key check 1", ...what]))
    .digest()
    .subarray(0, 16);
}
