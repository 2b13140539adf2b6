import type { Both } from "@kept/language";

export interface DueIn {
  readonly days: number;
  readonly text: Both;
  readonly tone: "red" | "amber" | undefined;
}

/** How long until a day, in words. Within three days it is urgent, past it too late; both days are legal dates, `2026-11-22`. */
export function dueIn(by: string, today: string): DueIn {
  const days = Math.round((Date.parse(by) - Date.parse(today)) / 86_400_000);
  return { days, text: said(days), tone: days < 0 ? "red" : days <= 3 ? "amber" : undefined };
}

function said(days: number): Both {
  const n = Math.abs(days);
  if (days === 0) return { vi: "hạn hôm nay", en: "due today" };
  const unit = n === 1 ? "day" : "days";
  return days > 0 ? { vi: `còn ${n} ngày`, en: `${n} ${unit} left` } : { vi: `quá ${n} ngày`, en: `${n} ${unit} overdue` };
}

/** Today where the law counts: `2026-11-22`. */
export function todayHere(now: Date = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(now);
}
