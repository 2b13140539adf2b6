import { dayOf, showDate } from "../../platform/page/index.js";
import type { RecoveryPhrase } from "../recovery/phrase.js";

/** What is printed once and kept on paper: the words, what they are for, and how to use them without Kept. */
export function recoverySheet({ words, recipient, mark }: RecoveryPhrase, at: Date): string {
  const rows = Array.from({ length: 6 }, (_, r) =>
    Array.from({ length: 4 }, (_, c) => `${String(r + 6 * c + 1).padStart(2)}. ${(words[r + 6 * c] ?? "").padEnd(10)}`).join(" "),
  );
  const day = dayOf(at);
  return `
  ════════════════════════════════════════════════════════════════════
   KEPT · KHOÁ KHÔI PHỤC · RECOVERY KEY          ${mark}
   Ngày tạo ${showDate(day, "vi")} · Made ${showDate(day, "en")}
  ════════════════════════════════════════════════════════════════════

${rows.map((r) => `   ${r}`).join("\n")}

   Ai có 24 từ này mở được bản xuất khoá và mọi bản sao lưu được niêm
   phong từ ngày này. Không có chúng thì khi mất thư mục khoá sẽ mất hết
   dữ liệu. Chép ra giấy, hai bản, cất ở hai nơi khoá kỹ; đừng chụp ảnh,
   đừng lưu vào máy tính. Các từ chỉ hiện lần này.
   Khi cần:  kept keys restore TỆP      (hỏi 24 từ)

   Whoever has these 24 words can open the export of the keys and every
   backup sealed from this day on. Without them, losing the folder of keys
   is losing all data. Write them down twice, keep both locked away in two
   places; no photograph, no computer. They are shown this once.
   In need:  kept keys restore FILE     (asks for the 24 words)

   Không có Kept · Without Kept:  BIP 39 (English) → 256 bit = X25519,
   bech32 "AGE-SECRET-KEY-" → age -d -i …   (age-encryption.org/v1)
   ${recipient}
  ════════════════════════════════════════════════════════════════════
`;
}
