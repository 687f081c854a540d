import type { DeviceSpeed, Steps } from "../../models/fit/device-speed";
import { type AdapterFacts, openAdapter, readAdapter } from "./adapter";
import { choosePlan } from "./choose-plan";
import { GpuUnsuitableError } from "./errors";
import { type GpuDevice, openGpuDevice } from "./gpu-device";
import { measureDecode, measurePrefill } from "./measure-speed";
import { madeUpModel, type WeightMix } from "./model/made-up-model";
import type { Transformer } from "./model/transformer";
import { openWithLess } from "./open-with-less";
import { bytesOfPage, usualWish } from "./plan-memory";
import { pageTokens } from "./step-layout";
import { weightSizes } from "./weight-sizes";

export interface SpeedTestParams {
  readonly transformer: Transformer;
  readonly weights: WeightMix;
  /** @default the browser's */
  readonly gpu?: GPU;
  /** Bytes of the GPU's memory that the model may take; the first that suffices counts. */
  memoryBudgets(adapter: AdapterFacts): readonly number[];
  /** Told how much of the test is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Of the whole test: the weights take about as long as the measurements. */
const shareOfWeights = 0.5;

/** Tokens of each sample where it is measured: soon after its beginning, and near a long one's end. */
const contexts = { short: 500, long: 12_000 };

/** One sample and all of them, at both lengths; and a prompt. */
const measurements = 5;

/** Milliseconds that a measurement should take. */
const goodTime = 1500;
const fewestSteps = 2;
const mostSteps = 64;
/** Tokens that a text gets while it is measured, with what comes before the clock starts; and a page. */
const roomToMeasure = mostSteps + 2 * pageTokens;

/** Tokens of a prompt. The first is a guess for devices that nobody knows. */
const promptTokens = { few: 64, most: 1024 };

/**
 * Measures what a model of a shape does on this GPU, without the model: all of its weights are made up,
 * and memory is shared out as for the real one.
 * @throws {@link GpuUnsuitableError} when this GPU can't run it, {@link GpuMemoryError}
 *   {@link GpuLostError}
 */
export async function testSpeed(params: SpeedTestParams): Promise<DeviceSpeed> {
  const { transformer, weights, gpu, onProgress = () => {} } = params;
  const model = madeUpModel(transformer, weights);
  const { fileBytes, gpuBytes } = weightSizes(model);
  const adapter = readAdapter(await openAdapter(gpu));
  const choice = choosePlan({
    ...{ shape: transformer, weightBytes: gpuBytes, kvType: "f16", adapter, wish: usualWish },
    budgets: params.memoryBudgets(adapter),
  });
  if ("reason" in choice) throw new GpuUnsuitableError(choice.reason);
  const { device, plan } = await openWithLess(choice.plan, async (plan) => {
    let bytes = 0;
    const onBytes = (more: number) => {
      bytes += more;
      onProgress((shareOfWeights * bytes) / fileBytes);
    };
    // A new adapter each time: one whose device was lost gives no other.
    return openGpuDevice({ adapter: await openAdapter(gpu), model, plan, onBytes });
  });
  try {
    const lostPages = choice.plan.pages - plan.pages;
    return {
      ...(await measure(device, plan, (share) =>
        onProgress(shareOfWeights + (1 - shareOfWeights) * share),
      )),
      needBytes: choice.needBytes - lostPages * bytesOfPage(transformer, plan.kvType),
    };
  } finally {
    device.dispose();
  }
}

async function measure(
  device: GpuDevice,
  { maxTexts, contextLength }: { readonly maxTexts: number; readonly contextLength: number },
  onProgress: (share: number) => void,
): Promise<Omit<DeviceSpeed, "needBytes">> {
  const ofEach = pageTokens * Math.floor(device.freePages() / maxTexts);
  const room = Math.min(contextLength, ofEach) - roomToMeasure;
  const lengths = {
    short: Math.min(contexts.short, Math.floor(room / 2)),
    long: Math.min(contexts.long, room),
  };
  let done = 0;
  const measured = async <T>(measurement: Promise<T>): Promise<T> => {
    const result = await measurement;
    done += 1;
    onProgress(done / measurements);
    return result;
  };
  const step = async (samples: number, context: number) => ({
    context,
    milliseconds: await measured(decode(device, { samples, context })),
  });
  const steps = async (samples: number): Promise<Steps> => [
    await step(samples, lengths.short),
    await step(samples, lengths.long),
  ];
  return {
    ...{ samples: maxTexts, contextLength },
    one: await steps(1),
    all: await steps(maxTexts),
    readTokensPerSecond: await measured(read(device, room)),
  };
}

/** Milliseconds of a step: of few to know how many there is time for, and then of those. */
async function decode(
  device: GpuDevice,
  params: { readonly samples: number; readonly context: number },
): Promise<number> {
  const about = await measureDecode(device, { ...params, steps: fewestSteps });
  const steps = Math.min(mostSteps, Math.round(goodTime / about));
  return steps > fewestSteps ? measureDecode(device, { ...params, steps }) : about;
}

/** Tokens a second of a prompt, in the same way. */
async function read(device: GpuDevice, room: number): Promise<number> {
  const few = Math.min(promptTokens.few, room);
  const about = await measurePrefill(device, { context: 0, tokens: few });
  const tokens = Math.min(promptTokens.most, room, Math.round((about * goodTime) / 1000));
  return tokens > few ? measurePrefill(device, { context: 0, tokens }) : about;
}
