import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  importTexts,
  importTypes,
  readImport,
  readImportColumns,
  readImportRefusals,
  resumeImport,
  startImport,
  uploadImport,
} from "@kept/contract";
import { type Client, createClient, Refused } from "@kept/sdk";
import type { Command, Terminal } from "./command.js";
import { type Column, readMap } from "./import-map.js";
import { openFile } from "./open-file.js";

/** `kept import FILE`: 0 when every row was taken, 1 when some were refused or it stopped, 2 when it was not begun. The key is read from KEPT_API_KEY. */
export const importCommand: Command = {
  name: "import",
  usage:
    "FILE --organisation ID --touchpoint NAME [--map COLUMN=FIELD]… [--dry-run] [--contact-proved] [--language vi|en] [--url URL] | --resume IMPORT",
  text: {
    vi: "Nhập người từ CSV hoặc XLSX, có chạy thử, tiến độ và danh sách dòng bị từ chối. Khoá API lấy từ KEPT_API_KEY.",
    en: "Import people from CSV or XLSX, with a dry run, progress and every refused row. The API key is read from KEPT_API_KEY.",
  },
  run: importPeople,
};

async function importPeople(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = read(args);
  const key = terminal.env.KEPT_API_KEY;
  if (!asked || !key) {
    terminal.err(`kept import ${importCommand.usage}\n${asked ? `${say(terminal, noKey)}\n` : ""}`);
    return 2;
  }
  const client = createClient({ url: asked.url ?? terminal.env.KEPT_URL ?? "http://localhost:4000", key });
  try {
    const id = asked.resume ?? (await begin(client, asked, terminal));
    if (id === undefined) return 2;
    if (asked.resume) await client.call(resumeImport, { params: { import: id } });
    return await follow(client, id, terminal);
  } catch (error) {
    if (error instanceof Refused) {
      terminal.err(`${error.say(terminal.lang)}\n${error.faults.map((f) => `  ${f.path}: ${f.text[terminal.lang]}\n`).join("")}`);
      return 2;
    }
    terminal.err(`${say(terminal, unreached)}\n`);
    return 2;
  }
}

type Asked = NonNullable<ReturnType<typeof read>>;

/** Uploads, maps and starts; undefined where the map cannot be read, which is said. */
async function begin(client: Client, asked: Asked, terminal: Terminal): Promise<string | undefined> {
  const type = asked.file.toLowerCase().endsWith(".xlsx") ? importTypes.xlsx : importTypes.csv;
  const file = await openFile(terminal, asked.file, type);
  if (!file) {
    terminal.err(`${say(terminal, unreadable)}\n`);
    return undefined;
  }
  const up = await client.upload(uploadImport, { query: { organisation: asked.organisation, touchpoint: asked.touchpoint } }, file);
  const params = { import: up.import };
  const { columns } = await client.call(readImportColumns, { params });
  const names = columns.map((c) => c.name);
  const given = asked.map.map((text) => ({ text, column: readMap(text, names) }));
  const wrong = given.filter((g) => !g.column);
  if (wrong.length > 0) {
    terminal.err(wrong.map((w) => `--map ${w.text}: ${say(terminal, noTarget)}\n`).join(""));
    return undefined;
  }
  const said = given.flatMap((g): Column[] => (g.column ? [g.column] : []));
  const map = [...said, ...columns.flatMap((c) => (c.suggested && !said.some((s) => collides(s, c.suggested)) ? [c.suggested] : []))];
  const body = { dry_run: asked.dryRun, map, language: asked.language, contact_proved: asked.contactProved };
  await client.call(startImport, { params, body });
  terminal.out(`${up.import}\n`);
  return up.import;
}

/** A suggestion gives way to what was said of its column or its field. */
function collides(said: Column, suggested: Column | null): boolean {
  return said.column === suggested?.column || (said.to === "field" && suggested?.to === "field" && said.field === suggested.field);
}

async function follow(client: Client, id: string, terminal: Terminal): Promise<number> {
  const params = { import: id };
  for (;;) {
    const now = await client.call(readImport, { params });
    terminal.out(`${say(terminal, counted)} ${now.rows} · ${now.taken} ✓ · ${now.refused} ✗\n`);
    if (now.state !== "checking" && now.state !== "running") {
      await report(client, id, terminal);
      if (now.fault) terminal.err(`${say(terminal, importTexts[now.fault] ?? { vi: now.fault, en: now.fault })}\n`);
      return now.refused === 0 && (now.state === "done" || now.state === "checked") ? 0 : 1;
    }
    await wait(1000);
  }
}

/** Every refused row, a line each: row, column, field, code, and what it means. */
async function report(client: Client, id: string, terminal: Terminal): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const page: { refusals: readonly Refusal[]; next: number | null } = await client.call(readImportRefusals, {
      params: { import: id },
      query: { after, limit: 1000 },
    });
    for (const r of page.refusals) {
      terminal.out(`${r.row}\t${r.column ?? ""}\t${r.field ?? ""}\t${r.code}\t${importTexts[r.code]?.[terminal.lang] ?? ""}\n`);
    }
    after = page.next;
  }
}

interface Refusal {
  readonly row: number;
  readonly column: number | null;
  readonly field: string | null;
  readonly code: string;
}

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        organisation: { type: "string" },
        touchpoint: { type: "string" },
        map: { type: "string", multiple: true, default: [] },
        "dry-run": { type: "boolean", default: false },
        "contact-proved": { type: "boolean", default: false },
        language: { type: "string", default: "vi" },
        url: { type: "string" },
        resume: { type: "string" },
      },
    });
    const [file = "", ...more] = positionals;
    const { organisation = "", touchpoint = "", language, map, url, resume } = values;
    const whole = resume !== undefined || (file !== "" && organisation !== "" && touchpoint !== "");
    if (!whole || more.length > 0 || (language !== "vi" && language !== "en")) return undefined;
    const lang: "vi" | "en" = language;
    return {
      file,
      organisation,
      touchpoint,
      map,
      url,
      resume,
      language: lang,
      dryRun: values["dry-run"],
      contactProved: values["contact-proved"],
    };
  } catch {
    return undefined;
  }
}

function say(terminal: Terminal, text: { readonly vi: string; readonly en: string }): string {
  return text[terminal.lang];
}

const noKey = { vi: "Đặt khoá API vào biến môi trường KEPT_API_KEY.", en: "Put the API key into the environment as KEPT_API_KEY." };
const unreadable = {
  vi: "Không đọc được tệp. Xem lại tên tệp và quyền đọc.",
  en: "The file cannot be read. Look at its name and permissions.",
};
const unreached = { vi: "Không liên lạc được với máy chủ.", en: "The server could not be reached." };
const noTarget = { vi: "không hiểu, hoặc tệp không có cột này.", en: "not understood, or the file has no such column." };
const counted = { vi: "Đã xem", en: "Looked at" };
