import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { lavapipeManifest, swiftshaderManifest } from "./tests/harness/vulkan.ts";

/** Kernels and engine in Node, on a software GPU: Mesa's has f16, Chromium's subgroups of 4 lanes. */
function gpuProject(name: string, adapter: string, manifest: string | null) {
  return {
    test: {
      name,
      include: ["tests/gpu/**/*.test.ts"],
      environment: "node" as const,
      // The loader of Vulkan reads it when the first device is asked for, and finds no other driver.
      env: { VK_DRIVER_FILES: manifest ?? "not installed", GPU_ADAPTER: adapter },
      // A driver takes all cores, and its threads outlive their device.
      pool: "forks" as const,
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}

/** The faults take longest, and hardly any processor time: the other files run beside them. */
class FaultsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFirst = ({ moduleId }: TestSpecification) => Number(moduleId.includes("/faults/"));
    return (await super.sort(files)).sort((a, b) => isFirst(b) - isFirst(a));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: FaultsFirst },
    projects: [
      { test: { name: "unit", include: ["tests/unit/**/*.test.ts"], environment: "node" } },
      gpuProject("gpu", "lavapipe", lavapipeManifest()),
      gpuProject("gpu-swiftshader", "swiftshader", swiftshaderManifest()),
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
          // A browser each, on two cores: much of the time one of them waits for a deadline.
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
