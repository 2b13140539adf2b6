import type { Both } from "@kept/language";

interface Fault {
  readonly head: Both;
  readonly text: Both;
}

const fault = (head: Both, text: Both): Fault => ({ head, text });

export const words = {
  title: { vi: "Sao lưu", en: "Backups" },
  open: { vi: "Xem sao lưu", en: "See backups" },
  last: { vi: "Bản gần nhất", en: "Last backup" },
  drill: { vi: "Diễn tập phục hồi", en: "Restore drill" },
  never: { vi: "Chưa có lần nào", en: "None yet" },
  how: { vi: "Ai sao lưu", en: "Who makes them" },
  byHand: {
    vi: "Người vận hành chạy `kept backup`. Muốn máy chủ tự làm, đặt KEPT_BACKUPS.",
    en: "The operator runs `kept backup`. Where KEPT_BACKUPS names a folder, the server does it itself.",
  },
  passed: { vi: "Phục hồi được", en: "Restored" },
  notPassed: { vi: "Không phục hồi được", en: "Did not restore" },
  withWords: { vi: "với 24 từ và bản xuất khoá", en: "with the 24 words and the export of the keys" },
  withKeys: {
    vi: "với các khoá đang dùng; 24 từ trên giấy chưa được thử",
    en: "with the keys in use; the 24 words on paper were not tried",
  },
  rebuilt: { vi: "Sổ xoá đã mất và được lập lại", en: "The erasure ledger was lost and begun anew" },
  none: fault(
    { vi: "Chưa có bản sao lưu nào", en: "No backup yet" },
    {
      vi: "Mất máy chủ lúc này là mất dữ liệu. Người vận hành xem tiến trình worker có chạy không, và đã có khoá khôi phục chưa.",
      en: "Losing the server now is losing the data. The operator sees whether the worker runs, and whether there is a recovery key.",
    },
  ),
  late: fault(
    { vi: "Bản sao lưu gần nhất đã quá cũ", en: "The last backup is too old" },
    {
      vi: "Người vận hành chạy `kept backup` ngay, rồi xem vì sao lịch sao lưu đã dừng (đĩa đầy, worker không chạy).",
      en: "The operator runs `kept backup` now, then sees why the schedule stopped (a full disk, no worker).",
    },
  ),
  failed: fault(
    { vi: "Lần diễn tập gần nhất không phục hồi được", en: "The last drill could not restore" },
    {
      vi: "Bản sao lưu có thể không cứu được dữ liệu. Người vận hành chạy `kept drill` và đọc lý do.",
      en: "The backups may not bring the data back. The operator runs `kept drill` and reads the reason.",
    },
  ),
  noDrill: fault(
    { vi: "Chưa diễn tập phục hồi lần nào", en: "No restore drill yet" },
    {
      vi: "Bản sao lưu chưa thử thì chưa chắc dùng được. Người vận hành chạy `kept drill`; nó không đụng đến dữ liệu đang dùng.",
      en: "A backup that was never tried may be worth nothing. The operator runs `kept drill`; it leaves the data in use alone.",
    },
  ),
  drillLate: fault(
    { vi: "Đã lâu chưa diễn tập phục hồi", en: "The last drill is too long ago" },
    {
      vi: "Mỗi quý một lần, cùng 24 từ trên giấy: người vận hành chạy `kept drill --words`.",
      en: "Once a quarter, with the 24 words on paper: the operator runs `kept drill --words`.",
    },
  ),
} as const;

export const lines = {
  byServer: (hours: number): Both => ({ vi: `Máy chủ tự sao lưu mỗi ${hours} giờ.`, en: `The server makes one every ${hours} hours.` }),
  size: (megabytes: string, rows: string, files: string): Both => ({
    vi: `${megabytes} MB, ${rows} dòng, ${files} tệp`,
    en: `${megabytes} MB, ${rows} rows, ${files} files`,
  }),
  rebuilt: (at: string, backup: string): Both => ({
    vi: `Lúc ${at}. Ai được xoá hay rút lại từ ${backup} đến lúc ấy thì không còn biết: hãy tìm qua thư, giấy chứng nhận và nơi nhận dữ liệu, rồi làm lại.`,
    en: `At ${at}. Who was erased or withdrew between ${backup} and then is not known any more: find them by letters, certificates and recipients, and do it again.`,
  }),
} as const;
