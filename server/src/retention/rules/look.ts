import { addDays } from "./period.js";

/** How many days before a timed erasure its person is told. */
export const toldBefore = 14;

/** How long a line of the review queue may wait where the policy does not say. */
export const reviewWithin = "30 days";

/** What a look at one field found. */
export interface Found {
  readonly field: string;
  readonly on: string | null;
  readonly rule: string | null;
  readonly missing: boolean;
  readonly state: "live" | "due" | "review";
  /** The day until which somebody decided to keep it, though its purposes ended. */
  readonly kept: string | null;
}

export interface Plan {
  /** Fields whose day has passed. */
  readonly due: readonly Found[];
  /** The first day on which some of the rest ends. */
  readonly ends: { readonly on: string; readonly rule: string | null; readonly fields: readonly string[] } | null;
  /** It is time to tell the person of that day. */
  readonly tell: boolean;
  /** The day to look again; null where nothing ends by itself. */
  readonly next: string | null;
  readonly missing: boolean;
}

/** What is to be done about a person today, and on which day to look again. `toldOf`: the end they were told of. */
export function planOf(found: readonly Found[], toldOf: string | null, today: string): Plan {
  const rest = found.filter((f) => f.state !== "due");
  const on = rest.flatMap((f) => f.on ?? []).reduce<string | undefined>((a, b) => (a !== undefined && a <= b ? a : b), undefined);
  const first = rest.find((f) => f.on === on);
  const ends = on === undefined ? null : { on, rule: first?.rule ?? null, fields: rest.filter((f) => f.on === on).map((f) => f.field) };
  const tellFrom = on === undefined ? undefined : addDays(on, -toldBefore);
  const tell = tellFrom !== undefined && tellFrom <= today && toldOf !== on;
  const days = [
    ...(on === undefined || tellFrom === undefined ? [] : [tellFrom > today ? tellFrom : addDays(on, 1)]),
    ...found.flatMap((f) => (f.kept === null ? [] : [addDays(f.kept, 1)])),
  ];
  const next = days.reduce<string | null>((a, b) => (a !== null && a <= b ? a : b), null);
  return { due: found.filter((f) => f.state === "due"), ends, tell, next, missing: found.some((f) => f.missing) };
}

/** The instant at which a day begins in Vietnam. */
export function dayBegins(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`);
}
