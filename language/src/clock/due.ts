import { periodBoth, periodParts } from "../period.js";
import type { Both, Period } from "../schema/words.js";
import { dayKind, type Overlay, plusWorkingDays, rolledForward } from "./calendar.js";
import { type Day, dayOf, endOf, plusDays, plusMonths } from "./day.js";

/** While an organisation waits for the person; without `until` it still waits. */
export type Pause = Readonly<{ from: Date; until?: Date }>;

export type Clock = Readonly<{
  start: Date;
  period: Period;
  pauses?: readonly Pause[];
  /** Runs from the end of the first period: “kéo dài thêm” (decree 356/2025 art. 5). */
  extension?: Period;
  overlay?: Overlay;
}>;

export type Step = Readonly<{ on: Day; says: Both }>;

export type Due = Readonly<{
  /** The moment after which it is late. Null while the clock stands still. */
  at: Date | null;
  /** The legal day of that moment. */
  on: Day | null;
  /** The last day by Civil Code art. 148.5, which moves it past days off. The stricter reading governs: `on` does not move. */
  rolled: Day | null;
  /** Some day in between comes from a calendar that is not yet announced. */
  provisional: boolean;
  /** Each step from receipt to due date, in words. */
  steps: readonly Step[];
}>;

/**
 * When a period that begins with an event ends. The day of the event is not counted (Civil Code art. 147.2); days, months and years end at
 * 24:00 of their last day; hours run from the moment. A pause stands still from the day after it began to the day it ended.
 */
export function due(clock: Clock): Due {
  const { unit } = periodParts(clock.period);
  return unit === "hour" ? dueByHours(clock) : dueByDays(clock);
}

function dueByHours(clock: Clock): Due {
  const { start, period, extension, pauses = [] } = clock;
  const steps: Step[] = [began(start), runs(dayOf(start), period)];
  let at = start.getTime() + hoursIn(period);
  if (extension) at += extensionOf(extension);
  for (const pause of pauses) {
    if (pause.from.getTime() >= at) continue;
    steps.push(waits(dayOf(pause.from)));
    if (!pause.until) return { at: null, on: null, rolled: null, provisional: false, steps };
    at += pause.until.getTime() - pause.from.getTime();
    steps.push(resumes(dayOf(pause.until)));
  }
  const end = new Date(at);
  const on = dayOf(end);
  return { at: end, on, rolled: on, provisional: false, steps: [...steps, endsAt(end)] };
}

function dueByDays(clock: Clock): Due {
  const { start, period, extension, pauses = [], overlay = {} } = clock;
  const first = dayOf(start);
  const steps: Step[] = [began(start), runs(first, period)];
  const terms = extension ? [period, extension] : [period];
  if (extension) steps.push({ on: first, says: extended(extension) });
  let last = terms.reduce((day, term) => plus(day, term, overlay), first);
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const from = dayOf(pause.from);
    // A pause after the end changes nothing: what is late stays late.
    if (from > last) continue;
    steps.push(waits(from));
    if (!pause.until) return { at: null, on: null, rolled: null, provisional: false, steps };
    const until = dayOf(pause.until);
    last = stood(last, from, until, periodParts(period).unit === "working day", overlay);
    steps.push(resumes(until));
  }
  const rolled = rolledForward(last, overlay);
  steps.push(ends(last));
  if (rolled !== last) steps.push({ on: rolled, says: strict(rolled) });
  return { at: endOf(last), on: last, rolled, provisional: unknownBetween(first, rolled, overlay), steps };
}

/** The end of a period of days that began on `day`. */
function plus(day: Day, period: Period, overlay: Overlay): Day {
  const { count, unit } = periodParts(period);
  switch (unit) {
    case "hour":
      return dayOf(new Date(endOf(day).getTime() - 1 + hoursIn(period)));
    case "day":
      return plusDays(day, count);
    case "working day":
      return plusWorkingDays(day, count, overlay);
    case "month":
      return plusMonths(day, count);
    case "year":
      return plusMonths(day, 12 * count);
  }
}

/** Moves the end by the days on which the clock stood still. */
function stood(last: Day, from: Day, until: Day, working: boolean, overlay: Overlay): Day {
  let moved = last;
  for (let day = plusDays(from, 1); day <= until; day = plusDays(day, 1)) {
    if (!working) moved = plusDays(moved, 1);
    else if (dayKind(day, overlay).working) moved = plusWorkingDays(moved, 1, overlay);
  }
  return moved;
}

function unknownBetween(from: Day, to: Day, overlay: Overlay): boolean {
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) if (dayKind(day, overlay).provisional) return true;
  return false;
}

function hoursIn(period: Period): number {
  return periodParts(period).count * 3_600_000;
}

function extensionOf(period: Period): number {
  const { count, unit } = periodParts(period);
  if (unit !== "hour" && unit !== "day") throw new RangeError("hours are extended by hours or days");
  return count * (unit === "hour" ? 3_600_000 : 86_400_000);
}

const began = (start: Date): Step => ({
  on: dayOf(start),
  says: { vi: "Nhận. Ngày nhận không tính.", en: "Received. The day itself is not counted." },
});
const runs = (on: Day, period: Period): Step => {
  const p = periodBoth(period);
  return { on, says: { vi: `Hạn là ${p.vi}.`, en: `The term is ${p.en}.` } };
};
const extended = (period: Period): Both => {
  const p = periodBoth(period);
  return { vi: `Gia hạn thêm ${p.vi}, tính từ khi hết hạn đầu.`, en: `Extended by ${p.en}, from the end of the first term.` };
};
const waits = (on: Day): Step => ({
  on,
  says: { vi: "Chờ người yêu cầu trả lời: hạn tạm dừng.", en: "Waiting for the person: the clock stands still." },
});
const resumes = (on: Day): Step => ({ on, says: { vi: "Đã trả lời: hạn chạy tiếp.", en: "Answered: the clock runs on." } });
const ends = (on: Day): Step => ({ on, says: { vi: "Hết hạn lúc 24 giờ ngày này.", en: "Ends at 24:00 of this day." } });
const endsAt = (end: Date): Step => {
  const time = new Date(end.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return { on: dayOf(end), says: { vi: `Hết hạn lúc ${time} ngày này.`, en: `Ends at ${time} of this day.` } };
};
const strict = (rolled: Day): Both => ({
  vi: `Ngày cuối là ngày nghỉ. Bộ luật Dân sự điều 148.5 cho đến hết ${rolled}; chúng tôi giữ ngày sớm hơn.`,
  en: `The last day is off. Civil Code art. 148.5 allows until the end of ${rolled}; the earlier day is kept.`,
});
