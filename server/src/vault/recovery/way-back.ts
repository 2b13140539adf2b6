import { readdir } from "node:fs/promises";
import type { Both } from "@kept/language";
import { type Config, EmbeddedFault } from "../../platform/index.js";
import { type KeyringCode, KeyringFault } from "../keyring/provider.js";
import { newestExport } from "./export.js";

const lost: readonly (KeyringCode | EmbeddedFault["code"])[] = [
  "keys.missing",
  "keys.wrong",
  "keys.other_installation",
  "keys.unreadable",
  "embedded.keys_missing",
  "embedded.keys_other",
];

/**
 * How the folder of keys comes back after a fault that says it is not what the database needs: the command, the newest sealed export
 * in KEPT_EXPORT, and the mark of the sheet whose words open it. Undefined for any other fault.
 */
export async function wayBack(fault: unknown, { keys, exports }: Pick<Config, "keys" | "exports">): Promise<Both | undefined> {
  if (!(fault instanceof KeyringFault || fault instanceof EmbeddedFault) || !lost.includes(fault.code)) return undefined;
  const holds = (await readdir(keys).catch((): string[] => [])).length > 0;
  const found = await newestExport(exports).catch(() => undefined);
  const file = found?.file;
  return {
    vi: [
      "Cách lấy lại khoá:",
      `  - Nếu KEPT_KEYS (${keys}) chỉ sai đường dẫn, bạn sửa lại rồi khởi động.`,
      ...(holds ? ["  - Chuyển những gì đang ở trong thư mục ấy sang chỗ khác (đừng xoá): chỉ khôi phục vào thư mục trống."] : []),
      ...(file
        ? [`  - kept keys restore ${file}`, `    rồi nhập 24 từ trên tờ khoá khôi phục có dấu ${found.mark}; xong thì khởi động lại.`]
        : [
            `  - Trong KEPT_EXPORT (${exports}) không có bản xuất khoá. Tìm bản kept-keys-….age đã chép đi nơi khác, rồi chạy kept keys restore TỆP với 24 từ;`,
            "    hoặc chép lại thư mục khoá đã cất. Không có khoá thì không gì mở được.",
          ]),
    ].join("\n"),
    en: [
      "The way back:",
      `  - If KEPT_KEYS (${keys}) is only a wrong path, correct it and start again.`,
      ...(holds ? ["  - Move what is in that folder aside (do not delete it): keys are restored into an empty one only."] : []),
      ...(file
        ? [`  - kept keys restore ${file}`, `    with the 24 words of the recovery sheet marked ${found.mark}; then start again.`]
        : [
            `  - KEPT_EXPORT (${exports}) holds no export of the keys. Find the kept-keys-….age that was carried away, and run kept keys restore FILE with the 24 words;`,
            "    or put a saved copy of the folder back. Without the keys nothing opens.",
          ]),
    ].join("\n"),
  };
}

/** A fault at start as the operator reads it: what is wrong, then the way back in both languages where there is one. */
export async function withWayBack(fault: unknown, config: Pick<Config, "keys" | "exports">): Promise<unknown> {
  const way = await wayBack(fault, config);
  if (!way || !(fault instanceof Error)) return fault;
  return new Error(`${fault.message}\n\n${way.vi}\n\n${way.en}`, { cause: fault });
}
