import { expect, it } from "vitest";
import { AbortedError, ModelLoadError } from "../../../src/engine/errors";
import { GpuUnsuitableError } from "../../../src/engine/webgpu/errors";
import { whyNotGpu } from "../../../src/engine/worker/why-not-gpu";
import { ConversionError, IntegrityError } from "../../../src/models/errors";

it("has another engine tried whatever it is that the GPU fails at", () => {
  expect(whyNotGpu(new GpuUnsuitableError("there is none"))).toBe("there is none");
  expect(whyNotGpu(new ConversionError("Q4_K"))).toMatch(/weights are not of a kind/);
  expect(whyNotGpu(new ModelLoadError("No library. Reload."))).toBe(
    "loading it on the GPU failed: No library. Reload",
  );
  // As a driver that doesn't take a kernel lets the browser say.
  expect(whyNotGpu(new DOMException("invalid shader", "GPUPipelineError"))).toBe(
    "the GPU engine failed: invalid shader",
  );
});

it("passes on what another engine would meet as well", () => {
  expect(whyNotGpu(new IntegrityError("The file ends too early."))).toBeNull();
  expect(whyNotGpu(new AbortedError("Stopped."))).toBeNull();
});
