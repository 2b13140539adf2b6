/** What a value may hold, by the type of its field: text, number, yes or no, choices, or the parts of an address. */
export type Content = string | number | boolean | readonly string[] | { readonly [part: string]: string };

/** The bytes that are sealed: JSON, which keeps lone surrogates and tells "1" from 1. */
export function encode(content: Content): Buffer {
  return Buffer.from(JSON.stringify(content));
}

/** What {@link encode} wrote. Undefined where the bytes are no content: sealed by something else, or a later version. */
export function decode(bytes: Uint8Array): Content | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
    return isContent(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The texts under which a content is looked up: each choice by itself, the parts of an address as one. */
export function textsOf(content: Content): string[] {
  if (typeof content === "string") return [content];
  if (typeof content === "number" || typeof content === "boolean") return [String(content)];
  if (isList(content)) return [...content];
  return [Object.values(content).join(" ")];
}

function isContent(read: unknown): read is Content {
  if (typeof read === "string" || typeof read === "number" || typeof read === "boolean") return true;
  if (typeof read !== "object" || read === null) return false;
  return Object.values(read).every((part) => typeof part === "string");
}

function isList(content: Content): content is readonly string[] {
  return Array.isArray(content);
}
