import * as v from "valibot";
import { GpuUnsuitableError } from "../../engine/webgpu/errors";
import { qwen2Of } from "../../engine/webgpu/model/made-up-model";
import { testSpeed } from "../../engine/webgpu/test-speed";
import { readDevice } from "../fit/device";
import { gpuBudgets } from "../fit/gpu-budget";
import type { News } from "./messages";
import { testedModelSchema } from "./tested-model";

/** In a worker: tests the model that a message names, and tells the page of it. */
export async function serveSpeedTest(question: unknown, tell: (news: News) => void): Promise<void> {
  try {
    const { shape, tiedEmbeddings, weights } = v.parse(testedModelSchema, question);
    const device = await readDevice();
    let percent = 0;
    const onProgress = (share: number) => {
      if (Math.floor(100 * share) === percent) return;
      percent = Math.floor(100 * share);
      tell({ kind: "progress", share });
    };
    const speed = await testSpeed({
      transformer: qwen2Of(shape, { tiedEmbeddings }),
      weights,
      memoryBudgets: ({ vendor }) => gpuBudgets(vendor, device),
      onProgress,
    });
    tell({ kind: "done", speed });
  } catch (error) {
    tell({ kind: "failed", message: explain(error) });
  }
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof GpuUnsuitableError)) return message;
  return `This model can't be tested on the GPU because ${message}.`;
}
