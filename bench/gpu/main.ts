import { writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { readAdapter } from "../../src/engine/webgpu/adapter";
import { type GpuDevice, openGpuDevice } from "../../src/engine/webgpu/gpu-device";
import { measureDecode, measurePrefill } from "../../src/engine/webgpu/measure-speed";
import { madeUpModel, type WeightMix } from "../../src/engine/webgpu/model/made-up-model";
import { type KvPlan, planKv } from "../../src/engine/webgpu/plan-memory";
import { openGpu } from "../../tools/node-engine/gpu";
import { type KernelTime, timeKernels } from "./kernel-times";
import { readBandwidth } from "./read-bandwidth";
import { shapes } from "./shapes";

const usage = `npm run bench:gpu -- [options]

What this machine's GPU does with our engine, as one report to be pasted into an issue. Weights are made
up on the spot; nothing is downloaded.

  --shapes LIST    of ${Object.keys(shapes).join(", ")}                  (demo,1.5b)
  --weights TYPE   Q8_0, Q4_K_M, or another type of GGUF's       (Q4_K_M)
  --samples LIST   texts that decode together, at most 16        (1,2,4,8,16)
  --contexts LIST  tokens of each text before it is measured     (200,1000,4000,16000,32000)
  --prefill N      tokens of the prompts that are read           (1024)
  --steps N        tokens of each text that are timed            (16)
  --kv TYPE        f16, f32 or q8                                (f16)
  --json FILE      the figures too, one row each, as bench:engine writes them

\`npm run bench:gpu:pack -- FILE.tar.gz\` packs all of it for a Linux machine that has nothing of it.`;

const kvTypes = ["f16", "f32", "q8"] as const;

interface Options {
  readonly shapes: readonly string[];
  readonly weights: string;
  readonly samples: readonly number[];
  readonly contexts: readonly number[];
  readonly prefill: number;
  readonly steps: number;
  readonly kv: (typeof kvTypes)[number];
}

/** As bench:engine's rows. */
interface Row {
  readonly engine: string;
  readonly adapter: string;
  readonly model: string;
  readonly samples: number;
  readonly context: number;
  readonly tokensPerSecond: number;
  readonly prefillTokensPerSecond: number;
  readonly dispatches: number;
  readonly passes: number;
  readonly bindGroupsPerStep: number;
  readonly writesPerStep: number;
}

/** @returns the exit code: 0; 1 where there is no GPU; 2 when the command line can't be carried out */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      shapes: { type: "string", default: "demo,1.5b" },
      weights: { type: "string", default: "Q4_K_M" },
      samples: { type: "string", default: "1,2,4,8,16" },
      contexts: { type: "string", default: "200,1000,4000,16000,32000" },
      prefill: { type: "string", default: "1024" },
      steps: { type: "string", default: "16" },
      kv: { type: "string", default: "f16" },
      json: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const kv = kvTypes.find((type) => type === values.kv);
  const options: Options = {
    shapes: values.shapes.split(","),
    weights: values.weights,
    samples: numbers(values.samples),
    contexts: numbers(values.contexts),
    prefill: Number(values.prefill),
    steps: Number(values.steps),
    kv: kv ?? "f16",
  };
  const counts = [...options.samples, ...options.contexts, options.prefill, options.steps];
  const isWrong =
    !kv ||
    options.shapes.some((name) => !shapes[name]) ||
    options.samples.some((count) => count > 16) ||
    counts.some((count) => !Number.isInteger(count) || count < 1);
  if (values.help || isWrong) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const adapter = await openGpu().requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) {
    console.error(
      "No GPU was found: its driver for Vulkan is missing, or this process may not use it.",
    );
    return 1;
  }
  const rows = await report(options, adapter);
  if (values.json) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  return 0;
}

function numbers(list: string): number[] {
  return list.split(",").map(Number);
}

async function report(options: Options, adapter: GPUAdapter): Promise<Row[]> {
  const { name, limits } = readAdapter(adapter);
  const has = (feature: GPUFeatureName) => adapter.features.has(feature);
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    },
  });
  const bandwidth = await readBandwidth(device);
  device.destroy();
  const { vendor, architecture, description } = adapter.info;
  const { subgroupMinSize, subgroupMaxSize } = adapter.info;
  console.log(`# The GPU engine on ${name}

- Adapter: ${[vendor, architecture, description].filter(Boolean).join(", ")}
- f16: ${yes(has("shader-f16"))}; subgroups: ${has("subgroups") ? `${subgroupMinSize} to ${subgroupMaxSize}` : "no"}; timestamps: ${yes(has("timestamp-query"))}
- Largest buffer ${size(limits.maxBufferSize)}, binding ${size(limits.maxStorageBufferBindingSize)}; ${limits.maxStorageBuffersPerShaderStage} buffers a stage, ${limits.maxComputeWorkgroupStorageSize / 1024} KiB and ${limits.maxComputeInvocationsPerWorkgroup} threads a workgroup
- Memory is read at ${(bandwidth / 1e9).toFixed(1)} GB/s
- ${process.platform} ${release()}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, ${size(totalmem())} of memory
`);
  const rows: Row[] = [];
  for (const shape of options.shapes) {
    try {
      rows.push(...(await benchShape(options, adapter.info, shape, bandwidth)));
    } catch (error) {
      // The others are worth their figures all the same.
      console.log(`${shape} failed: ${error instanceof Error ? error.message : error}\n`);
    }
  }
  return rows;
}

/** Pages for all samples at a context, and what they write; halved until the device has the memory. */
function plans(options: Options, shape: string, limits: GPUSupportedLimits): KvPlan[] {
  const transformer = shapes[shape];
  if (!transformer) return [];
  const contextLength = Math.max(...options.contexts) + 64;
  const wishes = [...options.samples].sort((a, b) => b - a);
  return wishes.flatMap((maxTexts) => {
    const wish = { contextLength: Math.min(contextLength, transformer.contextLength), maxTexts };
    return planKv(transformer, options.kv, wish, Number.POSITIVE_INFINITY, limits) ?? [];
  });
}

async function openLargest(options: Options, shape: string) {
  const transformer = shapes[shape];
  if (!transformer) throw new Error(`There is no shape ${shape}.`);
  const model = madeUpModel(transformer, options.weights as WeightMix);
  let why: unknown = null;
  for (let attempt = 0; ; attempt++) {
    // Each device needs an adapter of its own.
    const adapter = await openGpu().requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) throw new Error("The GPU is gone.");
    const plan = plans(options, shape, adapter.limits)[attempt];
    if (!plan) throw why ?? new Error("The GPU's buffers are too small.");
    try {
      const started = performance.now();
      const device = await openGpuDevice({ adapter, model, plan });
      return { device, plan, transformer, seconds: (performance.now() - started) / 1000 };
    } catch (error) {
      why = error;
    }
  }
}

async function benchShape(
  options: Options,
  { description, vendor }: GPUAdapterInfo,
  shape: string,
  bandwidth: number,
): Promise<Row[]> {
  const { device, plan, seconds } = await openLargest(options, shape);
  const model = `${shape} ${options.weights}, KV ${options.kv}`;
  console.log(`## ${model}

Loaded in ${seconds.toFixed(1)} s, pipelines included; room for ${plan.pages * 16} tokens.

| samples | context | tokens/s | of one sample | ms a step | prefill tokens/s | launches a step | writes |
| --- | --- | --- | --- | --- | --- | --- | --- |`);
  const rows: Row[] = [];
  for (const context of options.contexts) {
    if (context + 64 > plan.contextLength) continue;
    const prefill = await measurePrefill(device, {
      context: Math.max(0, context - options.prefill),
      tokens: Math.min(context, options.prefill),
    });
    let one = 0;
    for (const samples of options.samples) {
      if (samples * Math.ceil((context + options.steps + 3) / 16) > device.freePages()) continue;
      const before = { ...device.counts };
      const milliseconds = await measureDecode(device, { samples, context, steps: options.steps });
      const passes = device.counts.passes - before.passes;
      const each = (count: keyof GpuDevice["counts"]) =>
        (device.counts[count] - before[count]) / passes;
      const tokensPerSecond = (1000 * samples) / milliseconds;
      one ||= tokensPerSecond / samples;
      const row: Row = {
        ...{ engine: "ours", adapter: description || vendor, model, samples, context },
        ...{ tokensPerSecond, prefillTokensPerSecond: prefill },
        ...{ dispatches: each("dispatches"), passes: 1 },
        ...{ bindGroupsPerStep: each("bindGroups"), writesPerStep: each("writes") },
      };
      rows.push(row);
      const cells = [
        ...[samples, context, tokensPerSecond.toFixed(1)],
        ...[`${(tokensPerSecond / one).toFixed(2)} ×`, milliseconds.toFixed(2)],
        ...[prefill.toFixed(0), row.dispatches.toFixed(0), row.writesPerStep.toFixed(1)],
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
  console.log("");
  const [most = 1] = [...options.samples].sort((a, b) => b - a);
  for (const samples of new Set([1, Math.min(8, most)]))
    await printKernels(options, device, samples);
  device.dispose();
  console.log(`Memory at full speed: ${(bandwidth / 1e9).toFixed(1)} GB/s.\n`);
  return rows;
}

/** Of one step at about 4,000 tokens, or what is nearest. */
async function printKernels(options: Options, device: GpuDevice, samples: number): Promise<void> {
  const [context = 200] = [...options.contexts].sort(
    (a, b) => Math.abs(a - 4000) - Math.abs(b - 4000),
  );
  if (samples * Math.ceil((context + 8) / 16) > device.freePages()) return;
  // Once without the clock, so that all pipelines are there.
  await measureDecode(device, { samples, context, steps: 1 });
  const steps = 1;
  const times = await timeKernels(device.device, () =>
    measureDecode(device, { samples, context, steps }),
  );
  if (!times) return console.log("Kernels can't be timed here: the device has no timestamps.\n");
  // Two steps of warming up ran too.
  const share = 1 / (steps + 2);
  const total = sum(times) * share;
  console.log(`Kernels of a step, ${samples} × ${context} tokens, ${total.toFixed(3)} ms together:

| kernel | launches | ms | share |
| --- | --- | --- | --- |`);
  for (const { name, launches, milliseconds } of times) {
    const each = milliseconds * share;
    const cells = [name, (launches * share).toFixed(0), each.toFixed(3), percent(each / total)];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log("");
}

function sum(times: readonly KernelTime[]): number {
  return times.reduce((total, { milliseconds }) => total + milliseconds, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function yes(value: boolean): string {
  return value ? "yes" : "no";
}

function size(bytes: number): string {
  return bytes >= 2 ** 30
    ? `${(bytes / 2 ** 30).toFixed(1)} GiB`
    : `${Math.round(bytes / 2 ** 20)} MiB`;
}
