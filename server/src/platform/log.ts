import { type Logger, pino } from "pino";

/** Text that must not be printed: it shows as `[personal]` wherever a logger, a template or JSON meets it. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return "[personal]";
  }
  toJSON(): string {
    return "[personal]";
  }
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[personal]";
  }
}

/** The one logger: lines of JSON on standard output; kinds, names, counts and ids only. */
export function createLog(level: "info" | "silent" = "info"): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
