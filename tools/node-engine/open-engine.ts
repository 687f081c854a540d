import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import {
  createWebGpuEngine,
  type WebGpuEngine,
} from "../../src/engine/webgpu/create-webgpu-engine";
import { openEngineModel } from "../../src/engine/webgpu/model/engine-model";
import { blobSource } from "../../src/models/convert/byte-source";
import { openGpu } from "./gpu";

export interface NodeEngineParams {
  /** A GGUF file; of a split one the first part does not suffice. */
  readonly file: string;
  readonly contextLength: number;
  readonly maxSequences: number;
  log(line: string): void;
}

/** Steps of memory in which the weights and the KV must fit; the first that suffices is taken. */
const budgets = [2, 3, 4, 6, 8, 12, 16, 24, 48, 80].map((gibibytes) => gibibytes * 2 ** 30);

/** The app's own GPU engine on this machine's GPU, in this process. */
export async function openNodeEngine(params: NodeEngineParams): Promise<WebGpuEngine> {
  const { file, contextLength, maxSequences, log } = params;
  const name = basename(file);
  const source = blobSource(name, await openAsBlob(file));
  return createWebGpuEngine({
    model: await openEngineModel([source], name),
    modelName: name,
    gpu: openGpu(),
    ...{ contextLength, maxSequences },
    memoryBudgets: () => budgets,
    onNotice: log,
  });
}
