import { parseArgs } from "node:util";
import { createPipeline, type Kernel, type Workgroups } from "../../src/engine/webgpu/kernel";
import {
  type MatmulShape,
  type MatmulVariant,
  matmulKernel,
  matmulWorkgroups,
} from "../../src/engine/webgpu/kernels/matmul";
import {
  type MatvecVariant,
  matvecKernel,
  matvecRows,
  matvecVariant,
  matvecWorkgroups,
} from "../../src/engine/webgpu/kernels/matvec";
import {
  packedWords,
  type WeightType,
  weightTypeOf,
} from "../../src/engine/webgpu/weights/weight-type";
import { adapterName, createBuffer, openDevice, readBuffer } from "../../tests/gpu/gpu";

const help = `Times the matrices of one layer, and of the vocabulary, in each variant.

  npm run bench:matrices -- [--model demo|1.5b] [--type Q8_0] [--rows 1,2,4,8,16,512] [--only qkv,output,…]
    [--variants "hand round"]

VK_DRIVER_FILES chooses the driver, as for the tests: vitest.config.ts names two. A line a variant:
time of one run (the best of several), bytes of weights, and bytes of weights per second.`;

interface Model {
  readonly hidden: number;
  readonly kv: number;
  readonly intermediate: number;
  readonly vocabulary: number;
}

const models: Readonly<Record<string, Model>> = {
  demo: { hidden: 256, kv: 128, intermediate: 768, vocabulary: 3072 },
  "1.5b": { hidden: 1536, kv: 256, intermediate: 8960, vocabulary: 151_936 },
};

type NamedShape = MatmulShape & { readonly name: string; readonly norm?: { epsilon: number } };

/** The passes of a layer and the vocabulary's first slice of at most 128 MiB. */
function shapesOf(model: Model, type: WeightType): readonly NamedShape[] {
  const { hidden, kv, intermediate, vocabulary } = model;
  const matrix = (outputs: number) => ({ type, outputs });
  const norm = { epsilon: 1e-6 };
  const most = Math.floor(2 ** 27 / (packedWords(type, 8, hidden) * 4)) * 8;
  return [
    {
      name: "qkv",
      matrices: [matrix(hidden), matrix(kv), matrix(kv)],
      columns: hidden,
      bias: true,
      epilogue: "store",
      norm,
    },
    { name: "output", matrices: [matrix(hidden)], columns: hidden, bias: false, epilogue: "add" },
    {
      name: "gate-up",
      matrices: [matrix(intermediate), matrix(intermediate)],
      columns: hidden,
      bias: false,
      epilogue: "silu-mul",
      norm,
    },
    {
      name: "down",
      matrices: [matrix(hidden)],
      columns: intermediate,
      bias: false,
      epilogue: "add",
    },
    {
      name: "vocabulary",
      matrices: [matrix(Math.min(vocabulary, most))],
      columns: hidden,
      bias: false,
      epilogue: "store",
      norm,
    },
  ];
}

interface Candidate {
  readonly name: string;
  readonly kernel: Kernel;
  readonly workgroups: Workgroups;
  readonly padded: number;
}

function candidates(shape: NamedShape, rows: number, subgroupSize: number): readonly Candidate[] {
  const few = matvecRows.find((count) => count === rows);
  if (few) {
    const sharing = [1, 2, 4].map((outputs) => ({
      ...{ threads: 64, lanes: 8, outputs, handRound: false },
    }));
    const handing = [1, 2, 4, 8].map((outputs) => ({
      ...{ threads: subgroupSize, lanes: subgroupSize, outputs, handRound: true },
    }));
    const variants: readonly MatvecVariant[] =
      subgroupSize > 8 ? sharing : [...sharing, ...handing];
    return variants.map((variant) => {
      const whole = { ...shape, rows: few };
      return {
        name: `${variant.handRound ? "hand round" : "share"}, ${variant.outputs} outputs`,
        kernel: matvecKernel(whole, variant),
        workgroups: matvecWorkgroups(whole, variant),
        padded: rows,
      };
    });
  }
  const { norm: _, ...plain } = shape;
  const features = { f16: false, subgroups: true, subgroupSize };
  const variants: readonly MatmulVariant[] = [
    { kind: "tiles", rows: 32 },
    { kind: "tiles", rows: 64 },
    ...([8, 16] as const).map((rows) => {
      return { kind: "few rows", rows, variant: matvecVariant(rows, features) } as const;
    }),
  ];
  return variants.map((variant) => ({
    name: `${variant.kind} of ${variant.rows}`,
    kernel: matmulKernel(plain, variant),
    workgroups: matmulWorkgroups(plain, variant, rows),
    padded: Math.ceil(rows / variant.rows) * variant.rows,
  }));
}

/** Milliseconds of one run, the best of several by the device's own clock. */
async function time(
  device: GPUDevice,
  { kernel, workgroups }: Candidate,
  buffers: readonly GPUBuffer[],
): Promise<number> {
  const { pipeline, layout } = await createPipeline(device, kernel);
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout, entries });
  const querySet = device.createQuerySet({ type: "timestamp", count: 2 });
  const times = createBuffer(device, 16, GPUBufferUsage.QUERY_RESOLVE);
  let best = Number.POSITIVE_INFINITY;
  // The first run compiles on some drivers.
  for (let run = 0; run < 6; run++) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass({
      timestampWrites: { querySet, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 },
    });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...workgroups);
    pass.end();
    encoder.resolveQuerySet(querySet, 0, 2, times, 0);
    device.queue.submit([encoder.finish()]);
    const [begin = 0n, end = 0n] = new BigUint64Array(await readBuffer(device, times));
    if (run > 0) best = Math.min(best, Number(end - begin) / 1e6);
  }
  querySet.destroy();
  times.destroy();
  return best;
}

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: "string", default: "demo" },
      type: { type: "string", default: "Q8_0" },
      rows: { type: "string", default: "1,2,4,8,16,512" },
      only: { type: "string" },
      variants: { type: "string", default: "" },
      help: { type: "boolean", default: false },
    },
  });
  const model = models[values.model];
  const type = [0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 30]
    .map(weightTypeOf)
    .find((known) => known?.name === values.type);
  if (values.help || !model || !type) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const device = await openDevice();
  console.log(`${await adapterName()}, subgroups of ${device.adapterInfo.subgroupMinSize}`);
  console.log(`${values.model}, ${type.name}: milliseconds, MB of weights, GB/s`);
  for (const shape of shapesOf(model, type)) {
    if (values.only && !values.only.split(",").includes(shape.name)) continue;
    const inputs = (count: number) => createBuffer(device, 4 * count);
    const outputs = shape.matrices.reduce((sum, matrix) => sum + matrix.outputs, 0);
    const matrices = shape.matrices.map((matrix) => {
      // Zeros are as fast as any weights; a half-precision NaN or denormal might not be.
      return inputs(packedWords(matrix.type, matrix.outputs, shape.columns));
    });
    const bytes = matrices.reduce((sum, { size }) => sum + size, 0);
    const bias = inputs(outputs);
    const gain = inputs(shape.columns);
    for (const rows of values.rows.split(",").map(Number)) {
      for (const candidate of candidates(shape, rows, device.adapterInfo.subgroupMinSize)) {
        if (!candidate.name.includes(values.variants)) continue;
        const few = candidate.padded === rows && rows <= 16;
        const x = inputs(candidate.padded * shape.columns);
        const y = inputs(candidate.padded * outputs);
        const ms = await time(device, candidate, [
          x,
          ...(few && shape.norm ? [gain] : []),
          ...matrices,
          ...(shape.bias ? [bias] : []),
          y,
        ]);
        x.destroy();
        y.destroy();
        const name = `${shape.name.padEnd(10)} ${String(rows).padStart(3)} rows  ${candidate.name}`;
        console.log(
          `${name.padEnd(44)} ${ms.toFixed(3).padStart(9)} ${(bytes / 1e6).toFixed(2).padStart(8)} ${(bytes / ms / 1e6).toFixed(2).padStart(7)}`,
        );
      }
    }
    for (const buffer of [...matrices, bias, gain]) buffer.destroy();
  }
  device.destroy();
  return 0;
}
