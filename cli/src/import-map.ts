import type { startImport } from "@kept/contract";
import type { z } from "zod";

export type Column = z.input<typeof startImport.body>["map"][number];
type Method = Extract<Column, { to: "consent" }>["method"];
const methods: readonly Method[] = ["paper", "email", "sms", "recorded_call"];

/**
 * Reads one `--map`: `Column=field`, `Column=field:kind`, `Column=consent:purpose:method:yes|no`, `Column=date:purpose`,
 * `Column=duty:name:yes`, `Column=accuracy:yes`, `Column=occasion`. Several words for yes stand apart by commas. Undefined where
 * it is none of these, or the file has no such column.
 */
export function readMap(text: string, names: readonly string[]): Column | undefined {
  const at = text.lastIndexOf("=");
  const column = names.indexOf(text.slice(0, at).trim()) + 1;
  if (at < 1 || column === 0) return undefined;
  const [target = "", one, two, three] = text.slice(at + 1).split(":");
  const words = (part: string | undefined) => (part ?? "").split(",").filter((w) => w !== "");
  switch (target) {
    case "consent": {
      const method = methods.find((m) => m === two);
      const [yes, no] = (three ?? "").split("|");
      return one && method && yes ? { column, to: "consent", purpose: one, method, given: words(yes), refused: words(no) } : undefined;
    }
    case "date":
      return one ? { column, to: "consent_date", purpose: one } : undefined;
    case "duty":
      return one && two ? { column, to: "duty", duty: one, given: words(two) } : undefined;
    case "accuracy":
      return one ? { column, to: "accuracy", given: words(one) } : undefined;
    case "occasion":
      return { column, to: "occasion" };
    default:
      return target === "" ? undefined : { column, to: "field", field: target, ...(one ? { kind: one } : {}) };
  }
}
