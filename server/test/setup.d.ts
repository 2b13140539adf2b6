import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    ownerUrl: string;
    url: string;
  }
}
/** One PostgreSQL for the run, with a migrated template that each test file copies. */
export default function setup(project: TestProject): Promise<() => Promise<void>>;
