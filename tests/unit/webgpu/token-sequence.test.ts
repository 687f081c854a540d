import { expect, it } from "vitest";
import type { TokenEvent } from "../../../src/engine/engine";
import { createScheduler } from "../../../src/engine/webgpu/scheduler";
import { createTokenSequence } from "../../../src/engine/webgpu/token-sequence";
import type { Tokenizer } from "../../../src/engine/webgpu/tokenizer";
import { createFakeDevice, likeliest } from "./fake-device";

const tokenizer = {
  encode: (text: string) => [...text].map((_, index) => index),
  bytesOf: () => new Uint8Array([120]),
} as unknown as Tokenizer;

async function write(wantsTop?: boolean): Promise<TokenEvent[]> {
  const device = createFakeDevice();
  const recover = async (error: unknown) => {
    throw error;
  };
  const sequence = createTokenSequence({
    text: createScheduler({ device, maxTexts: 4, recover }).open([1, 2, 3]),
    ...{ tokenizer, endIds: new Set<number>(), contextLength: () => 100 },
    sampling: { temperature: 1, topP: 1, seed: 1 },
  });
  const events: TokenEvent[] = [];
  const { signal } = new AbortController();
  const asked = wantsTop === undefined ? {} : { wantsTop };
  for await (const event of sequence.generate({ maxTokens: 3, stop: [], signal, ...asked })) {
    if (event.kind === "token") events.push(event);
  }
  return events;
}

it("gives the likeliest tokens' log-probabilities to those who ask", async () => {
  const events = await write(true);
  const logprobs = likeliest.map(({ logprob }) => logprob);
  expect(events.map(({ top }) => top)).toEqual([logprobs, logprobs, logprobs]);
});

it("spares others the bytes", async () => {
  for (const event of [...(await write()), ...(await write(false))]) {
    expect(event).not.toHaveProperty("top");
  }
});
