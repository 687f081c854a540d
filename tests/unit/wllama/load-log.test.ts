import { describe, expect, it } from "vitest";
import { loadFailure, readOffload } from "../../../src/engine/wllama/load-log";

describe("readOffload", () => {
  it("believes layers whose weights lie in WebGPU buffers, and nothing less", () => {
    const buffer = "load_tensors:       WebGPU model buffer size =    17.14 MiB";
    const layers = "load_tensors: offloaded 5/6 layers to GPU";
    expect(readOffload([layers, buffer])).toEqual({ layers: 5, of: 6 });
    expect(readOffload([layers, "CPU model buffer size = 1 MiB"])).toBeNull();
    expect(readOffload([buffer, "load_tensors: offloaded 0/6 layers to GPU"])).toBeNull();
    expect(readOffload([])).toBeNull();
  });
});

describe("loadFailure", () => {
  it("says in plain words what llama.cpp logged", () => {
    const told = (line: string) => loadFailure(["llama_model_load: start", line]).message;
    expect(told("ggml_aligned_malloc: insufficient memory (attempted 9 MB)")).toMatch(/memory/);
    expect(told("tensor 'x' data is not within the file bounds")).toMatch(/cut off or damaged/);
    expect(told("gguf_init_from_file_impl: invalid magic characters: 'PK'")).toMatch(/GGUF/);
    expect(told("unknown model architecture: 'mamba9'")).toMatch(/"mamba9"/);
    expect(loadFailure(["something else"]).message).toMatch(/llama\.cpp says: "something else"/);
    expect(loadFailure([]).message).toMatch(/No reason was given/);
  });
});
