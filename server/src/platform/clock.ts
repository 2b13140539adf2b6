/** The one clock. Rules take instants as arguments; only edges ask the clock. */
export interface Clock {
  now(): Date;
  /** A test's clock, which stands for the database's as well. */
  readonly standsForAll?: true;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that tests move. */
export class TestClock implements Clock {
  readonly standsForAll = true;
  #now: number;
  constructor(start: Date) {
    this.#now = start.getTime();
  }
  now(): Date {
    return new Date(this.#now);
  }
  /** Moves on by milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }
}

export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
