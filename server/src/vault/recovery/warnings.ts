import type { Both } from "@kept/language";
import type { Config } from "../../platform/index.js";
import { isWritable } from "../keyring/durable.js";
import { findExport } from "./export.js";
import { readRecoveryKey } from "./key.js";

/** What an operator must hear about the keys at every start, the vault being open: each a way to lose everything, or to keep what should go. */
export async function keyWarnings({ keys, exports }: Pick<Config, "keys" | "exports">): Promise<Both[]> {
  const warnings: Both[] = [];
  if (!(await readRecoveryKey(keys))) warnings.push(said.noRecovery(keys));
  else if (!(await findExport(keys, exports))?.fresh) warnings.push(said.stale(exports));
  if (!(await isWritable(keys))) warnings.push(said.readOnly(keys));
  return warnings;
}

const said = {
  noRecovery: (keys: string): Both => ({
    vi: `CHƯA CÓ khoá khôi phục: mất ${keys} là mất hết dữ liệu, và chưa sao lưu được. Chạy kept keys recovery, rồi chép 24 từ ra giấy.`,
    en: `NO recovery key: losing ${keys} is losing all data, and no backup can be made. Run kept keys recovery, and write the 24 words on paper.`,
  }),
  stale: (exports: string): Both => ({
    vi: `Bản xuất khoá CHƯA theo kịp các khoá hiện tại. Xem ${exports} có ghi được không, rồi chạy kept keys export.`,
    en: `The export of the keys is NOT up to the keys of now. See whether ${exports} can be written, then run kept keys export.`,
  }),
  readOnly: (keys: string): Both => ({
    vi: `KHÔNG ghi được vào ${keys}: mọi thứ vẫn mở được, nhưng khoá không thay được, nên điều đã xoá còn mở được lâu hơn từ các bản sao lưu. Mở quyền ghi cho người dùng của máy chủ.`,
    en: `${keys} CANNOT be written: everything opens, but keys do not rotate, so what was erased can be opened from backups for longer. Let the server's user write there.`,
  }),
} as const;
