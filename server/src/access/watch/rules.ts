import { type Policy, period, periodSpan } from "@kept/language";
import { z } from "zod";
import { hours, minutes } from "../../platform/index.js";

export const alarmKinds = ["bulk", "odd_hour", "break_glass"] as const;
export type AlarmKind = (typeof alarmKinds)[number];
export const findings = ["justified", "mistake", "misuse", "incident"] as const;
export type Finding = (typeof findings)[number];

/** What counts as unusual reading, and how soon somebody looks at it. */
export interface WatchRules {
  /** More persons' records than this in one hour is bulk reading. */
  readonly readsPerHour: number;
  /** Milliseconds in which an alarm is looked at. */
  readonly within: number;
  readonly usual: { readonly from: number; readonly to: number; readonly sunday: boolean };
}

const parameters = z.object({
  reads_per_hour: z.number().optional(),
  within: period.optional(),
  from_hour: z.number().optional(),
  to_hour: z.number().optional(),
  sundays: z.boolean().optional(),
});

/** One policy may promise it more than once: the strictest counts. Without any such promise reading is watched all the same. */
export function watchRules(policy: Policy): WatchRules {
  return policy.promises
    .flatMap((p) => p.kept_by)
    .filter((k) => k.control === "access.watched")
    .map((k) => rulesFrom(k.with ?? {}))
    .reduce(stricter, usualRules);
}

/** The rules that the parameters of one control give; what they leave out is as usual. */
export function rulesFrom(given: Readonly<Record<string, unknown>>): WatchRules {
  const read = parameters.safeParse(given);
  if (!read.success) return usualRules;
  const { reads_per_hour, within, from_hour, to_hour, sundays } = read.data;
  const { from, to, sunday } = usualRules.usual;
  return {
    readsPerHour: reads_per_hour ?? usualRules.readsPerHour,
    within: within === undefined ? usualRules.within : hours(periodSpan(within).least),
    usual: { from: from_hour ?? from, to: to_hour ?? to, sunday: sundays ?? sunday },
  };
}

const usualRules: WatchRules = { readsPerHour: 60, within: hours(24), usual: { from: 7, to: 19, sunday: false } };

function stricter(a: WatchRules, b: WatchRules): WatchRules {
  return {
    readsPerHour: a === usualRules ? b.readsPerHour : Math.min(a.readsPerHour, b.readsPerHour),
    within: a === usualRules ? b.within : Math.min(a.within, b.within),
    usual:
      a === usualRules
        ? b.usual
        : {
            from: Math.max(a.usual.from, b.usual.from),
            to: Math.min(a.usual.to, b.usual.to),
            sunday: a.usual.sunday && b.usual.sunday,
          },
  };
}

/** Whether nobody is usually at work at this moment, and the day of it in Vietnam. */
export function oddHour(at: Date, { usual }: WatchRules): { readonly odd: boolean; readonly day: string } {
  const there = new Date(at.getTime() + hours(7));
  const hour = there.getUTCHours();
  const odd = hour < usual.from || hour >= usual.to || (there.getUTCDay() === 0 && !usual.sunday);
  return { odd, day: there.toISOString().slice(0, 10) };
}

/** Readings are counted ten minutes at a time: the slot of a moment. */
export function slotOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / slot) * slot);
}

/** The first slot of the hour that ends with this moment's. */
export function hourBefore(at: Date): Date {
  return new Date(slotOf(at).getTime() - 5 * slot);
}

const slot = minutes(10);
