import { argon2, randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { Refusal, sameBytes } from "../../platform/index.js";
import { normalised } from "./rules.js";

const derive = promisify(argon2);

/** Costs of argon2id (memory in KiB). OWASP's second choice for the many, more for the few. */
const costs = { person: { memory: 19_456, passes: 2 }, staff: { memory: 65_536, passes: 3 } } as const;
export type Strength = keyof typeof costs;

/** At most this many hashes at once, and so many waiting: beyond, `server.busy`. Each holds 19 or 64 MiB. */
const atOnce = Math.max(2, Math.min(4, availableParallelism()));
const waitingAtMost = 64;
let running = 0;
const waiting: (() => void)[] = [];

/** argon2id of a password or code, as `$argon2id$v=19$m=…,t=…,p=1$salt$hash`. About 25 ms for persons, 130 ms for staff. */
export async function hashSecret(secret: string, strength: Strength): Promise<string> {
  const { memory, passes } = costs[strength];
  const salt = randomBytes(16);
  const hash = await run(normalised(secret), salt, memory, passes);
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${plainBase64(salt)}$${plainBase64(hash)}`;
}

/**
 * Whether `secret` is the one that was hashed. Without a hash (unknown account) the same work is done against a dummy, and the
 * answer is no.
 */
export async function verifySecret(stored: string | undefined | null, secret: string, strength: Strength): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored ?? dummy[strength]);
  const [, memory, passes, salt, hash] = read ?? [];
  if (!memory || !passes || !salt || !hash) throw new TypeError("not a stored secret");
  const found = await run(normalised(secret), Buffer.from(salt, "base64"), Number(memory), Number(passes));
  return sameBytes(found, Buffer.from(hash, "base64")) && typeof stored === "string";
}

/** Hashes of nothing: no input is known that gives them. */
const dummy: Readonly<Record<Strength, string>> = { person: nobody("person"), staff: nobody("staff") };

function nobody(strength: Strength): string {
  const { memory, passes } = costs[strength];
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${plainBase64(randomBytes(16))}$${plainBase64(randomBytes(32))}`;
}

async function run(message: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= waitingAtMost) throw new Refusal("server.busy");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await derive("argon2id", { message, nonce, parallelism: 1, tagLength: 32, memory, passes });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function plainBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}
