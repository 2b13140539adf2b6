import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { code, isTest, type Source, sources, strings } from "./source.js";

/** Which domain owns each table: the one whose migration makes it. */
export function owners(root: string): ReadonlyMap<string, string> {
  const folder = join(root, "server/migrations");
  return new Map(
    readdirSync(folder).flatMap((file) => {
      const domain = /^\d{4}_(\w+)\.sql$/.exec(file)?.[1] ?? "";
      const text = readFileSync(join(folder, file), "utf8");
      return [...text.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if not exists\s+)?(\w+)/gi)].map((m): [string, string] => [
        m[1] ?? "",
        domain,
      ]);
    }),
  );
}

/**
 * Statements that must look at another domain's table in the same breath as they write their own: a group of consents or
 * submissions is written whole, and what each needs (the person stands, the notice is current) is part of the statement, so that nothing changes between.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "server/src/consent/store.ts": ["person", "policy_version"],
  "server/src/consent/restriction/store.ts": ["person"],
  // Every stop but those of the erased, in one statement.
  "server/src/consent/store-stops.ts": ["person"],
  "server/src/collection/store.ts": ["person", "policy_version"],
  // Checks read, and compare what domains did with each other: a join costs what is asked, two lists cost what is stored.
  "server/src/consent/checks.ts": ["event", "value"],
  "server/src/collection/checks/agreed.ts": ["consent"],
  "server/src/collection/checks/as-given.ts": ["erasure", "event_person", "value"],
  "server/src/collection/checks/channels.ts": ["consent", "value"],
  "server/src/collection/checks/declared.ts": ["value"],
  "server/src/access/segments/checks.ts": ["consent", "event", "event_person"],
  "server/src/access/checks.ts": ["event", "event_person", "occasion_person", "policy_version"],
  "server/src/access/watch/checks.ts": ["event"],
  "server/src/access/vault-checks.ts": ["file", "person", "person_key"],
  "server/src/disclosure/checks/lawful.ts": ["erasure", "event", "event_person"],
  "server/src/disclosure/checks/made.ts": ["consent", "event", "event_person", "occasion", "occasion_person"],
  "server/src/retention/checks/after-event.ts": ["erasure", "person_key", "value"],
  "server/src/retention/checks/reviewed.ts": ["consent", "person_key"],
  "server/src/rights/checks/assisted.ts": ["event"],
  "server/src/rights/checks/held.ts": ["erasure", "event", "held", "hold", "person_key"],
  "server/src/rights/checks/lasting.ts": ["blind_index", "erasure", "file", "message", "person", "person_key", "value", "vault_key"],
  "server/src/rights/checks/objected.ts": ["consent", "event", "event_person"],
  "server/src/rights/checks/reverified.ts": ["value"],
  "server/src/rights/checks/self-service.ts": ["consent", "event", "event_person", "person_key"],
  "server/src/rights/checks/until-asked.ts": ["erasure", "event", "event_person", "person_key"],
};

/** SQL touches its own domain's tables only: another's data come through that domain's index. */
export function tableFaults(root: string): string[] {
  const owner = owners(root);
  return sources(root, "server/src")
    .filter((s) => !isTest(s.path))
    .flatMap((s) => faultsOf(s, owner));
}

function faultsOf(source: Source, owner: ReadonlyMap<string, string>): string[] {
  const domain = source.path.split("/")[2] ?? "";
  const touched = new Set([...strings(source.text).filter(isSql).flatMap(tablesIn), ...builderTables(source.text)]);
  return [...touched].flatMap((table) => {
    const other = owner.get(table);
    return other && other !== domain && !allowed[source.path]?.includes(table)
      ? [`${source.path}: SQL on ${table}, a table of ${other}`]
      : [];
  });
}

function isSql(text: string): boolean {
  return /\b(select\b[\s\S]*\bfrom|insert\s+into|update\s+\w+[\s\S]*\bset|delete\s+from|merge\s+into|truncate|copy)\b|^\s*(from|(left |inner |cross )?join)\s/i.test(
    text,
  );
}

function tablesIn(text: string): string[] {
  const from = [...text.matchAll(/\b(?:from|join|into|update|truncate(?:\s+table)?|copy|using)\s+(?:only\s+)?"?(\w+)"?/gi)].map(
    (m) => m[1] ?? "",
  );
  const listed = [...text.matchAll(/\bfrom\s+\w+(?:\s+(?:as\s+)?\w+)?((?:\s*,\s*\w+(?:\s+(?:as\s+)?\w+)?)+)/gi)];
  return [...from, ...listed.flatMap((m) => (m[1] ?? "").split(",").map((t) => t.trim().split(/\s/)[0] ?? ""))];
}

/** The builder names tables as arguments. */
function builderTables(text: string): string[] {
  const all = strings(text);
  const calls = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|(?:inner|left|right|full|cross)Join|from|using)\(\s*"(\d+)"/g;
  return [...code(text).matchAll(calls)].map((m) => all[Number(m[1])]?.split(" ")[0] ?? "");
}
