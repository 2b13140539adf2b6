import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Config } from "../../../platform/index.js";
import type { Found } from "../rules.js";

/** Keys are readable by this server's account alone, and lie in no folder that is copied with the data. */
export async function keyRoot(config: Config): Promise<Found> {
  const open = await readableByOthers(config.keys);
  const near = together(config.keys, [config.data, config.ledger, ...copies(config)]);
  const passed = open === 0 && !near;
  return {
    result: passed ? "passed" : "failed",
    found: {
      vi: passed
        ? "Thư mục khoá chỉ tài khoản của máy chủ đọc được (0700, 0600), nằm riêng khỏi dữ liệu, sổ xoá và bản sao."
        : `${open > 0 ? `${open} tệp hay thư mục khoá người khác đọc được. ` : ""}${near ? "Khoá nằm chung với dữ liệu hay bản sao." : ""}`.trim(),
      en: passed
        ? "The keys are readable by the server's account alone (0700, 0600) and lie apart from data, ledger and copies."
        : `${open > 0 ? `${open} files or folders of keys are open to others. ` : ""}${near ? "The keys lie together with data or copies." : ""}`.trim(),
    },
  };
}

/** The ledger of erasures lies apart from what a backup brings back, and is there once anything was erased: its folder is made by the first. */
export async function ledgerRoot(config: Config, erased: boolean): Promise<Found> {
  const near = together(config.ledger, [config.data, config.keys, ...copies(config)]);
  const there = await stat(config.ledger).then(
    (s) => s.isDirectory(),
    () => false,
  );
  const passed = (there || !erased) && !near;
  return {
    result: passed ? "passed" : "failed",
    found: passed
      ? !there
        ? {
            vi: "Chưa xoá ai nên chưa có sổ; nơi để sổ nằm riêng.",
            en: "Nothing was erased yet, so there is no ledger; its place lies apart.",
          }
        : { vi: "Sổ xoá nằm riêng khỏi dữ liệu, khoá và bản sao.", en: "The ledger lies apart from data, keys and copies." }
      : near
        ? { vi: "Sổ xoá nằm chung với dữ liệu, khoá hay bản sao.", en: "The ledger lies together with data, keys or copies." }
        : { vi: "Không thấy sổ xoá.", en: "The ledger is not there." },
  };
}

/** Folders of copies that this version knows. */
function copies(config: Config): string[] {
  return [config.exports, ...("backups" in config && typeof config.backups === "string" ? [config.backups] : [])];
}

/** Whether a folder is, or lies in, one of the others, or one of them in it. */
export function together(folder: string, others: readonly string[]): boolean {
  const within = (a: string, b: string) => {
    const way = relative(b, a);
    return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && !way.startsWith(sep));
  };
  return others.some((o) => within(folder, o) || within(o, folder));
}

/** How many of a folder's parts, itself among them, others than its owner may read. */
async function readableByOthers(folder: string): Promise<number> {
  let open = 0;
  const look = async (path: string): Promise<void> => {
    const s = await stat(path);
    if ((s.mode & 0o077) !== 0) open++;
    if (!s.isDirectory()) return;
    for (const name of await readdir(path)) await look(join(path, name));
  };
  await look(folder);
  return open;
}
