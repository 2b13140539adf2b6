import { buffer } from "node:stream/consumers";
import yazl from "yazl";

/** A small XLSX as a spreadsheet program writes it: shared strings, numbers, and days by their format. */
export async function workbook(rows: readonly (readonly (string | number | Date | null)[])[]): Promise<Buffer> {
  const strings: string[] = [];
  const cell = (value: string | number | Date | null, column: number, row: number) => {
    const r = `${String.fromCharCode(65 + column)}${row}`;
    if (value === null) return "";
    if (typeof value === "number") return `<c r="${r}"><v>${value}</v></c>`;
    if (value instanceof Date) return `<c r="${r}" s="1"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
    strings.push(value);
    return `<c r="${r}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const sheet = rows.map((cells, i) => `<row r="${i + 1}">${cells.map((v, c) => cell(v, c, i + 1)).join("")}</row>`).join("");
  return archive({
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="Tờ 1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst>${strings.map((s) => `<si><t>${s.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></si>`).join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

/** A ZIP of these parts. */
export function archive(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}
