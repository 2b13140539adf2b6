import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Chính sách", en: "Policy" },
  of: { vi: "Chính sách của", en: "Policy of" },
  inForce: { vi: "Đang hiệu lực: phiên bản", en: "In force: version" },
  published: { vi: "công bố", en: "published" },
  draft: { vi: "Bản nháp sửa lần cuối", en: "Draft last edited" },
  file: { vi: "Tệp chính sách", en: "Policy file" },
  saved: { vi: "Đã lưu nháp", en: "Draft saved" },
  unsaved: { vi: "Chưa lưu", en: "Not saved" },
  same: { vi: "Giống phiên bản đang hiệu lực", en: "Same as the version in force" },
  save: { vi: "Lưu nháp", en: "Save draft" },
  discard: { vi: "Bỏ nháp", en: "Discard draft" },
  discarded: { vi: "Đã bỏ bản nháp.", en: "The draft is discarded." },
  savedAt: { vi: "Đã lưu nháp.", en: "Draft saved." },
  publish: { vi: "Công bố", en: "Publish" },
  checkTitle: { vi: "Kiểm", en: "Check" },
  error: { vi: "Lỗi", en: "Error" },
  gap: { vi: "Thiếu", en: "Missing" },
  line: { vi: "dòng", en: "line" },
  clean: { vi: "Không thấy lỗi hay chỗ thiếu nào.", en: "No error and nothing missing." },
  matched: { vi: "Đã khớp", en: "Matched" },
  diffTitle: { vi: "Khác gì so với phiên bản", en: "What differs from version" },
  noDiff: { vi: "Chưa khác gì", en: "Nothing differs yet" },
  noDiffText: {
    vi: "Sửa tệp ở trên; mỗi điều khác với phiên bản đang hiệu lực hiện ở đây thành một câu, kèm những ai được báo.",
    en: "Edit the file above; each difference from the version in force appears here as a sentence, with who is told.",
  },
  broken: { vi: "Sửa các lỗi ở trên thì mới so sánh được.", en: "Mend the errors above to compare." },
  added: { vi: "Thêm", en: "Added" },
  changed: { vi: "Sửa", en: "Changed" },
  removed: { vi: "Bỏ", en: "Removed" },
  asks: { vi: "Hỏi lại đồng ý", en: "Asks consent again" },
  loosens: { vi: "Nới lỏng: cần lý do khi công bố", en: "Protects less: needs a reason when published" },
  publishTitle: { vi: "Công bố phiên bản mới?", en: "Publish a new version?" },
  publishText: {
    vi: "Từ giây sau, mọi biểu mẫu, vai trò và thời hạn theo phiên bản này. Phiên bản đã công bố không sửa được, chỉ thay bằng phiên bản kế.",
    en: "From the next second every form, role and deadline follows it. A published version cannot be changed, only followed by another.",
  },
  note: { vi: "Vì sao đổi?", en: "Why this change?" },
  noteHint: { vi: "Hiện trong lịch sử phiên bản. Không ghi tên ai.", en: "Shown in the version history. Name nobody." },
  publishedNow: { vi: "Đã công bố.", en: "Published." },
  versions: { vi: "Các phiên bản", en: "Versions" },
  version: { vi: "Phiên bản", en: "Version" },
  at: { vi: "Công bố lúc", en: "Published at" },
  by: { vi: "Bởi", en: "By" },
  why: { vi: "Lý do", en: "Reason" },
  digest: { vi: "Dấu băm", en: "Digest" },
  system: { vi: "tệp lúc khởi động", en: "the file at start" },
  staff: { vi: "nhân viên", en: "staff" },
  key: { vi: "khoá API", en: "an API key" },
  open: { vi: "Xem tệp", en: "View file" },
  use: { vi: "Lấy làm nháp", en: "Use as draft" },
  used: { vi: "Nội dung phiên bản cũ đã vào bản nháp.", en: "The older text is now the draft's." },
  tooEarly: { vi: "Chưa khác gì so với phiên bản đang hiệu lực.", en: "Nothing differs from the version in force." },
  tabs: { vi: "Phím Esc rồi Tab để ra khỏi ô soạn; Ctrl+S lưu nháp.", en: "Esc, then Tab, leaves the editor; Ctrl+S saves the draft." },
} as const satisfies Record<string, Both>;

export const kinds = { added: words.added, changed: words.changed, removed: words.removed } as const;

/** "Một lỗi chặn công bố…": how many findings of each level, in words. */
export function stopText(errors: number, gaps: number): Both {
  const more = {
    vi: gaps > 0 ? ` Ngoài ra ${gaps} chỗ thiếu, không chặn nhưng sẽ hiện ra.` : "",
    en: gaps > 0 ? ` ${gaps} missing besides; they do not block but stay visible.` : "",
  };
  return {
    vi: `${errors} lỗi chặn công bố.${more.vi}`,
    en: `${errors === 1 ? "1 error blocks" : `${errors} errors block`} publishing.${more.en}`,
  };
}

export function foundText(n: number): Both {
  return { vi: n === 0 ? "Kiểm xong" : `Kiểm thấy ${n} điều`, en: n === 0 ? "Checked" : n === 1 ? "One finding" : `${n} findings` };
}

export function toldText(told: number, again: number): Both {
  return {
    vi: `${told} người sẽ được báo, ${again} lượt hỏi lại đồng ý`,
    en: `${told} people will be told, ${again} asked for consent again`,
  };
}
