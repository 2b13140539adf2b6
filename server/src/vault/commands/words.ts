import type { Both } from "@kept/language";

/** What `kept keys` says. */
export const words = {
  usage: {
    vi: "kept keys [recovery [--replace] | export | identity | restore TỆP [--words TỆP] | rotate [--index]]",
    en: "kept keys [recovery [--replace] | export | identity | restore FILE [--words FILE] | rotate [--index]]",
  },
  there: {
    vi: "Đã có khoá khôi phục. Thêm --replace để làm khoá mới: bản xuất khoá được làm lại dưới khoá mới; các bản sao lưu cũ vẫn chỉ mở bằng tờ giấy cũ, nên hãy giữ tờ ấy đến khi không còn bản nào.",
    en: "There is a recovery key already. Add --replace to make a new one: the export of the keys is made again under it; older backups still open with the old sheet only, so keep that one until none of them is left.",
  },
  made: {
    vi: "Chỉ nửa công khai ở lại máy này. Bản xuất khoá:",
    en: "Only the public half stays on this machine. The export of the keys:",
  },
  noKeys: {
    vi: "Chưa có khoá nào để xuất: khởi động Kept một lần, bản xuất sẽ tự được làm.",
    en: "There are no keys to export yet: start Kept once, and the export is made by itself.",
  },
  noRecovery: {
    vi: "CHƯA CÓ khoá khôi phục: mất thư mục khoá là mất hết. Chạy kept keys recovery.",
    en: "NO recovery key: losing the folder of keys is losing everything. Run kept keys recovery.",
  },
  recovery: { vi: "Khoá khôi phục", en: "Recovery key" },
  exported: { vi: "Bản xuất khoá", en: "Export of the keys" },
  stale: { vi: "CHƯA theo kịp các khoá hiện tại: chạy kept keys export", en: "NOT up to the keys of now: run kept keys export" },
  fresh: { vi: "khớp các khoá hiện tại", en: "equal to the keys of now" },
  none: { vi: "chưa có", en: "none" },
  epoch: { vi: "đời khoá", en: "epoch" },
  index: { vi: "khoá chỉ mục", en: "index key" },
  now: { vi: "nay", en: "now" },
  gone: { vi: "đã huỷ", en: "destroyed" },
  opensNothing: { vi: "không bản sao lưu nào mở bằng nó nữa", en: "no backup opens with it any more" },
  restored: { vi: "Đã khôi phục thư mục khoá từ bản xuất ngày", en: "The folder of keys is restored from the export of" },
  unchecked: {
    vi: "Chưa có cơ sở dữ liệu nào để so: khi khởi động, Kept sẽ so và từ chối nếu khoá không phải của nó.",
    en: "There is no database yet to compare with: at its start Kept compares, and refuses keys that are not the database's.",
  },
  notTheirs: {
    vi: "Các khoá trong bản xuất này là của một cơ sở dữ liệu khác với cơ sở dữ liệu trong KEPT_DATA. Không có gì bị thay đổi.",
    en: "The keys in this export are of another database than the one in KEPT_DATA. Nothing was changed.",
  },
  rotated: { vi: "đã bắt đầu", en: "begun" },
} as const satisfies Record<string, Both>;

export const lines = {
  opens: (from: string, to: string, keys: string): Both => ({
    vi: `mở các bản sao lưu từ ${from} đến ${to}; ${keys} khoá dữ liệu đang ở dưới`,
    en: `opens backups from ${from} to ${to}; ${keys} data keys under it`,
  }),
} as const;
