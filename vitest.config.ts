import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["language/**/*.test.ts", "contract/**/*.test.ts", "sdk/**/*.test.ts", "console/**/*.test.ts", "tools/**/*.test.ts"],
          exclude,
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["server/**/*.test.{ts,tsx}", "cli/**/*.test.ts"],
          exclude,
          globalSetup: ["server/test/setup.ts"],
        },
      },
    ],
  },
});
