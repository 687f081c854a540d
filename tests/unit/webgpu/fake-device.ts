import {
  type BatchDevice,
  type Draw,
  drawn,
  type Piece,
} from "../../../src/engine/webgpu/batch-device";

interface Held {
  readonly tokens: number[];
  /** The token drawn last. */
  last: number | null;
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
  /** It can be given a pass before the draws of the one before are known. */
  readonly ahead?: boolean;
}

/** What it says of the likeliest tokens each time. */
export const likeliest = [-0.5, -2, -3].map((logprob, token) => ({ token, logprob }));

const pageSize = 16;

/** KV pages as TVM reckons them, and a model whose next token follows from all tokens and the random number. */
export function createFakeDevice(options: FakeDeviceOptions = {}): FakeDevice {
  const { pages = 1000, chunk = 512, batch = 16, ahead = false } = options;
  const texts = new Map<number, Held>();
  const passes: FakeDevice["passes"] = [];
  let lost: Error | null = null;
  let turn: Promise<unknown> = Promise.resolve();
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
      texts.set(text, { tokens: [], last: null, shared: 0 });
    },
    fork(from, to) {
      const { tokens } = held(from);
      const shared = Math.floor(tokens.length / pageSize);
      texts.set(to, { tokens: [...tokens], last: null, shared });
      check();
    },
    remove(text) {
      held(text);
      texts.delete(text);
    },
    ...(ahead
      ? {
          takeBack(text: number, count: number) {
            const { tokens } = held(text);
            if (count > tokens.length) throw new Error("There are no such tokens.");
            tokens.length -= count;
          },
        }
      : {}),
    async forward(pieces: readonly Piece[]): Promise<(Draw | null)[]> {
      if (pieces.length > batch) throw new Error("Too many texts.");
      const read = pieces.map(({ text, tokens }) => {
        if (tokens !== drawn) return { text, tokens };
        const { last } = held(text);
        if (last === null || !ahead) throw new Error(`Nothing was drawn for ${text}.`);
        return { text, tokens: [last] };
      });
      if (read.reduce((sum, { tokens }) => sum + tokens.length, 0) > chunk) {
        throw new Error("Too many tokens.");
      }
      for (const { text, tokens } of read) held(text).tokens.push(...tokens);
      check();
      passes.push(read);
      const draws = pieces.map(({ text, sampling }) => {
        const place = held(text);
        place.last = sampling ? nextToken(place.tokens, sampling.uniform) : null;
        return place.last === null ? null : { token: place.last, logprob: -1, top: likeliest };
      });
      // One after another, as they were given.
      turn = turn.then(() => new Promise((resolve) => setImmediate(resolve)));
      await turn;
      if (lost) throw lost;
      return draws;
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
