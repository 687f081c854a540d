import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { convertTo, demo, type MemoryPackage, openPath } from "../unit/convert/helpers";
import type { FaultServer } from "./fault-server";

/** Serves the demonstration model as an MLC package, in any folder, and `library.wasm`, which runs it. */
export async function serveWebLlmPackage(server: FaultServer): Promise<MemoryPackage> {
  const made = await convertTo(await openPath(demo), "q8f32_1");
  for (const [name, bytes] of made.files) server.serve(name, bytes);
  const library = await readFile("tests/fixtures/web-llm/demo-q8f32_1.wasm.gz");
  server.serve("library.wasm", gunzipSync(library));
  return made;
}
