import type { PolicyPromise } from "@kept/language";
import type { Organisation } from "../src/platform/index.js";
import type { Check, CheckResult, PublishedPolicy } from "../src/policy/index.js";
import type { TestDatabase } from "./database.js";

const promise: PolicyPromise = { id: "test-1", text: { vi: "Thử", en: "Test" }, about: "rights", kept_by: [] };

/** Runs one check of a list over an organisation, as the board does: through the app's own rows, over all time unless told. */
export function runCheck(
  db: TestDatabase,
  checks: readonly Check[],
  control: string,
  on: {
    readonly organisation: Organisation;
    readonly policy: PublishedPolicy;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly since?: Date;
    readonly now: Date;
  },
): Promise<CheckResult> {
  const found = checks.find((c) => c.control === control);
  if (!found) throw new Error(`no check ${control}`);
  const { organisation, policy, parameters = {}, since = new Date(0), now } = on;
  return db.database.read(organisation.id, (reads) => found.run({ db: reads, organisation, policy, promise, parameters, since, now }));
}
