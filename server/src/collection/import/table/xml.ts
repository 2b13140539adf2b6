import { TableFault } from "../../../platform/table/index.js";

/** A piece of XML: an element's beginning or end by its local name, or text. */
export type Piece =
  | { readonly open: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly close: string }
  | { readonly text: string };

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads XML from beginning to end. A document type is refused, so no entity is ever declared or fetched (ASVS 1.5.1); the five entities of
 * XML and character references are read.
 */
export function* readXml(text: string): Generator<Piece> {
  token.lastIndex = 0;
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) throw new TableFault("import.unreadable");
    at = token.lastIndex;
    const [, data, slash, name, attributes, empty, words] = found;
    if (words !== undefined) yield { text: plain(words) };
    else if (data !== undefined) yield { text: data };
    else if (name !== undefined) {
      if (slash !== "/") yield { open: name, attributes: attributesOf(attributes ?? "") };
      if (slash === "/" || empty === "/") yield { close: name };
    }
  }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(attribute)].map((m) => [m[1] ?? "", plain(m[2] ?? m[3] ?? "")]));
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function plain(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return (Object.hasOwn(named, name) ? named[name] : undefined) ?? all;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}
