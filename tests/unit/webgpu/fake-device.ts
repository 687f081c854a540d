import type { BatchDevice, Draw, Piece } from "../../../src/engine/webgpu/batch-device";

interface Held {
  readonly tokens: number[];
  /** Pages that it shares with the text it began as. */
  readonly shared: number;
}

export interface FakeDevice extends BatchDevice {
  /** The pieces of each pass: text number and tokens. */
  readonly passes: { readonly text: number; readonly tokens: readonly number[] }[][];
  /** Rejects what is under way and all that comes. */
  lose(error: Error): void;
}

export interface FakeDeviceOptions {
  readonly pages?: number;
  readonly chunk?: number;
  readonly batch?: number;
}

/** What it says of the likeliest tokens each time. */
export const likeliest = [-0.5, -2, -3].map((logprob, token) => ({ token, logprob }));

const pageSize = 16;

/** KV pages as TVM reckons them, and a model whose next token follows from all tokens and the random number. */
export function createFakeDevice(options: FakeDeviceOptions = {}): FakeDevice {
  const { pages = 1000, chunk = 512, batch = 16 } = options;
  const texts = new Map<number, Held>();
  const passes: FakeDevice["passes"] = [];
  let lost: Error | null = null;
  const held = (text: number): Held => {
    const found = texts.get(text);
    if (!found) throw new Error(`There is no text ${text}.`);
    return found;
  };
  const own = ({ tokens, shared }: Held) => Math.ceil(tokens.length / pageSize) - shared;
  const freePages = () => pages - [...texts.values()].reduce((sum, text) => sum + own(text), 0);
  const check = () => {
    if (freePages() < 0) throw new Error("The KV cache is full.");
  };
  return {
    ...{ chunk, batch, pageSize, passes, freePages },
    add(text) {
      texts.set(text, { tokens: [], shared: 0 });
    },
    fork(from, to) {
      const { tokens } = held(from);
      texts.set(to, { tokens: [...tokens], shared: Math.floor(tokens.length / pageSize) });
      check();
    },
    remove(text) {
      held(text);
      texts.delete(text);
    },
    async forward(pieces: readonly Piece[]): Promise<Draw[]> {
      if (pieces.length > batch) throw new Error("Too many texts.");
      if (pieces.reduce((sum, { tokens }) => sum + tokens.length, 0) > chunk) {
        throw new Error("Too many tokens.");
      }
      for (const { text, tokens } of pieces) held(text).tokens.push(...tokens);
      check();
      passes.push(pieces.map(({ text, tokens }) => ({ text, tokens })));
      await new Promise((resolve) => setImmediate(resolve));
      if (lost) throw lost;
      return pieces.map(({ text, sampling }) => ({
        token: nextToken(held(text).tokens, sampling.uniform),
        logprob: -1,
        top: likeliest,
      }));
    },
    lose(error) {
      lost = error;
    },
  };
}

/** Depends on every token: KV that was lost or mixed up would show. */
export function nextToken(tokens: readonly number[], uniform: number): number {
  let hash = Math.floor(uniform * 2 ** 24);
  for (const token of tokens) hash = (Math.imul(hash, 31) + token) >>> 0;
  return hash % 1000;
}
