import { parseArgs } from "node:util";
import { importOccasionEvents, importTexts, refusals } from "@kept/contract";
import { createClient, Refused } from "@kept/sdk";
import type { Command, Terminal } from "./command.js";
import { openFile } from "./open-file.js";

/** `kept import-events FILE`: 0 when every date stands, 1 when rows were refused, 2 when nothing was recorded. The key is read from KEPT_API_KEY. */
export const importEventsCommand: Command = {
  name: "import-events",
  usage: "FILE [--url URL]",
  text: {
    vi: "Nhập các mốc của đơn, sự kiện, đợt tuyển từ CSV (loại, mã, mốc, ngày). Khoá API lấy từ KEPT_API_KEY.",
    en: "Import dates of orders, events, vacancies from CSV (kind, reference, event, date). The API key is read from KEPT_API_KEY.",
  },
  run: importEvents,
};

async function importEvents(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = read(args);
  const key = terminal.env.KEPT_API_KEY;
  if (!asked || !key) {
    terminal.err(`kept import-events ${importEventsCommand.usage}\n${asked ? `${noKey[terminal.lang]}\n` : ""}`);
    return 2;
  }
  const file = await openFile(terminal, asked.file, "text/csv");
  if (!file) {
    terminal.err(`${unreadable[terminal.lang]}\n`);
    return 2;
  }
  const client = createClient({ url: asked.url ?? terminal.env.KEPT_URL ?? "http://localhost:4000", key });
  try {
    const done = await client.upload(importOccasionEvents, {}, file);
    for (const r of done.refusals) terminal.out(`${r.row}\t${r.code}\t${meaning(r.code, terminal)}\n`);
    terminal.out(
      terminal.lang === "vi"
        ? `${done.rows} dòng · ghi ${done.recorded} · đã có ${done.unchanged} · từ chối ${done.refused} · ngày đã qua ${done.past}\n`
        : `${done.rows} rows · ${done.recorded} recorded · ${done.unchanged} there already · ${done.refused} refused · ${done.past} in the past\n`,
    );
    return done.refused === 0 ? 0 : 1;
  } catch (error) {
    terminal.err(`${error instanceof Refused ? error.say(terminal.lang) : unreached[terminal.lang]}\n`);
    return 2;
  }
}

function meaning(code: keyof typeof importTexts | keyof typeof refusals, terminal: Terminal): string {
  const texts: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = { ...importTexts, ...refusals };
  return texts[code]?.[terminal.lang] ?? "";
}

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { url: { type: "string" } } });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? undefined : { file, url: values.url };
  } catch {
    return undefined;
  }
}

const noKey = { vi: "Đặt khoá API vào biến môi trường KEPT_API_KEY.", en: "Put the API key into the environment as KEPT_API_KEY." };
const unreadable = {
  vi: "Không đọc được tệp. Xem lại tên tệp và quyền đọc.",
  en: "The file cannot be read. Look at its name and permissions.",
};
const unreached = { vi: "Không liên lạc được với máy chủ.", en: "The server could not be reached." };
