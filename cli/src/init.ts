import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { organisation } from "@kept/language";
import type { Command, Terminal } from "./command.js";
import { starter } from "./init-starter.js";

/** `kept init ID`: writes `ID.yaml`, never over an existing file. 0 written, 1 it is there already, 2 asked wrongly. */
export const initCommand: Command = {
  name: "init",
  usage: "ID [--to FOLDER]",
  text: {
    vi: "Viết một chính sách khởi đầu, có chú thích, để bạn sửa thành của mình.",
    en: "Write a commented starter policy for you to make your own.",
  },
  run: init,
};

async function init(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = read(args);
  if (!asked || !organisation.shape.id.safeParse(asked.id).success) {
    terminal.err(
      terminal.lang === "vi"
        ? `kept init ${initCommand.usage}\nID gồm 2 đến 31 chữ thường, chữ số hoặc gạch nối, bắt đầu bằng chữ.\n`
        : `kept init ${initCommand.usage}\nAn ID is 2 to 31 lower-case letters, digits and hyphens, and begins with a letter.\n`,
    );
    return 2;
  }
  const path = resolve(terminal.folder, asked.to, `${asked.id}.yaml`);
  try {
    await writeFile(path, starter(asked.id), { flag: "wx" });
  } catch (fault) {
    const exists = fault instanceof Error && "code" in fault && fault.code === "EEXIST";
    terminal.err(refusal(path, exists, terminal));
    return exists ? 1 : 2;
  }
  terminal.out(
    terminal.lang === "vi" ? `Đã viết ${path}\nTiếp theo: kept check ${path}\n` : `Written: ${path}\nNext: kept check ${path}\n`,
  );
  return 0;
}

function read(args: readonly string[]): { id: string; to: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { to: { type: "string", default: "." } },
    });
    const [id, ...more] = positionals;
    return id === undefined || more.length > 0 ? null : { id, to: values.to };
  } catch {
    return null;
  }
}

function refusal(path: string, exists: boolean, { lang }: Terminal): string {
  if (exists)
    return lang === "vi" ? `${path} đã có. Xoá hoặc chọn tên khác.\n` : `${path} is there already. Remove it, or choose another name.\n`;
  return lang === "vi"
    ? `Không ghi được ${path}. Xem lại thư mục và quyền ghi.\n`
    : `${path} cannot be written. Look at the folder and its permissions.\n`;
}
