import type { Command } from "./command.js";
import { serverStep } from "./server-step.js";

/** `kept backup`, `kept restore`, `kept drill`, `kept ledger`: 0 done, 1 not done and why, 2 asked wrongly. */
export const backupCommands: readonly Command[] = [
  serverStep("backup", "[--to FOLDER] [--keep N]", {
    vi: "Sao lưu cơ sở dữ liệu và tệp thành một tệp niêm phong, trong khi máy chủ vẫn chạy.",
    en: "Back up database and files into one sealed file, while the server goes on serving.",
  }),
  serverStep("restore", "FILE [--words FILE] [--ledger-lost]", {
    vi: "Khôi phục một bản sao lưu vào cơ sở dữ liệu trống, rồi xoá lại những gì đã xoá sau đó.",
    en: "Restore a backup into an empty database, then erase again what was erased since.",
  }),
  serverStep("drill", "[--from FOLDER] [--words FILE]", {
    vi: "Khôi phục thử ở nơi tạm, kiểm tra dữ liệu mở được và người đã xoá không trở lại, ghi ngày thử.",
    en: "Restore somewhere temporary, see that data opens and the erased stay erased, and date the proof.",
  }),
  serverStep("ledger", "[rebuild --ledger-lost]", {
    vi: "Xem sổ xoá có khớp cơ sở dữ liệu không; lập lại sổ khi sổ cũ đã mất hẳn.",
    en: "See whether the erasure ledger fits the database; begin it anew where the old one is gone for good.",
  }),
];
