import { parseArgs } from "node:util";
import { createActivations } from "../../src/engine/webgpu/activations";
import { featuresOf, requestDevice } from "../../src/engine/webgpu/adapter";
import { allocateWeights } from "../../src/engine/webgpu/gpu-weights";
import {
  type GraphParams,
  headGraph,
  layersGraph,
  type RowKind,
  sampleGraph,
} from "../../src/engine/webgpu/graphs";
import { createPipeline, type Kernel, type ShaderFeatures } from "../../src/engine/webgpu/kernel";
import { matvecRows } from "../../src/engine/webgpu/kernels/matvec";
import { madeUpModel, type WeightMix } from "../../src/engine/webgpu/model/made-up-model";
import { waiting } from "../../tests/gpu/gpu";
import { openGpu } from "../../tools/node-engine/gpu";
import { shapes } from "./shapes";

const usage = `npm run bench:pipelines -- [options]

Processor time that the driver takes to compile each kernel of a model: until it has run once, since some
drivers compile then. No weights are made.

  --shape NAME     of ${Object.keys(shapes).join(", ")}      (demo)
  --weights TYPE   Q8_0, Q4_K_M, or another type of GGUF's  (Q8_0)
  --rows LIST      of sampling, ${matvecRows.join(", ")}, many   (all)
  --plain          as on a device without subgroups
  --together       all at once, as the engine makes them: only the whole time`;

/** What each kernel finds in the place of its buffers: enough for its structs. */
const bufferBytes = 2 ** 16;

/** The kernels of passes of one kind. */
interface Kind {
  readonly name: string;
  readonly kernels: readonly Kernel[];
}

function kindsOf(shape: string, weights: WeightMix, features: ShaderFeatures): readonly Kind[] {
  const transformer = shapes[shape];
  if (!transformer) throw new Error(`There is no shape ${shape}.`);
  // Sizes and names of buffers, and no memory.
  const device = {
    limits: { maxStorageBufferBindingSize: 2 ** 30, maxBufferSize: 2 ** 30 },
    createBuffer: ({ label, size }: GPUBufferDescriptor) => ({ label, size }),
    queue: { writeBuffer() {} },
  } as unknown as GPUDevice;
  const params: GraphParams = {
    ...{ transformer, features, kvType: "f16", maxSequences: 16, maxPagesPerSequence: 2049 },
    weights: allocateWeights(device, madeUpModel(transformer, weights)).weights,
    activations: createActivations(device, transformer, {
      ...{ rows: 512, sequences: 16, slots: 32, maxPages: 2049, pages: 2049, kvType: "f16" },
    }),
    kernels: new Map(),
  };
  const seen = new Set<string>();
  const kind = (name: string, dispatches: readonly { readonly kernel: Kernel }[]): Kind => {
    const kernels = dispatches
      .map(({ kernel }) => kernel)
      .filter(({ code }) => !seen.has(code) && seen.add(code));
    return { name, kernels };
  };
  const decode = (rows: RowKind) =>
    kind(`${rows}`, [
      ...layersGraph(params, rows),
      ...(rows === "many" ? headGraph(params, 1, "last") : headGraph(params, rows, "hidden")),
    ]);
  return [kind("sampling", sampleGraph(params)), ...matvecRows.map(decode), decode("many")];
}

/** Makes a kernel's pipeline and runs one workgroup of it. */
async function compile(device: GPUDevice, kernel: Kernel): Promise<void> {
  const { pipeline, layout } = await createPipeline(device, kernel);
  const usage = GPUBufferUsage.STORAGE;
  const entries = kernel.bindings.map((_, binding) => ({
    binding,
    resource: { buffer: device.createBuffer({ size: bufferBytes, usage }) },
  }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
  pass.dispatchWorkgroups(1, 1, 1);
  pass.end();
  device.queue.submit([encoder.finish()]);
  await waiting(device.queue.onSubmittedWorkDone());
  for (const { resource } of entries) resource.buffer.destroy();
}

/** @returns the exit code: 0; 1 where there is no GPU; 2 when the command line can't be carried out */
export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      shape: { type: "string", default: "demo" },
      weights: { type: "string", default: "Q8_0" },
      rows: { type: "string" },
      plain: { type: "boolean", default: false },
      together: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || !shapes[values.shape]) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const adapter = await openGpu().requestAdapter();
  if (!adapter) {
    console.error("No GPU was found: its driver for Vulkan is missing.");
    return 1;
  }
  const device = await requestDevice(adapter);
  const features = values.plain ? { f16: true, subgroups: false } : featuresOf(device);
  const kinds = kindsOf(values.shape, values.weights as WeightMix, features);
  const seconds = async (work: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  console.log(
    `${values.shape} ${values.weights} on ${adapter.info.description}: seconds of the processor`,
  );
  let total = 0;
  for (const { name, kernels } of kinds) {
    if (values.rows && !values.rows.split(",").includes(name)) continue;
    let sum = 0;
    if (values.together) {
      sum = await seconds(() => Promise.all(kernels.map((kernel) => compile(device, kernel))));
    } else {
      for (const kernel of kernels) {
        const took = await seconds(() => compile(device, kernel));
        console.log(`${took.toFixed(2).padStart(8)}  ${kernel.name}`);
        sum += took;
      }
    }
    console.log(
      `${sum.toFixed(2).padStart(8)}  ${name}${name === "sampling" ? "" : " rows"}: ${kernels.length} pipelines\n`,
    );
    total += sum;
  }
  console.log(`${total.toFixed(2).padStart(8)}  all`);
  device.destroy();
  return 0;
}
