import { type RefusalCode, refusals } from "@kept/contract";
import type { Both, Language } from "@kept/language";
import { z } from "zod";

/** One thing that was wrong: where, and what to say about it. `path` is dotted: `body.phone`. */
export interface Fault {
  readonly path: string;
  readonly text: Both;
}

/** The server understood and said no. `code` is stable; `text` says what happened and what to do, in both languages. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(
    readonly code: RefusalCode,
    readonly status: number,
    readonly text: Both,
    readonly faults: readonly Fault[],
    /** Seconds to wait before asking again, where the server said so. */
    readonly retryAfter: number | undefined,
  ) {
    super(`${code}: ${text.en}`);
  }

  say(language: Language): string {
    return this.text[language];
  }
}

/** No answer came: the network, or the time allowed, ran out. The call may or may not have been carried out. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** An answer came that the contract does not know: another server, or a newer one. Carries no part of the answer. */
export class Unexpected extends Error {
  override readonly name = "Unexpected";
}

const problem = z.object({
  code: z.string().refine((c): c is RefusalCode => Object.hasOwn(refusals, c)),
  title: z.string(),
  title_vi: z.string(),
  faults: z.array(z.object({ path: z.string(), title: z.string(), title_vi: z.string() })).default([]),
});

/** Reads a problem document (RFC 9457) of Kept; undefined where it is not one. */
export function readRefusal(status: number, retryAfter: string | null, body: unknown): Refused | undefined {
  const read = problem.safeParse(body);
  if (!read.success) return undefined;
  const { code, title, title_vi, faults } = read.data;
  const seconds = Number(retryAfter ?? Number.NaN);
  return new Refused(
    code,
    status,
    { vi: title_vi, en: title },
    faults.map((f) => ({ path: f.path, text: { vi: f.title_vi, en: f.title } })),
    Number.isFinite(seconds) ? seconds : undefined,
  );
}
