import { describe, expect, it } from "vitest";
import { createScheduler, type Text } from "../../../src/engine/webgpu/scheduler";
import { uniformAt } from "../../../src/engine/webgpu/uniform";
import {
  createFakeDevice,
  type FakeDevice,
  type FakeDeviceOptions,
  nextToken,
} from "./fake-device";

const prompt = (length: number, first = 1) => Array.from({ length }, (_, i) => first + (i % 97));
const never = new AbortController().signal;

/** Draws `count` tokens. */
async function draw(text: Text, count: number, seed = 7, signal = never) {
  const tokens: number[] = [];
  const prefill = await text.decode({
    ...{ temperature: 0.6, topP: 0.95, seed, signal, mostDraws: count },
    onDraw({ token }) {
      tokens.push(token);
      return { tokens: [token], goOn: tokens.length < count };
    },
  });
  return { tokens, prefill };
}

/** What the fake model writes, without any scheduler. */
function expected(start: readonly number[], count: number, seed = 7): number[] {
  const tokens = [...start];
  for (let i = 0; i < count; i++) tokens.push(nextToken(tokens, uniformAt(seed, tokens.length)));
  return tokens.slice(start.length);
}

const sizes = (device: FakeDevice) => device.passes.map((pass) => pass.map((p) => p.tokens.length));

const ways = [
  ["waits for each draw", { ahead: false }],
  ["computes the next pass before the draws of the last one are known", { ahead: true }],
] as const;

describe.each(ways)("a scheduler that %s", (_, { ahead }) => {
  function createBench(options: FakeDeviceOptions & { maxTexts?: number } = {}) {
    const device = createFakeDevice({ ...options, ahead });
    const scheduler = createScheduler({
      device,
      maxTexts: options.maxTexts ?? 8,
      recover: async (error) => {
        throw error;
      },
    });
    return { device, scheduler };
  }

  it("draws one text", async () => {
    const { scheduler, device } = createBench();
    const { tokens, prefill } = await draw(scheduler.open(prompt(40)), 5);
    expect(tokens).toEqual(expected(prompt(40), 5));
    expect(prefill).toEqual({ prefilled: 40, cached: 0 });
    expect(sizes(device)).toEqual([[39], [1], [1], [1], [1], [1]]);
  });

  it("reads a shared prompt once and decodes its texts together", async () => {
    const { scheduler, device } = createBench();
    const texts = [1, 2, 3].map((seed) => ({ seed, text: scheduler.open(prompt(40)) }));
    const drawn = await Promise.all(texts.map(({ text, seed }) => draw(text, 4, seed)));
    expect(drawn.map(({ tokens }) => tokens)).toEqual(
      [1, 2, 3].map((seed) => expected(prompt(40), 4, seed)),
    );
    expect(drawn.map(({ prefill }) => prefill.cached)).toEqual([0, 39, 39]);
    expect(sizes(device)).toEqual([[39], ...Array(4).fill([1, 1, 1])]);
  });

  it("lets texts join and leave between passes", async () => {
    const { scheduler } = createBench();
    const first = draw(scheduler.open(prompt(10)), 30);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = draw(scheduler.open(prompt(700, 5)), 3, 9);
    expect((await second).tokens).toEqual(expected(prompt(700, 5), 3, 9));
    expect((await first).tokens).toEqual(expected(prompt(10), 30));
  });

  it("reads long prompts in chunks, small ones while others decode", async () => {
    const { scheduler, device } = createBench();
    const first = draw(scheduler.open(prompt(2)), 60);
    await draw(scheduler.open(prompt(1200, 5)), 1);
    await first;
    for (const pass of sizes(device)) {
      if (pass.length > 1) expect(pass.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(129);
    }
    const alone = createBench();
    await draw(alone.scheduler.open(prompt(1200)), 1);
    expect(sizes(alone.device)).toEqual([[512], [512], [175], [1]]);
  });

  it("computes only what was appended", async () => {
    const { scheduler, device } = createBench();
    const text = scheduler.open(prompt(40));
    const { tokens } = await draw(text, 3);
    const before = device.passes.length;
    text.append([5, 6, 7]);
    const more = await draw(text, 2);
    expect(more.tokens).toEqual(expected([...prompt(40), ...tokens, 5, 6, 7], 2));
    // The last drawn token and the three appended ones.
    expect(more.prefill).toEqual({ prefilled: 4, cached: 42 });
    expect(sizes(device).slice(before)).toEqual([[4], [1]]);
  });

  it("takes back what was computed for a text that ended", async () => {
    const { scheduler, device } = createBench();
    const text = scheduler.open(prompt(5));
    const long = draw(scheduler.open(prompt(7)), 20, 3);
    let count = 0;
    await text.decode({
      ...{ temperature: 1, topP: 1, seed: 1, signal: never },
      onDraw({ token }) {
        count += 1;
        return { tokens: [token], goOn: count < 4 };
      },
    });
    text.append([3, 1]);
    const start = [...prompt(5), ...expected(prompt(5), 4, 1), 3, 1];
    expect((await draw(text, 6, 1)).tokens).toEqual(expected(start, 6, 1));
    expect((await long).tokens).toEqual(expected(prompt(7), 20, 3));
    expect(scheduler.counts.takenBack).toBe(ahead ? 1 : 0);
    const free = device.freePages();
    text.close();
    // 16 tokens: the last one drawn is not computed.
    expect(device.freePages()).toBe(free + 1);
  });

  it("has a pass under way while the draws of the one before are read", async () => {
    const { scheduler, device } = createBench();
    const underWay: number[] = [];
    await scheduler.open(prompt(5)).decode({
      ...{ temperature: 1, topP: 1, seed: 1, signal: never, mostDraws: 4 },
      onDraw({ token }) {
        underWay.push(device.passes.length);
        return { tokens: [token], goOn: underWay.length < 4 };
      },
    });
    // The first one reads the prompt.
    expect(underWay).toEqual(ahead ? [3, 4, 5, 5] : [2, 3, 4, 5]);
  });

  it("puts other tokens in the place of a draw", async () => {
    const { scheduler } = createBench();
    const text = scheduler.open(prompt(5));
    await text.decode({
      ...{ temperature: 1, topP: 1, seed: 1, signal: never },
      onDraw: () => ({ tokens: [11, 12], goOn: false }),
    });
    expect(text.length).toBe(7);
    expect((await draw(text, 1)).tokens).toEqual(expected([...prompt(5), 11, 12], 1));
  });

  it("decodes no more texts at a time than allowed", async () => {
    const { scheduler, device } = createBench({ maxTexts: 2 });
    const texts = Array.from({ length: 5 }, (_, i) => draw(scheduler.open(prompt(20)), 6, i));
    const drawn = await Promise.all(texts);
    expect(drawn.map(({ tokens }) => tokens)).toEqual(
      drawn.map((_, seed) => expected(prompt(20), 6, seed)),
    );
    expect(Math.max(...device.passes.map((pass) => pass.length))).toBe(2);
  });

  it("preempts the newest where pages run out, and loses nothing", async () => {
    // Each text grows to 20 + 200 tokens: 14 pages. Four don't fit into 30.
    const { scheduler, device } = createBench({ pages: 30 });
    const drawn = await Promise.all(
      [1, 2, 3, 4].map((seed) => draw(scheduler.open(prompt(20)), 200, seed)),
    );
    expect(drawn.map(({ tokens }) => tokens)).toEqual(
      [1, 2, 3, 4].map((seed) => expected(prompt(20), 200, seed)),
    );
    expect(scheduler.counts.preemptions).toBeGreaterThan(0);
    expect(scheduler.counts.replayed).toBeGreaterThan(0);
    // The oldest text never lost its place: it was in every pass until it ended.
    const first = device.passes.findIndex((pass) => pass.some(({ tokens }) => tokens.length === 1));
    const oldest = device.passes[first]?.[0]?.text;
    const passes = device.passes.filter((pass) => pass.some(({ text }) => text === oldest));
    expect(passes).toHaveLength(200);
  });

  it("takes the pages of a text that waits for Python, and computes them again", async () => {
    const { scheduler } = createBench({ pages: 20 });
    const old = scheduler.open(prompt(20));
    const young = scheduler.open(prompt(20));
    const before = await draw(young, 150, 2);
    const first = await draw(old, 250, 1);
    expect(first.tokens).toEqual(expected(prompt(20), 250, 1));
    old.close();
    const after = await draw(young, 10, 2);
    expect(after.tokens).toEqual(expected([...prompt(20), ...before.tokens], 10, 2));
    expect(after.prefill.cached).toBeLessThan(150);
  });

  it("survives any mix of sizes", { timeout: 60_000 }, async () => {
    for (let round = 0; round < 12; round++) {
      const { scheduler } = createBench({ pages: 40, maxTexts: 3, chunk: 64 });
      const random = (n: number) => Math.floor(uniformAt(round, n) * 1000);
      const jobs = Array.from({ length: 6 }, async (_, i) => {
        const start = prompt(1 + (random(i) % 300), i % 2);
        const text = scheduler.open(start);
        let all = start;
        for (let turn = 0; turn < 3; turn++) {
          const count = 1 + (random(100 + i * 10 + turn) % 60);
          const { tokens } = await draw(text, count, i);
          expect(tokens).toEqual(expected(all, count, i));
          const tool = prompt(random(200 + turn) % 40, 3);
          text.append(tool);
          all = [...all, ...tokens, ...tool];
          await new Promise((resolve) => setTimeout(resolve, random(turn) % 5));
        }
        text.close();
      });
      await Promise.all(jobs);
    }
  });

  it("says when one text alone needs more than there is", async () => {
    const { scheduler } = createBench({ pages: 4 });
    await expect(draw(scheduler.open(prompt(30)), 100)).rejects.toThrow(/memory/);
  });

  it("stops a text at its signal and goes on with it later", async () => {
    const { scheduler } = createBench();
    const text = scheduler.open(prompt(10));
    const stop = new AbortController();
    const seen: number[] = [];
    const stopped = text.decode({
      ...{ temperature: 1, topP: 1, seed: 3, signal: stop.signal },
      onDraw({ token }) {
        seen.push(token);
        if (seen.length === 5) stop.abort();
        return { tokens: [token], goOn: true };
      },
    });
    await expect(stopped).rejects.toThrow();
    const { tokens } = await draw(text, 5, 3);
    expect([...seen, ...tokens]).toEqual(expected(prompt(10), seen.length + 5, 3));
  });

  it("goes on after a signal that came while the draw was computed", async () => {
    const { scheduler } = createBench();
    const text = scheduler.open(prompt(10));
    const stop = new AbortController();
    const seen: number[] = [];
    const stopped = text.decode({
      ...{ temperature: 1, topP: 1, seed: 3, signal: stop.signal },
      onDraw({ token }) {
        seen.push(token);
        // Before the device is done with the next pass, which waits for such a turn too.
        if (seen.length === 5) setImmediate(() => stop.abort());
        return { tokens: [token], goOn: true };
      },
    });
    await expect(stopped).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { tokens } = await draw(text, 5, 3);
    expect([...seen, ...tokens]).toEqual(expected(prompt(10), seen.length + 5, 3));
  });

  it("trusts nothing that a failed pass left on the device", async () => {
    const device = createFakeDevice({ ahead });
    let failures = 1;
    const scheduler = createScheduler({
      maxTexts: 8,
      device: {
        ...device,
        async forward(pieces) {
          const draws = await device.forward(pieces);
          failures -= 1;
          if (failures >= 0) throw new Error("no numbers");
          return draws;
        },
      },
      recover: async (error) => {
        throw error;
      },
    });
    const text = scheduler.open(prompt(40));
    await expect(draw(text, 3)).rejects.toThrow("no numbers");
    expect((await draw(text, 3)).tokens).toEqual(expected(prompt(40), 3));
    text.close();
    expect((await draw(scheduler.open(prompt(40)), 3)).tokens).toEqual(expected(prompt(40), 3));
  });

  it("goes on with the others when one text's reader throws", async () => {
    const { scheduler } = createBench();
    const bad = scheduler.open(prompt(10)).decode({
      ...{ temperature: 1, topP: 1, seed: 3, signal: never },
      onDraw() {
        throw new Error("reader");
      },
    });
    const good = draw(scheduler.open(prompt(10)), 5);
    await expect(bad).rejects.toThrow("reader");
    expect((await good).tokens).toEqual(expected(prompt(10), 5));
  });

  it("computes everything again on a new device", async () => {
    const devices = [createFakeDevice({ ahead }), createFakeDevice({ ahead })];
    const [one, two] = devices;
    if (!one || !two) throw new Error("no devices");
    const scheduler = createScheduler({
      device: one,
      maxTexts: 8,
      recover: async () => ({ device: two, maxTexts: 8 }),
    });
    const texts = [1, 2].map((seed) => draw(scheduler.open(prompt(40)), 30, seed));
    const waiting = scheduler.open(prompt(40));
    await draw(waiting, 2, 3);
    one.lose(new Error("lost"));
    const drawn = await Promise.all(texts);
    expect(drawn.map(({ tokens }) => tokens)).toEqual(
      [1, 2].map((seed) => expected(prompt(40), 30, seed)),
    );
    expect(scheduler.counts.recoveries).toBe(1);
    const start = [...prompt(40), ...expected(prompt(40), 2, 3)];
    expect((await draw(waiting, 2, 3)).tokens).toEqual(expected(start, 2, 3));
  });

  it("fails all when there is no device to go on with", async () => {
    const { scheduler, device } = createBench();
    const texts = [1, 2].map((seed) => draw(scheduler.open(prompt(40)), 30, seed));
    device.lose(new Error("lost for good"));
    for (const text of texts) await expect(text).rejects.toThrow("lost for good");
  });

  it("fails what is under way when it is closed", async () => {
    const { scheduler } = createBench();
    const text = scheduler.open(prompt(40));
    const drawn = draw(text, 1000);
    scheduler.close(new Error("unloaded"));
    await expect(drawn).rejects.toThrow("unloaded");
    await expect(draw(text, 1)).rejects.toThrow("unloaded");
    expect(() => scheduler.open(prompt(3))).toThrow("unloaded");
  });
});
