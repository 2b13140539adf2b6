import { days } from "../platform/index.js";
import { dayOf, showDate } from "../platform/page/index.js";

/** One epoch: from when it wraps keys until it is destroyed. */
export interface EpochSpan {
  readonly number: number;
  readonly began: Date;
  readonly destroyed: Date | null;
}

/** In days: how often epochs begin, how long one stays after the next began, and how often the index moves to a new key. */
export interface Schedule {
  readonly every: number;
  readonly keep: number;
  readonly index: number;
}

/** When what was erased is gone from every backup too. */
export interface BackupBound {
  /** The day in Vietnam after which no backup opens it: `2026-12-30`. */
  readonly by: string;
  /** From the erasure to that day, whole days. */
  readonly days: number;
  /** `destroyed`: it is so already. `overdue`: an epoch that should be gone is not; then the day is a hope. */
  readonly state: "destroyed" | "scheduled" | "overdue";
  readonly text: { readonly vi: string; readonly en: string };
}

/** Hourly jobs, and the moving of every key, need their time. */
const slack = days(1);

/**
 * Until when a backup can still open what was erased at `erased` (`reliability.md` §1.4): the wrapped data key in it opens under the epochs that lived then,
 * and under none once each is destroyed. A copy of KEPT_KEYS, or of its export, that somebody carried away is outside of this bound.
 */
export function backupBound(erased: Date, epochs: readonly EpochSpan[], schedule: Omit<Schedule, "index">, now: Date): BackupBound {
  const sorted = [...epochs].sort((a, b) => a.number - b.number);
  const could = sorted.filter((e) => e.began <= erased && (e.destroyed === null || e.destroyed > erased));
  const due = (e: EpochSpan): Date => {
    const next = sorted.find((o) => o.number > e.number)?.began ?? new Date(e.began.getTime() + days(schedule.every));
    return new Date(next.getTime() + days(schedule.keep) + slack);
  };
  const late = could.some((e) => e.destroyed === null && due(e) < now);
  const open = could.some((e) => e.destroyed === null);
  const ends = could.map((e) => e.destroyed ?? (due(e) < now ? new Date(now.getTime() + slack) : due(e)));
  const last = new Date(Math.max(erased.getTime(), ...ends.map((d) => d.getTime())));
  const by = dayOf(last);
  const state = late ? "overdue" : open ? "scheduled" : "destroyed";
  const bound = { by, days: Math.ceil((last.getTime() - erased.getTime()) / days(1)), state } as const;
  return { ...bound, text: textOf(bound, dayOf(erased), schedule) };
}

function textOf(
  bound: Pick<BackupBound, "by" | "days" | "state">,
  erased: string,
  { every, keep }: Omit<Schedule, "index">,
): BackupBound["text"] {
  const at = { vi: showDate(bound.by, "vi"), en: showDate(bound.by, "en") };
  const of = { vi: showDate(erased, "vi"), en: showDate(erased, "en") };
  if (bound.state === "destroyed") {
    return {
      vi: `Điều được xoá ngày ${of.vi} không bản sao lưu nào mở lại được nữa: mọi khoá từng bọc nó đã bị huỷ, chậm nhất ngày ${at.vi}.`,
      en: `What was erased on ${of.en} opens from no backup any more: every key that had wrapped it is destroyed, the last on ${at.en}.`,
    };
  }
  if (bound.state === "overdue") {
    return {
      vi: `Điều được xoá ngày ${of.vi} vẫn có thể mở được từ bản sao lưu cũ: một đời khoá lẽ ra đã bị huỷ thì chưa huỷ được. Cần người vận hành xem lại.`,
      en: `What was erased on ${of.en} can still be opened from an old backup: an epoch that should be destroyed is not. The operator must look.`,
    };
  }
  return {
    vi: `Điều được xoá ngày ${of.vi} không bản sao lưu nào mở lại được sau ngày ${at.vi}: khoá chuyển sang đời mới mỗi ${every} ngày, đời cũ được giữ thêm ${keep} ngày cho các bản sao lưu trước đó, rồi bị huỷ cùng bản xuất khoá cũ.`,
    en: `What was erased on ${of.en} opens from no backup after ${at.en}: keys move to a new epoch every ${every} days, the old one stays ${keep} days more for the backups from before, and is then destroyed with the export that held it.`,
  };
}
