import { type Other, packages } from "./other";

/** What is used of `@huggingface/transformers`; its types are there only where it is installed. */
interface Tensor {
  readonly dims: readonly number[];
}

interface Inputs {
  readonly input_ids: Tensor;
  readonly attention_mask: Tensor;
}

interface Tokenizer {
  (texts: readonly string[], options: { readonly add_special_tokens: boolean }): Inputs;
  batch_decode(ids: unknown, options: { readonly skip_special_tokens: boolean }): string[];
}

interface Generated {
  slice(rows: null, columns: readonly [number, number]): unknown;
}

interface Model {
  generate(options: object): Promise<Generated>;
  dispose(): Promise<unknown>;
}

interface Library {
  readonly env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    localModelPath: string;
    readonly backends: {
      readonly onnx: { readonly wasm: { wasmPaths: string; numThreads?: number } };
    };
  };
  readonly AutoTokenizer: { from_pretrained(name: string): Promise<Tokenizer> };
  readonly AutoModelForCausalLM: {
    from_pretrained(name: string, options: object): Promise<Model>;
  };
  readonly LogitsProcessor: new () => object;
  readonly LogitsProcessorList: new () => { push(processor: object): void };
}

/** @param folder path of the model's folder on this server, as `make_onnx.py` writes it; it takes no whole address */
export async function loadTransformersJs(
  folder: string,
  device: "wasm" | "webgpu",
): Promise<Other> {
  const script = `${packages}/@huggingface/transformers/dist/transformers.min.js`;
  const library: Library = await import(/* @vite-ignore */ script);
  const { env } = library;
  const cut = folder.lastIndexOf("/");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${folder.slice(0, cut)}/`;
  env.backends.onnx.wasm.wasmPaths = `${location.origin}${packages}/onnxruntime-web/dist/`;
  const name = folder.slice(cut + 1);
  const tokenizer = await library.AutoTokenizer.from_pretrained(name);
  const model = await library.AutoModelForCausalLM.from_pretrained(name, { device, dtype: "q8" });

  /** When each token's logits came. Its base class makes it a function that calls `_call`. */
  class Clock extends library.LogitsProcessor {
    readonly times: number[] = [];
    _call(_: unknown, logits: unknown) {
      this.times.push(performance.now());
      return logits;
    }
  }

  const generate = async (prompts: readonly string[], tokens: number, greedy: boolean) => {
    const clock = new Clock();
    const processors = new library.LogitsProcessorList();
    processors.push(clock);
    const inputs = tokenizer(prompts, { add_special_tokens: false });
    const started = performance.now();
    const ids = await model.generate({
      ...inputs,
      ...{ max_new_tokens: tokens, min_new_tokens: tokens, logits_processor: processors },
      ...(greedy ? { do_sample: false } : { do_sample: true, temperature: 1, top_k: 0 }),
    });
    const length = inputs.input_ids.dims[1] ?? 0;
    return { ids: ids.slice(null, [length, length + tokens]), times: clock.times, started, length };
  };

  return {
    device:
      device === "wasm"
        ? `CPU, ${env.backends.onnx.wasm.numThreads ?? "its own number of"} threads`
        : "WebGPU",
    mostSamples: 16,
    async greedy(prompt, tokens) {
      const { ids } = await generate([prompt], tokens, true);
      return tokenizer.batch_decode(ids, { skip_special_tokens: false })[0] ?? "";
    },
    async measure(prompt, samples, tokens) {
      const { times, started, length } = await generate(
        Array.from({ length: samples }, () => prompt),
        tokens,
        false,
      );
      const [first = started] = times;
      const seconds = ((times.at(-1) ?? first) - first) / 1000;
      return {
        decode: (samples * (times.length - 1)) / seconds,
        prefill: (1000 * samples * length) / (first - started),
      };
    },
    async unload() {
      await model.dispose();
    },
  };
}
