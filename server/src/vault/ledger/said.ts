import type { Rebuilt } from "./rebuild.js";

/** What nobody can take back, before it is done: Vietnamese first. */
export const warning = `
  ══════════════════════════════════════════════════════════════════════
   LẬP LẠI SỔ XOÁ · REBUILDING THE ERASURE LEDGER
  ══════════════════════════════════════════════════════════════════════

   Sổ xoá cho Kept biết ai đã được xoá, ai đã rút lại, để không bản sao
   lưu nào đưa họ trở lại. Chỉ làm việc này khi không còn bản sổ nào ở
   bất cứ đâu: hãy tìm trên máy cũ, đĩa cũ, nơi chép sổ, trước đã.

   Nếu cơ sở dữ liệu này đến từ một bản sao lưu, những người được xoá hay
   đã rút lại SAU bản sao lưu ấy sẽ có mặt trở lại, và Kept không biết họ
   là ai. Bạn phải tự tìm họ (thư, email, giấy chứng nhận xoá, người nhận
   dữ liệu) rồi xoá lại.

   The ledger tells Kept who was erased and who withdrew, so that no
   backup brings them back. Do this only where no copy of it is left
   anywhere: look on the old machine, the old disk, wherever it was
   copied to, first.

   If this database came from a backup, whoever was erased or withdrew
   AFTER that backup is back in it, and Kept does not know who they are.
   You have to find them yourself (letters, mails, certificates of
   erasure, recipients of the data) and erase them again.

   It is recorded and shown to staff. To do it:
   kept ledger rebuild --ledger-lost
`;

/** What was done to one organisation's ledger, and what can no longer be said of it. */
export function rebuiltLines(slug: string, r: Rebuilt): string {
  if (!r.done) return `${slug}: the ledger fits the database; nothing was done · sổ vẫn khớp, không làm gì\n`;
  const { replayed } = r;
  const again = `${replayed.persons.length} persons and ${replayed.fields.length} fields erased again, ${replayed.stops.length} stops applied again from what was left of the old ledger`;
  const lost =
    replayed.restored && replayed.backupAt
      ? [
          `  NOT KNOWN any more: who was erased, withdrew, objected or asked for restriction after ${replayed.backupAt.toISOString()}.`,
          "  Find them outside Kept and do it again. Ask the recipients you told of erasures since.",
          `  KHÔNG CÒN BIẾT: ai được xoá, rút lại, phản đối hay yêu cầu hạn chế sau ${replayed.backupAt.toISOString()}.`,
          "  Hãy tìm họ ngoài Kept và làm lại; hỏi những nơi đã được báo xoá.",
        ]
      : [
          "  This database was not restored: it knows its own erasures, and none of them is back.",
          "  Cơ sở dữ liệu này không phải bản khôi phục: mọi lần xoá vẫn còn nguyên.",
        ];
  return [
    `${slug}: a new ledger with ${r.erasures} erasures that the database knows; ${r.stops} withdrawals, objections and restrictions follow within a minute of the server running`,
    `  ${again}`,
    ...lost,
    "  Backups made before now ask for the old ledger, and are restored only with --ledger-lost. Make a new one now: kept backup",
    "  Các bản sao lưu trước lúc này chỉ khôi phục được với --ledger-lost. Hãy sao lưu lại ngay: kept backup",
    "",
  ].join("\n");
}
