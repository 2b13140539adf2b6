import { bad, good, missing, type Read } from "./result.js";
import { plain, readText } from "./text.js";

/** A calendar date as `YYYY-MM-DD`; reads that and `ngày/tháng/năm`. */
export function readDate(raw: unknown): Read<string> {
  const line = readText({ type: "line", max: 40 }, raw);
  if (!line.ok) return line;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(line.value);
  const vn = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line.value);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : vn ? [vn[3], vn[2], vn[1]] : [];
  if (year === undefined || month === undefined || day === undefined) {
    return bad(
      "value.date",
      "Ngày này chưa đúng dạng. Bạn ghi ngày/tháng/năm, ví dụ 28/11/2026.",
      "This date is not in the right form. Write day/month/year, for example 28/11/2026.",
    );
  }
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text || Number(year) < 1850) {
    return bad(
      "value.date",
      "Lịch không có ngày này. Bạn xem lại ngày và tháng nhé.",
      "The calendar has no such day. Please look at day and month.",
    );
  }
  return good(text);
}

/** A number. As Vietnamese write it: `1.204` is one thousand two hundred and four, `12,5` is twelve and a half. */
export function readNumber(raw: unknown): Read<number> {
  if (typeof raw === "number") return Number.isFinite(raw) && Math.abs(raw) <= Number.MAX_SAFE_INTEGER ? good(raw + 0) : notNumber;
  const line = readText({ type: "line", max: 60 }, raw);
  if (!line.ok) return line;
  const grouped = /^-?\d{1,3}([. ]\d{3})+(,\d+)?$/.test(line.value);
  const text = grouped ? line.value.replace(/[. ]/g, "").replace(",", ".") : line.value.replace(",", ".");
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? good(value === 0 ? 0 : value) : notNumber;
}

/** One of the declared options, by its name. */
export function readChoice(options: readonly string[], raw: unknown): Read<string> {
  if (raw === undefined || raw === null || raw === "") return missing;
  return typeof raw === "string" && options.includes(raw) ? good(raw) : notOffered;
}

/** Some of the declared options, each once, in the order of the policy file. */
export function readChoices(options: readonly string[], raw: unknown): Read<readonly string[]> {
  if (raw === undefined || raw === null || raw === "") return missing;
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (list.length === 0) return missing;
  if (list.length > 200 || !list.every((one) => typeof one === "string" && options.includes(one))) return notOffered;
  return good(options.filter((option) => list.includes(option)));
}

/** A tick: `on`, `yes`, `true`, `1` or the boolean. Absence is missing, never "no". */
export function readYes(raw: unknown): Read<boolean> {
  if (raw === undefined || raw === null || raw === "") return missing;
  if (raw === true || raw === "on" || raw === "yes" || raw === "true" || raw === "1") return good(true);
  if (raw === false || raw === "no" || raw === "false" || raw === "0") return good(false);
  return bad("value.yes", "Mục này chỉ có hai lựa chọn. Bạn chọn lại nhé.", "This has two choices only. Please choose again.");
}

/** An address on the internet: IPv4, or IPv6 in lower case, shortest form (RFC 5952). */
export function readIp(raw: unknown): Read<string> {
  const text = plain(raw);
  if (typeof text !== "string") return text;
  const ip = text.trim().toLowerCase();
  if (ip === "") return missing;
  const v4 = ip.replace(/^::ffff:(?=\d+\.)/, "");
  if (/^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(v4)) return good(v4);
  const words = ipv6(ip);
  return words ? good(shortest(words)) : bad("value.ip", "Đây không phải là địa chỉ IP.", "This is not an IP address.");
}

function ipv6(ip: string): string[] | null {
  const halves = ip.split("::");
  if (halves.length > 2 || ip.length > 39) return null;
  const parts = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = parts.flat();
  if (!given.every((w) => /^[0-9a-f]{1,4}$/.test(w))) return null;
  const gapSize = 8 - given.length;
  if (halves.length === 1 ? gapSize !== 0 : gapSize < 1) return null;
  const [head = [], tail = []] = parts;
  const zeros = halves.length === 1 ? [] : Array.from({ length: gapSize }, () => "0");
  return [...head, ...zeros, ...tail].map((w) => Number.parseInt(w, 16).toString(16));
}

function shortest(words: readonly string[]): string {
  const text = words.join(":");
  const runs = text.match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return text;
  const at = text.indexOf(longest);
  const before = text.slice(0, at).replace(/:$/, "");
  const after = text.slice(at + longest.length).replace(/^:/, "");
  return `${before}::${after}`;
}

const notNumber = bad(
  "value.number",
  "Đây không phải là số. Bạn ghi bằng chữ số, ví dụ 1.204 hoặc 12,5.",
  "This is not a number. Write digits, for example 1.204 or 12,5.",
);
const notOffered = bad(
  "value.choice",
  "Lựa chọn này không có trong danh sách. Bạn chọn lại nhé.",
  "This choice is not on the list. Please choose again.",
);
