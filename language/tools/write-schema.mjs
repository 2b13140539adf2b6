// Writes language/policy.schema.json from the zod schema. Run after `tsc -b`: node language/tools/write-schema.mjs
import { writeFileSync } from "node:fs";
import { policySchema } from "../dist/schema-json.js";

writeFileSync(new URL("../policy.schema.json", import.meta.url), `${JSON.stringify(policySchema(), null, 2)}\n`);
