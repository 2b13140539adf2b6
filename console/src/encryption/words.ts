import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Khoá mã hoá", en: "Encryption keys" },
  under: {
    vi: "Mỗi người có một khoá dữ liệu. Các khoá ấy được bọc bằng khoá đời, thay theo lịch; huỷ một đời là các bản sao lưu của đời ấy không mở được nữa. Trang này chỉ có số và ngày, không bao giờ có khoá.",
    en: "Each person has a data key. Those keys are wrapped by epoch keys, which change on a schedule; once an epoch is destroyed, the backups of its time open no more. This page holds numbers and dates, never a key.",
  },
  open: { vi: "Xem khoá", en: "See the keys" },
  bound: { vi: "Xoá hôm nay thì khi nào hết trong bản sao lưu", en: "Erased today, gone from backups when" },
  days: { vi: "ngày", en: "days" },
  recovery: { vi: "Khoá khôi phục", en: "Recovery key" },
  recoveryText: {
    vi: "24 từ trên giấy, mở được bản xuất khoá và các bản sao lưu. Máy chủ chỉ giữ nửa công khai.",
    en: "24 words on paper, which open the export of the keys and the backups. The server keeps only the public half.",
  },
  mark: { vi: "Dấu", en: "Mark" },
  made: { vi: "ngày", en: "made" },
  exported: { vi: "Bản xuất khoá", en: "Export of the keys" },
  fresh: { vi: "Khớp các khoá hiện tại", en: "Equal to the keys of now" },
  noRecovery: { vi: "Chưa có khoá khôi phục", en: "No recovery key" },
  noRecoveryText: {
    vi: "Mất thư mục khoá lúc này là mất toàn bộ dữ liệu. Người vận hành chạy “kept keys recovery” trên máy chủ rồi cất tờ giấy.",
    en: "Losing the folder of keys now is losing all data. The operator runs “kept keys recovery” on the server and puts the sheet away.",
  },
  stale: { vi: "Bản xuất khoá chưa theo kịp", en: "The export of the keys is behind" },
  staleText: {
    vi: "Bản xuất không chứa các khoá hiện tại. Nó được làm lại mỗi giờ; nếu vẫn vậy, người vận hành xem thư mục KEPT_EXPORT có ghi được không, rồi chạy `kept keys export`.",
    en: "The export does not hold the keys of now. It is made again every hour; if this stays, the operator sees whether KEPT_EXPORT can be written, then runs `kept keys export`.",
  },
  overdue: { vi: "Một đời khoá đáng lẽ đã bị huỷ vẫn còn", en: "An epoch that should be destroyed is still there" },
  overdueText: {
    vi: "Điều đã xoá còn mở được từ bản sao lưu cũ lâu hơn đã nói. Người vận hành xem tiến trình worker có chạy không, và chạy `kept keys`.",
    en: "What was erased can be opened from old backups longer than was said. The operator sees whether the worker runs, and runs `kept keys`.",
  },
  epochs: { vi: "Các đời khoá", en: "Epochs" },
  epoch: { vi: "Đời", en: "Epoch" },
  opens: { vi: "Mở bản sao lưu từ", en: "Opens backups from" },
  until: { vi: "Đến", en: "Until" },
  underIt: { vi: "Khoá đang bọc", en: "Data keys under it" },
  state: { vi: "Tình trạng", en: "State" },
  current: { vi: "Đang dùng", en: "In use" },
  waiting: { vi: "Giữ cho bản sao lưu cũ", en: "Kept for older backups" },
  moving: { vi: "Đang chuyển", en: "Moving" },
  gone: { vi: "Đã huỷ", en: "Destroyed" },
  index: { vi: "Khoá chỉ mục", en: "Index keys" },
  indexKey: { vi: "Khoá", en: "Key" },
  began: { vi: "Bắt đầu", en: "Began" },
  now: { vi: "nay", en: "now" },
} as const satisfies Record<string, Both>;

export const lines = {
  schedule: (every: number, keep: number): Both => ({
    vi: `Đời mới mỗi ${every} ngày; đời cũ được giữ thêm ${keep} ngày, rồi bị huỷ cùng bản xuất khoá cũ.`,
    en: `A new epoch every ${every} days; the old one stays ${keep} days more, and is then destroyed with the export that held it.`,
  }),
  index: (every: number): Both => ({
    vi: `Chỉ mục tìm kiếm chuyển sang khoá mới mỗi ${every} ngày.`,
    en: `The search index moves to a new key every ${every} days.`,
  }),
} as const;
