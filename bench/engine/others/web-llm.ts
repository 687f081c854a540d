import { type Other, packages } from "./other";

/** What is used of `@mlc-ai/web-llm`; its types are there only where it is installed. */
interface Chunk {
  readonly choices: readonly { readonly text: string }[];
  readonly usage?: {
    readonly completion_tokens: number;
    readonly extra: { readonly prefill_tokens_per_s: number };
  };
}

interface Engine {
  readonly completions: { create(options: object): Promise<AsyncIterable<Chunk>> };
  resetChat(): Promise<void>;
  getGPUVendor(): Promise<string>;
  unload(): Promise<void>;
}

interface Library {
  CreateMLCEngine(id: string, options: object, chat: object): Promise<Engine>;
}

/**
 * @param folder address of an MLC package @param library address of the unpacked library, made for
 * web-llm (`tools/web-llm-library`)
 */
export async function loadWebLlm(folder: string, library: string): Promise<Other> {
  const script = `${packages}/@mlc-ai/web-llm/lib/index.js`;
  const { CreateMLCEngine }: Library = await import(/* @vite-ignore */ script);
  const record = { model: folder, model_id: "bench", model_lib: library };
  const engine = await CreateMLCEngine(
    "bench",
    { appConfig: { model_list: [record] }, logLevel: "WARN" },
    { context_window_size: 2048 },
  );

  const complete = async (prompt: string, tokens: number, temperature: number) => {
    await engine.resetChat();
    const stream = await engine.completions.create({
      ...{ prompt, max_tokens: tokens, temperature, top_p: 1, ignore_eos: true },
      ...{ stream: true, stream_options: { include_usage: true } },
    });
    let text = "";
    let usage: Chunk["usage"];
    const times: number[] = [];
    for await (const chunk of stream) {
      for (const choice of chunk.choices) {
        times.push(performance.now());
        text += choice.text;
      }
      usage = chunk.usage ?? usage;
    }
    if (!usage) throw new Error("web-llm told of no usage.");
    return { text, times, usage };
  };

  return {
    device: `WebGPU, ${await engine.getGPUVendor()}`,
    // A lock lets one through at a time.
    mostSamples: 1,
    greedy: async (prompt, tokens) => (await complete(prompt, tokens, 0)).text,
    async measure(prompt, _samples, tokens) {
      const { times, usage } = await complete(prompt, tokens, 1);
      const [first = 0] = times;
      const seconds = ((times.at(-1) ?? first) - first) / 1000;
      return {
        decode: (usage.completion_tokens - 1) / seconds,
        prefill: usage.extra.prefill_tokens_per_s,
      };
    },
    unload: () => engine.unload(),
  };
}
