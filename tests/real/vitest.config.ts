import { defineConfig } from "vitest/config";

/** Checks against real servers, outside the gate: see docs/engine.md, "HTTP". */
export default defineConfig({
  test: { include: ["tests/real/**/*.real.ts"], environment: "node", testTimeout: 60_000 },
});
