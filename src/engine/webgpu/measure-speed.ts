import { type BatchDevice, type Draw, drawn, type Piece } from "./batch-device";

/** A device that can be measured at long contexts at no cost. */
export interface MeasurableDevice extends BatchDevice {
  /** Gives a text tokens that nobody computed: what its KV holds takes as long to read as any. */
  skip(text: number, tokens: number): void;
}

export interface DecodeParams {
  /** Texts that decode together, each on pages of its own. */
  readonly samples: number;
  /** Tokens of each before the first step. */
  readonly context: number;
  readonly steps: number;
}

/** Steps before the clock starts: pipelines are made, caches filled. */
const warmUp = 2;

const sampling = { temperature: 0.6, topP: 0.95 };

/**
 * Milliseconds of a step in which each text gets one more token, as the scheduler gives them: a step is
 * handed over before the draws of the last one are known.
 */
export async function measureDecode(
  device: MeasurableDevice,
  params: DecodeParams,
): Promise<number> {
  const { samples, context, steps } = params;
  const texts = Array.from({ length: samples }, (_, text) => text);
  for (const text of texts) {
    device.add(text);
    device.skip(text, context - 1);
  }
  try {
    const pieces = (tokens: Piece["tokens"]) =>
      texts.map((text) => ({ text, tokens, sampling: { ...sampling, uniform: 0.5 } }));
    await device.forward(pieces([1]));
    for (let n = 1; n < warmUp; n++) await device.forward(pieces(drawn));
    const started = performance.now();
    let last: Promise<readonly (Draw | null)[]> = Promise.resolve([]);
    for (let n = 0; n < steps; n++) {
      const next = device.forward(pieces(drawn));
      // Its failure is told when it is waited for.
      next.catch(() => {});
      await last;
      last = next;
    }
    await last;
    return (performance.now() - started) / steps;
  } finally {
    for (const text of texts) device.remove(text);
  }
}

/** Tokens a second of a prompt of so many tokens, after so many that were read before. */
export async function measurePrefill(
  device: MeasurableDevice,
  { context, tokens }: { readonly context: number; readonly tokens: number },
): Promise<number> {
  const read = async (count: number) => {
    device.add(0);
    if (context > 0) device.skip(0, context);
    try {
      for (let left = count; left > 0; ) {
        const piece = Array.from({ length: Math.min(left, device.chunk) }, (_, i) => i % 97);
        left -= piece.length;
        await device.forward([{ text: 0, tokens: piece, sampling: null }]);
      }
    } finally {
      device.remove(0);
    }
  };
  // The pass grows to what this device can take in good time.
  await read(Math.min(tokens, device.chunk));
  await read(tokens);
  const started = performance.now();
  await read(tokens);
  return (1000 * tokens) / (performance.now() - started);
}
