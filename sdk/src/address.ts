/** Fills `{name}` in an endpoint's path and adds the query. A missing parameter throws: it would ask for another thing. */
export function addressOf(base: string, path: string, params: unknown, query: unknown): string {
  const given = entriesOf(params);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given.get(name);
    if (value === undefined || value === "") throw new TypeError(`The path ${path} needs '${name}'.`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams([...entriesOf(query)]).toString();
  return `${base.replace(/\/+$/, "")}/api/v1${filled}${search ? `?${search}` : ""}`;
}

function entriesOf(from: unknown): Map<string, string> {
  const pairs = typeof from === "object" && from !== null ? Object.entries(from) : [];
  return new Map(pairs.filter(([, v]) => v !== undefined && v !== null).map(([k, v]) => [k, String(v)]));
}
