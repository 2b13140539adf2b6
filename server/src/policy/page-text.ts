/** Asks the running server for a page, in this process, as a browser without a session would. */
export type AskPage = (path: string) => Promise<Response>;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/** What a page says and carries, drawings apart, with tags and references undone: where a value would be seen or copied from. */
export function pageText(html: string): string {
  return html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<\/?[a-z][^>]*>/gi, (tag) => ` ${[...tag.matchAll(/="([^"]*)"/g)].map((m) => m[1] ?? "").join(" ")} `)
    .replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => named[name.toLowerCase()] ?? numbered(name) ?? whole)
    .normalize("NFC");
}

function numbered(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const point = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
  return point !== undefined && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
