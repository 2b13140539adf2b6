import type { Text } from "@kept/language";

/** The entries of a table of words as a list to choose from. */
export function optionsOf(table: Readonly<Record<string, Text>>, say: (text: Text) => string) {
  return Object.entries(table).map(([value, text]) => ({ value, label: say(text) }));
}

export function isKey<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
