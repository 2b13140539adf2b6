import { isIPv6 } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Refusal } from "./refusal.js";

/**
 * The registry of rate limiters: every flood is braked by one of these, with the numbers here. They hold per process and
 * forget at a restart; what must hold longer (guessing a code or a password) counts in the database.
 */
export const limits = {
  /** Public forms sent, per address. */
  "form.sent": { points: 30, seconds: 600 },
  /** Codes asked for, per address. */
  "code.asked": { points: 10, seconds: 600 },
  /** Sign-in attempts, per address. */
  "sign_in.tried": { points: 30, seconds: 600 },
  /** Calls without a valid API key, per address. */
  "api.unknown": { points: 60, seconds: 60 },
  /** Exports asked for, per person. */
  "export.asked": { points: 6, seconds: 3600 },
  /** People looked for, per member of staff or key. */
  "people.find": { points: 120, seconds: 600 },
  /** Callers checked, per member of staff. */
  "calls.check": { points: 30, seconds: 600 },
} as const satisfies Record<string, { points: number; seconds: number }>;

export type LimitName = keyof typeof limits;

export class Limits {
  readonly #limiters: ReadonlyMap<LimitName, RateLimiterMemory>;
  constructor(factor = 1) {
    this.#limiters = new Map(
      Object.entries(limits).map(([name, l]) => [
        name as LimitName,
        new RateLimiterMemory({ points: l.points * factor, duration: l.seconds }),
      ]),
    );
  }
  /**
   * Counts one; refuses with `request.too_many` beyond the limit. The key is used in memory only. Of an IPv6 address the network counts
   * (its first 64 bits): whoever has one address of it has them all.
   */
  async take(name: LimitName, key: string): Promise<void> {
    const limiter = this.#limiters.get(name);
    if (!limiter) throw new TypeError(`no limiter ${name}`);
    await limiter.consume(isIPv6(key) ? networkOf(key) : key).catch(() => {
      throw new Refusal("request.too_many");
    });
  }
}

function networkOf(address: string): string {
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => "0"), ...after]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
}
