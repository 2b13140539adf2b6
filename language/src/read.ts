import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";
import { error, type Fault, type Finding, type Lines, locate } from "./finding.js";
import { faultsOfShape } from "./read-shape.js";
import { type Policy, policy } from "./schema/policy.js";

/** Longest policy text accepted, in bytes of UTF-8. */
export const longestPolicy = 1024 * 1024;
const deepest = 40;

export type ReadPolicy = Readonly<{
  /** Absent when the text is no policy; the findings say why. */
  policy: Policy | null;
  /** Faults of form only; `check` looks at what it says. */
  findings: Finding[];
  lines: Lines;
}>;

/** Reads a policy file. Never throws: whatever is wrong with the text becomes a finding with its line. */
export function readPolicy(yamlText: string): ReadPolicy {
  const lines = new Map<string, number>([["", 1]]);
  const refuse = (faults: readonly Fault[]): ReadPolicy => ({ policy: null, findings: locate(faults, lines), lines });
  if (bytesOf(yamlText) > longestPolicy) return refuse([tooLong]);
  if (!yamlText.isWellFormed()) return refuse([notUnicode]);
  if (tooDeep(yamlText)) return refuse([deep]);
  if (tooBusy(yamlText)) return refuse([tooLong]);
  let plain: unknown;
  try {
    const lineAt = lineFinder(yamlText);
    // Duplicate keys are found in `walk`: the parser's own search compares every pair of keys.
    const doc = parseDocument(yamlText, { uniqueKeys: false, version: "1.2", prettyErrors: false });
    const broken = [...doc.errors, ...doc.warnings].slice(0, 100).map((e) => ({ ...syntaxFault(e.message), line: lineAt(e.pos[0]) }));
    visit(doc, {
      Alias: (_key, node) => void broken.push({ ...aliasFault, line: lineAt(node.range?.[0] ?? 0) }),
      Pair: (_key, pair) => {
        if (!isScalar(pair.key)) broken.push({ ...keyFault, line: isNode(pair.key) ? lineAt(pair.key.range?.[0] ?? 0) : 1 });
      },
    });
    if (broken.length === 0 && doc.contents) walk(doc.contents, "", lines, lineAt, broken);
    if (broken.length > 0) return { policy: null, findings: broken.slice(0, 100), lines };
    plain = doc.toJS({ maxAliasCount: 0 });
  } catch {
    return refuse([unreadable]);
  }
  if (hasLoneSurrogate(plain)) return refuse([notUnicode]);
  const parsed = policy.safeParse(plain);
  if (!parsed.success) return refuse(faultsOfShape(parsed.error.issues));
  return { policy: parsed.data, findings: [], lines };
}

type LineAt = (offset: number) => number;

/** Notes the line of every place, and every key given twice. */
function walk(node: Node, path: string, lines: Map<string, number>, lineAt: LineAt, broken: Finding[]): void {
  const join = (key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);
  if (isMap(node)) {
    const seen = new Set<string>();
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue;
      const key = String(pair.key.value);
      const line = lineAt(pair.key.range?.[0] ?? 0);
      if (seen.has(key)) broken.push({ ...twiceFault, path: join(key), line });
      seen.add(key);
      lines.set(join(key), line);
      if (isNode(pair.value)) walk(pair.value, join(key), lines, lineAt, broken);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, i) => {
      if (!isNode(item)) return;
      lines.set(join(i), lineAt(item.range?.[0] ?? 0));
      walk(item, join(i), lines, lineAt, broken);
    });
  }
}

/** Line, from 1, of an offset into the text. */
function lineFinder(text: string): LineAt {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Many small pieces cost the parser more than their length: no policy comes near this many. */
function tooBusy(text: string): boolean {
  let pieces = 0;
  for (const c of text) if ("\n\r,:[{\"'\\?!&*".includes(c)) pieces++;
  return pieces > 50_000;
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

/** Nesting deeper than any policy needs would exhaust the parser's stack: counted by brackets and by indentation. */
function tooDeep(text: string): boolean {
  let open = 0;
  for (const line of text.split("\n")) {
    const indent = line.length - line.trimStart().length;
    if (indent > deepest * 8 || /^\s*(- ){40}/.test(line)) return true;
    for (const c of line) {
      if (c === "[" || c === "{") open++;
      else if ((c === "]" || c === "}") && open > 0) open--;
      if (open > deepest) return true;
    }
  }
  return false;
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === "string") return !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([k, v]) => !k.isWellFormed() || hasLoneSurrogate(v));
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const c of text) {
    const point = c.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function syntaxFault(message: string): Fault {
  const first = message.split("\n")[0] ?? "";
  return error(
    "yaml.syntax",
    "",
    { vi: `Dòng này không phải YAML đúng cách: ${first}`, en: `This line is not well-formed YAML: ${first}` },
    { vi: "Xem lại dấu hai chấm, thụt dòng và dấu nháy quanh dòng này.", en: "Look at colons, indentation and quotes around this line." },
  );
}

const twiceFault = error(
  "yaml.duplicate_key",
  "",
  { vi: "Một mục được khai hai lần trong cùng một chỗ.", en: "A key is given twice in the same place." },
  { vi: "Giữ lại một mục, bỏ mục kia.", en: "Keep one and remove the other." },
);
const keyFault = error(
  "yaml.odd_key",
  "",
  { vi: "Tên mục phải là một từ, không phải danh sách hay nhóm.", en: "A key must be a word, not a list or a group." },
  { vi: "Viết lại tên mục.", en: "Write the key again." },
);
const aliasFault = error(
  "yaml.alias",
  "",
  { vi: "Tệp dùng bí danh YAML (*tên).", en: "The file uses a YAML alias (*name)." },
  { vi: "Viết đầy đủ nội dung ở chỗ này.", en: "Write the content out in full here." },
);
const tooLong = error(
  "yaml.too_long",
  "",
  { vi: "Tệp chính sách dài hơn 1 MiB, hoặc có quá nhiều mục.", en: "The policy file is longer than 1 MiB, or holds too many items." },
  { vi: "Rút gọn tệp.", en: "Shorten the file." },
);
const deep = error(
  "yaml.too_deep",
  "",
  { vi: "Tệp lồng vào nhau quá sâu.", en: "The file is nested too deeply." },
  {
    vi: "Không chính sách nào cần quá 40 tầng; xem lại dấu ngoặc và thụt dòng.",
    en: "No policy needs more than 40 levels; look at brackets and indentation.",
  },
);
const notUnicode = error(
  "yaml.not_unicode",
  "",
  { vi: "Tệp có ký tự hỏng.", en: "The file holds a broken character." },
  { vi: "Lưu lại tệp bằng UTF-8.", en: "Save the file again as UTF-8." },
);
const unreadable = error(
  "yaml.unreadable",
  "",
  { vi: "Không đọc được tệp này như YAML.", en: "This file cannot be read as YAML." },
  { vi: "Xem lại cấu trúc tệp, hoặc bắt đầu lại bằng `kept init`.", en: "Look at the file's structure, or start anew with `kept init`." },
);
