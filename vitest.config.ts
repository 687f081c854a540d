import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["tests/unit/**/*.test.ts"], environment: "node" } },
      {
        test: {
          name: "browser",
          include: [
            "tests/browser/**/*.test.ts",
            "tests/e2e/**/*.test.ts",
            "tests/faults/**/*.test.ts",
          ],
          environment: "node",
          globalSetup: ["tests/harness/global-setup.ts"],
          // One browser at a time: two cores, and a model in each page.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
